import { vi } from 'vitest'
import { TICK_MS } from './ticks.ts'

/** Has `setTimeout` count the ticks of this process. @returns what brings the machine's time back. */
export function countTimeInTicks(): () => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ticking = setInterval(() => vi.advanceTimersByTime(TICK_MS), TICK_MS)
  return () => {
    clearInterval(ticking)
    vi.useRealTimers()
  }
}
