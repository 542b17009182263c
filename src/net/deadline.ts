import { setMaxListeners } from 'node:events'
import { onAbort } from './node20/on-abort.ts'

/** How long something may take, and the signal that may end it earlier. `ms: Infinity` sets no time. */
export type TimeLimit = { ms: number; signal: AbortSignal }

export const NEVER_ABORTED: AbortSignal = new AbortController().signal

const abortError = (): Error => new DOMException('This operation was aborted', 'AbortError')

/** The same error as `AbortSignal.timeout` gives. */
export const timeoutError = (): Error => new DOMException('The operation timed out', 'TimeoutError')

/**
 * Calls `stop` once: with null when the time is up, or with the signal's reason when it aborts. The function that is returned ends the
 * watch. All deadlines are made of this one: it takes a timer and no object, and a fleet has thousands of requests.
 */
export function onDeadline({ ms, signal }: TimeLimit, stop: (reason: Error | null) => void): () => void {
  const end = (reason: Error | null) => {
    clear()
    stop(reason)
  }
  const endAborted = () => end(signal.reason instanceof Error ? signal.reason : abortError())
  const timer = ms === Infinity ? undefined : setTimeout(() => end(null), ms)
  const unlisten = onAbort(signal, endAborted)
  const clear = () => {
    clearTimeout(timer)
    unlisten()
  }
  if (signal.aborted) endAborted()
  return clear
}

export type Deadline = {
  signal: AbortSignal
  /** Ends the watch: the signal no longer aborts by itself. */
  clear: () => void
  abort: () => void
}

/** A signal that aborts when the limit is reached. Any number of sockets may listen to it. `clear` it when the work has ended. */
export function startDeadline(limit: TimeLimit, late: () => Error = abortError): Deadline {
  const own = new AbortController()
  setMaxListeners(0, own.signal)
  const clear = onDeadline(limit, (reason) => own.abort(reason ?? late()))
  return { signal: own.signal, clear, abort: () => own.abort() }
}

/** Gives `work` a signal that aborts when the limit is reached. `work` ends itself, and may still say what it saw by then. */
export async function withDeadline<T>(
  limit: TimeLimit,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, clear } = startDeadline(limit, late)
  try {
    return await work(signal)
  } finally {
    clear()
  }
}

/**
 * Waits for `work` until the limit is reached and no longer, whether or not `work` ends then.
 * @param late the error for that. `reason` is the signal's, or null when the time was up.
 */
export function waitUntil<T>(
  limit: TimeLimit,
  late: (reason: Error | null) => Error,
  work: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const clear = onDeadline(limit, (reason) => reject(late(reason)))
    if (limit.signal.aborted) return
    void work().finally(clear).then(resolve, reject)
  })
}
