import { setMaxListeners } from 'node:events'

/** A signal of our own that follows the caller's: a dozen sockets listen to it at once, and all of them let go at the end. */
export function linkedSignal(outer: AbortSignal | undefined): { signal: AbortSignal; release: () => void } {
  const own = new AbortController()
  setMaxListeners(0, own.signal)
  const stop = () => own.abort()
  outer?.addEventListener('abort', stop, { once: true })
  if (outer?.aborted) stop()
  return { signal: own.signal, release: () => outer?.removeEventListener('abort', stop) }
}
