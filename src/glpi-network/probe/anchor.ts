/** A clock that starts as ours and then goes by the one that nobody sets; and how far ours was set meanwhile, in milliseconds. */
export type MonotonicClock = { now: () => number; jumpMs: () => number }

export function monotonicClock(ours: () => number): MonotonicClock {
  const startedAt = ours() - performance.now()
  const now = () => startedAt + performance.now()
  return { now, jumpMs: () => ours() - now() }
}

/** A correction within this is none worth telling. */
const JUMP_MS = 1_000

export const isJump = (ms: number): boolean => Math.abs(ms) > JUMP_MS
