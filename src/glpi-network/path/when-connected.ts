import type { Socket } from 'node:net'
import type { CauseCode } from '#domain/causes.ts'
import { waitUntil, type TimeLimit } from '#net/deadline.ts'
import { Failure } from '#net/failure.ts'
import { vendorFailureOf } from '../failure.ts'

/** Waits until a socket is connected; one that is not, in time, is destroyed. @param late the cause of a timeout. */
export async function whenConnected<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  limit: TimeLimit,
  late: CauseCode,
): Promise<S> {
  // later errors are noticed by the socket's users; without a listener they would end the process
  socket.on('error', () => undefined)
  const connected = () =>
    new Promise<S>((resolve, reject) => {
      socket.once(event, () => resolve(socket))
      socket.once('error', (error) => reject(vendorFailureOf(error)))
      socket.once('close', () => reject(new Failure('connection-reset')))
    })
  try {
    return await waitUntil(limit, () => new Failure(late), connected)
  } catch (error) {
    socket.destroy()
    throw error
  }
}
