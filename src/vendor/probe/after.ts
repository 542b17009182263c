import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Step } from '#domain/diagnosis.ts'
import { limited, within, type Limits } from '../way/limits.ts'
import { isJump, type AnchoredClock } from './anchor.ts'
import { moved } from './set-right.ts'

type Found = { steps: Step[]; clocks: ClockReading[] }
export type After = (emit: (line: DiagnosisLine) => void, signal: AbortSignal) => Promise<Found>

/** Runs the caller's own steps at the same time: both looks have the whole time, and neither waits for the other. */
export async function besides(
  after: After | undefined,
  emit: (line: DiagnosisLine) => void,
  limits: Limits,
  clock: AnchoredClock,
): Promise<{ steps: Step[]; clocksAt: (jumpMs: number) => ClockReading[] }> {
  const { signal, clear } = limited(limits)
  const none: Found = { steps: [], clocks: [] }
  const work = async () => (after ? after(emit, signal) : none)
  // a little later than the signal, for those who heed it
  const patience = { ...limits, ms: limits.ms * 1.05 }
  const { steps, clocks } = await within(patience, 'reply-timeout', work, clear).catch(() => none)
  clear()
  const jumpBefore = clock.jumpMs()
  return {
    steps,
    clocksAt: (jumpMs) => clocks.map((one) => (isJump(jumpMs) ? moved(one, jumpMs - jumpBefore) : one)),
  }
}
