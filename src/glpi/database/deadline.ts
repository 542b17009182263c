import { waitUntil, withDeadline, type TimeLimit } from '#net/deadline.ts'
import { Failure } from '#net/failure.ts'

export const cancelled = (): Failure => new Failure('glpi-unreachable', 'CANCELLED')

const outOfTime = (): Failure => new Failure('reply-timeout', 'TIMEOUT')

/** Waits for the driver until the signal aborts: it forgets who waits for an answer when its connection is destroyed. */
export const unlessAborted = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  waitUntil({ ms: Infinity, signal }, (reason) => (reason instanceof Failure ? reason : cancelled()), work)

/** Work on a database until the limit is reached, and no longer. */
export const withDatabaseDeadline = <T>(
  limit: TimeLimit,
  work: (inTime: AbortSignal) => Promise<T>,
  late: () => Failure = outOfTime,
): Promise<T> => withDeadline(limit, late, (inTime) => unlessAborted(inTime, () => work(inTime)))
