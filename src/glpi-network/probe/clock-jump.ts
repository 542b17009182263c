import type { ClockReading } from '#domain/clocks.ts'
import type { Observation } from '#domain/verdict.ts'
import type { ProbeRun } from './run.ts'

/** A clock that starts with ours and then never jumps. `jumpMs`: how far ours has been set since. */
export type MonotonicClock = { now: () => number; jumpMs: () => number }

export function monotonicClock(ours: () => number): MonotonicClock {
  const startedAt = ours() - performance.now()
  const now = () => startedAt + performance.now()
  return { now, jumpMs: () => ours() - now() }
}

/** A smaller jump is not worth a mention. */
const JUMP_MS = 1_000

export const isJump = (ms: number): boolean => Math.abs(ms) > JUMP_MS

/** Reports that our clock was set during the run, and corrects what was compared with it before. */
export function correctForClockJump(
  run: ProbeRun,
  observation: Observation | null,
  jumpMs: number,
): Observation | null {
  if (!isJump(jumpMs)) return observation
  const earlier = run.clocks()
  run.clock({ clock: 'gateway', offsetSeconds: seconds(jumpMs), uncertaintySeconds: 0, trusted: true })
  for (const reading of earlier) run.clock(shiftInstant(reading, jumpMs))
  if (!observation || observation.verdict === 'no-answer' || observation.clockOffsetMs === null) return observation
  return { ...observation, clockOffsetMs: Math.round(observation.clockOffsetMs - jumpMs) }
}

export const shiftInstant = (reading: ClockReading, jumpMs: number): ClockReading => ({
  ...reading,
  offsetSeconds: seconds(reading.offsetSeconds * 1000 - jumpMs),
})

const seconds = (ms: number): number => Math.round(ms) / 1000
