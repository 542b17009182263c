import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Step } from '#domain/diagnosis.ts'
import { startDeadline, waitUntil, type TimeLimit } from '#net/deadline.ts'
import { isJump, type MonotonicClock } from './clock-jump.ts'
import { shiftInstant } from './clock-jump.ts'

type ExtraFindings = { steps: Step[]; clocks: ClockReading[] }
export type ExtraSteps = (emit: (line: DiagnosisLine) => void, signal: AbortSignal) => Promise<ExtraFindings>

/** Runs the caller's own steps at the same time. Both have the whole time, and neither waits for the other. */
export async function runExtraSteps(
  after: ExtraSteps | undefined,
  emit: (line: DiagnosisLine) => void,
  limits: TimeLimit,
  clock: MonotonicClock,
): Promise<{ steps: Step[]; clocksAt: (jumpMs: number) => ClockReading[] }> {
  const { signal, clear } = startDeadline(limits)
  const none: ExtraFindings = { steps: [], clocks: [] }
  const work = async () => (after ? after(emit, signal) : none)
  // a little longer than the signal, so that steps that listen to it can end by themselves
  const limit = { ...limits, ms: limits.ms * 1.05 }
  const { steps, clocks } = await waitUntil(limit, () => new Error('out of time'), work).catch(() => none)
  clear()
  const jumpBefore = clock.jumpMs()
  return {
    steps,
    clocksAt: (jumpMs) => clocks.map((one) => (isJump(jumpMs) ? shiftInstant(one, jumpMs - jumpBefore) : one)),
  }
}
