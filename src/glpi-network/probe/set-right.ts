import type { ClockReading } from '#domain/clocks.ts'
import type { Observation } from '#domain/verdict.ts'
import { isJump } from './anchor.ts'
import type { ProbeRun } from './run.ts'

/** Tells that our clock was set during the run, and makes what was compared with it before fit the clock as it is now. */
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
