import { onAbort } from '#contract/on-abort.ts'

/** Runs `work` with a signal that also ends after `ms`. No `AbortSignal.any`: Node 20 keeps one for ever on a signal that lives long. */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController()
  const stop = () => own.abort(signal.reason)
  const timer = setTimeout(() => own.abort(late()), ms)
  const stopListening = onAbort(signal, stop)
  if (signal.aborted) stop()
  try {
    return await work(own.signal)
  } finally {
    clearTimeout(timer)
    stopListening()
  }
}
