import { vi } from 'vitest'

const TICK_MS = 100

/** So many turns of this process. One that has to wait for the processor ticks less often, and gets the same work done in them. */
export function ticksOf(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count
    const ticking = setInterval(() => {
      left -= 1
      if (left > 0) return
      clearInterval(ticking)
      resolve()
    }, TICK_MS)
  })
}

/** Has `setTimeout` count the ticks of this process. @returns what brings the machine's time back. */
export function countTimeInTicks(): () => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ticking = setInterval(() => vi.advanceTimersByTime(TICK_MS), TICK_MS)
  return () => {
    clearInterval(ticking)
    vi.useRealTimers()
  }
}
