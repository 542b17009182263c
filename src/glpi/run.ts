import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { factsOf, type Seen } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Outcome, Reason, Stage, Step } from '#domain/diagnosis.ts'
import { failureOfError } from './failure.ts'

/** What a step came to, where it did not fail on the way: nothing to say is a step that passed. */
export type Found = { cause?: CauseCode | null; facts?: Seen; notNeeded?: Reason } | void

export type Run = ReturnType<typeof startRun>

/** The steps of one look, told line by line. */
export function startRun(emit: (line: DiagnosisLine) => void, signal: AbortSignal, scrub: Scrub) {
  const steps: Step[] = []
  const clocks: ClockReading[] = []
  let seen: Seen = {}

  function end(stage: Stage, outcome: Outcome, ms: number | null, cause: CauseCode | null, facts: Seen): void {
    const step: Step = { id: stage, stage, route: 'glpi', outcome, ms, cause, facts: factsOf(facts, scrub) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  function fail(stage: Stage, ms: number, error: unknown): void {
    const { failure, errorCode } = failureOfError(error)
    if (signal.aborted && reasonOf(signal) === 'cancelled')
      return end(stage, 'not-reached', ms, null, { ...seen, reason: 'cancelled' })
    return end(stage, 'failed', ms, failure, { ...seen, 'error-code': errorCode })
  }

  return {
    steps,
    clocks,

    /** For the step that is under way. */
    see(facts: Seen): void {
      seen = { ...seen, ...facts }
    },

    /** Runs one step. false: the look ends here, and has said why. */
    async step(stage: Stage, work: () => Promise<Found>): Promise<boolean> {
      if (signal.aborted) {
        end(stage, 'not-reached', null, null, { reason: reasonOf(signal) })
        return false
      }
      emit({ line: 'start', id: stage, stage, route: 'glpi' })
      const startedAt = performance.now()
      const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10
      seen = {}
      try {
        const { cause = null, facts = {}, notNeeded } = (await work()) ?? {}
        if (notNeeded) end(stage, 'not-needed', elapsed(), null, { ...seen, reason: notNeeded })
        else end(stage, cause ? 'failed' : 'passed', elapsed(), cause, { ...seen, ...facts })
        return cause === null
      } catch (error) {
        fail(stage, elapsed(), error)
        return false
      }
    },

    skip(stage: Stage, reason: Reason): void {
      end(stage, 'not-reached', null, null, { reason: signal.aborted ? reasonOf(signal) : reason })
    },

    clock(reading: ClockReading): void {
      clocks.push(reading)
      emit({ line: 'clock', ...reading })
    },
  }
}

const reasonOf = ({ reason }: AbortSignal): Reason =>
  reason instanceof Error && reason.name === 'TimeoutError' ? 'out-of-time' : 'cancelled'
