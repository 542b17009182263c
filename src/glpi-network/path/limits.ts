import type { Socket } from 'node:net'
import { onAbort } from '#contract/on-abort.ts'
import type { CauseCode } from '#domain/causes.ts'
import { VendorFailure, vendorFailureOf } from '../failure.ts'

/** How long one link of the way may take, and who may end it earlier. */
export type TimeLimit = { ms: number; signal: AbortSignal }

/** Runs `work` until it is done, time is up or somebody gives up; `late` is the cause of the last two. */
export function withTimeLimit<T>(
  { ms, signal }: TimeLimit,
  late: CauseCode,
  work: () => Promise<T>,
  giveUp: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopWaiting = () => {
      clearTimeout(timer)
      stopListening()
    }
    const fail = (error: Error) => {
      stopWaiting()
      giveUp()
      reject(error)
    }
    const expire = () => fail(new VendorFailure(late))
    const timer = setTimeout(expire, ms)
    const stopListening = onAbort(signal, expire)
    if (signal.aborted) return expire()
    work().then((result) => {
      stopWaiting()
      resolve(result)
      return undefined
    }, fail)
    return undefined
  })
}

/** A socket once it stands; one that fails is destroyed. */
export async function standing<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  limits: TimeLimit,
  late: CauseCode,
): Promise<S> {
  // later faults are noticed by whoever uses the socket; without a listener they would end the process
  socket.on('error', () => undefined)
  const work = () =>
    new Promise<S>((resolve, reject) => {
      socket.once(event, () => resolve(socket))
      socket.once('error', (error) => reject(vendorFailureOf(error)))
      socket.once('close', () => reject(new VendorFailure('connection-reset')))
    })
  return withTimeLimit(limits, late, work, () => socket.destroy())
}

/** One signal for both; `clear` it when what it limits has ended. */
export function limitedSignal({ ms, signal }: TimeLimit): { signal: AbortSignal; clear: () => void } {
  const own = new AbortController()
  const stop = () => own.abort()
  const timer = setTimeout(stop, ms)
  const stopListening = onAbort(signal, stop)
  if (signal.aborted) stop()
  return {
    signal: own.signal,
    clear: () => {
      clearTimeout(timer)
      stopListening()
    },
  }
}
