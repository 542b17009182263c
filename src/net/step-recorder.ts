import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { factsOf, type SeenFacts } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Outcome, Planned, Reason, Step } from '#domain/diagnosis.ts'
import { factsOfEvidence } from './failure-evidence.ts'
import { failureOf } from './failure.ts'

export type StepRecorderOptions = {
  emit: (line: DiagnosisLine) => void
  scrub: Scrub
  signal: AbortSignal
  /** The cause of an error that names none. */
  otherwise: CauseCode
  /** Where the steps are added; a list of its own by default. */
  steps?: Step[]
}

/** How a step ended that did not throw. `ms`: where it was measured elsewhere. */
export type StepEnd = {
  outcome: 'passed' | 'failed' | 'not-needed'
  cause?: CauseCode | null
  facts?: SeenFacts
  ms?: number | undefined
}

export type StepRecorder = ReturnType<typeof createStepRecorder>

/** Records the steps of a diagnosis, and emits a line when one starts and when it ends. Facts are scrubbed before anybody sees them. */
export function createStepRecorder({ emit, scrub, signal, otherwise, steps = [] }: StepRecorderOptions) {
  function end(planned: Planned, outcome: Outcome, ms: number | null, cause: CauseCode | null, seen: SeenFacts): void {
    const step: Step = { ...planned, outcome, ms, cause, facts: factsOf(seen, scrub) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  function fail(planned: Planned, ms: number, seen: SeenFacts, error: unknown): void {
    if (signal.aborted && reasonOf(signal) === 'cancelled')
      return end(planned, 'not-reached', ms, null, { ...seen, reason: 'cancelled' })
    const { cause, errorCode, evidence, reason } = failureOf(error, otherwise)
    return end(planned, 'failed', ms, cause, {
      ...seen,
      ...factsOfEvidence(evidence),
      'error-code': errorCode,
      ...(reason && { reason }),
    })
  }

  return {
    steps,

    /** A step that is not run. After an abort, that is the reason. */
    skip(planned: Planned, outcome: 'not-reached' | 'not-needed', reason: Reason): void {
      end(planned, outcome, null, null, { reason: signal.aborted ? reasonOf(signal) : reason })
    },

    /**
     * Runs one step. null: it failed, and is recorded as failed.
     * @param seen the facts of the step, read when it has ended.
     * @param judge what its result means; without it, a step that does not throw has passed.
     */
    async run<T>(
      planned: Planned,
      seen: () => SeenFacts,
      work: () => T | Promise<T>,
      judge: (result: T) => StepEnd = () => ({ outcome: 'passed' }),
    ): Promise<T | null> {
      emit({ line: 'start', ...planned })
      const startedAt = performance.now()
      const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10
      try {
        const result = await work()
        const { outcome, cause = null, facts = {}, ms = elapsed() } = judge(result)
        end(planned, outcome, ms, cause, { ...seen(), ...facts })
        return result
      } catch (error) {
        fail(planned, elapsed(), seen(), error)
        return null
      }
    },
  }
}

const reasonOf = ({ reason }: AbortSignal): Reason =>
  reason instanceof Error && reason.name === 'TimeoutError' ? 'out-of-time' : 'cancelled'
