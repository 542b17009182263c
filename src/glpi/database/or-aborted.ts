import { GlpiFailure } from '../failure.ts'

/** The driver forgets whom it owes an answer when its connection is destroyed. */
export function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () =>
      reject(signal.reason instanceof GlpiFailure ? signal.reason : new GlpiFailure('glpi-unreachable', 'CANCELLED'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
