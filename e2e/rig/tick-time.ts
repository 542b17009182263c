import { vi } from 'vitest'

const TICK_MS = 100

/**
 * Has `setTimeout` and `performance.now` of this process count its own ticks. A process that has to wait for the processor ticks
 * less often, so that what it has a time limit for gets as much work done within it on any machine.
 * @returns what brings the machine's time back.
 */
export function countTimeInTicks(): () => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const ticking = setInterval(() => vi.advanceTimersByTime(TICK_MS), TICK_MS)
  return () => {
    clearInterval(ticking)
    vi.useRealTimers()
  }
}
