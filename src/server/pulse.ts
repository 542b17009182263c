/** With the checks of both HTTP servers (`connectionsCheckingInterval`), an idle gateway wakes less than once a minute. */
export const PULSE_MS = 80_000

/** With replicas beside it, each of which may die at any time: see `CLAIM_MS`. */
export const SHARED_PULSE_MS = 12_000

/** One timer for everything that looks now and then whether there is work: an idle gateway wakes once for all of it. */
export function createPulse(everyMs = PULSE_MS) {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  return {
    /** @returns how to end it. */
    follow(listener: () => void): () => void {
      listeners.add(listener)
      timer ??= setInterval(() => {
        for (const one of listeners) one()
      }, everyMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
export type Pulse = ReturnType<typeof createPulse>
