/** How long a tick lasts, where the processor is free. */
export const TICK_MS = 100

/**
 * Acts after so many milliseconds, as this process has had them: one that has to wait for the processor ticks less often, and gets the
 * same work done in them. @returns how to call it off.
 */
export function afterTicks(ms: number, act: () => void): () => void {
  let left = Math.ceil(ms / TICK_MS)
  const ticking = setInterval(() => {
    left -= 1
    if (left > 0) return
    clearInterval(ticking)
    act()
  }, TICK_MS)
  return () => clearInterval(ticking)
}
