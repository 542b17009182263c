import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Step } from '#domain/diagnosis.ts'
import { startDeadline, waitUntil, type TimeLimit } from '#net/deadline.ts'
import { isJump, type MonotonicClock } from './anchor.ts'
import { shiftInstant } from './set-right.ts'

type Found = { steps: Step[]; clocks: ClockReading[] }
export type ExtraSteps = (emit: (line: DiagnosisLine) => void, signal: AbortSignal) => Promise<Found>

/** Runs the caller's own steps at the same time: both looks have the whole time, and neither waits for the other. */
export async function runExtraSteps(
  after: ExtraSteps | undefined,
  emit: (line: DiagnosisLine) => void,
  limits: TimeLimit,
  clock: MonotonicClock,
): Promise<{ steps: Step[]; clocksAt: (jumpMs: number) => ClockReading[] }> {
  const { signal, clear } = startDeadline(limits)
  const none: Found = { steps: [], clocks: [] }
  const work = async () => (after ? after(emit, signal) : none)
  // a little later than the signal, for those who heed it
  const patience = { ...limits, ms: limits.ms * 1.05 }
  const { steps, clocks } = await waitUntil(patience, () => new Error('out of time'), work).catch(() => none)
  clear()
  const jumpBefore = clock.jumpMs()
  return {
    steps,
    clocksAt: (jumpMs) => clocks.map((one) => (isJump(jumpMs) ? shiftInstant(one, jumpMs - jumpBefore) : one)),
  }
}
