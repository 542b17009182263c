import type { LookupAddress } from 'node:dns'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '#net/failure.ts'
import { dial } from '#net/guarded-connect.ts'
import { startDeadline, type TimeLimit, waitUntil } from '#net/deadline.ts'
import type { CauseCode } from '#domain/causes.ts'
import { vendorFailureOf } from '../failure.ts'

/** The port of an address that may leave it out. */
export const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80)

/** One TCP connection to one address. @throws Failure, also for an address that Latchkey never connects to. */
export async function connectTo(address: string, port: number, limits: TimeLimit): Promise<Socket> {
  return whenConnected(dial(address, port, 'connect-refused'), 'connect', limits, 'connect-timeout')
}

const FAMILY_CAP = 4

/** The addresses to try, in the resolver's order. Some names have dozens. */
export function limitAddresses(addresses: LookupAddress[]): LookupAddress[] {
  const chosen = new Set(
    [4, 6].flatMap((family) => addresses.filter((one) => one.family === family).slice(0, FAMILY_CAP)),
  )
  return addresses.filter((address) => chosen.has(address))
}

/** The next address starts when this one has failed, or after this pause at the latest (RFC 8305, 5). */
const HEAD_START_MS = 250

/** The first connection that opens. @throws what happened at the first address, when none opens. */
export async function connectFirst(addresses: LookupAddress[], port: number, limits: TimeLimit): Promise<Socket> {
  const { signal, clear, abort } = startDeadline({ ms: Infinity, signal: limits.signal })
  let turn: Promise<unknown> = Promise.resolve()
  const tries = limitAddresses(addresses).map(({ address }) => {
    const trying = turn.then(() => {
      if (signal.aborted) throw new Failure('connect-timeout')
      return connectTo(address, port, { ms: limits.ms, signal })
    })
    turn = Promise.race([trying.then(never, () => undefined), turn.then(() => headStart(signal))])
    return trying
  })
  try {
    return await Promise.any(tries)
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error
  } finally {
    clear()
    abort()
  }
}

const never = () => new Promise<never>(() => undefined)
const headStart = (signal: AbortSignal) => pause(HEAD_START_MS, undefined, { signal }).catch(() => undefined)

/** Waits until a socket is connected, and destroys it where that takes too long. @param late the cause of a timeout. */
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
