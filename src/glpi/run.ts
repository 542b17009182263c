import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { factsOf, type Seen } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Outcome, Planned, Reason, Route, Stage, Step } from '#domain/diagnosis.ts'
import { failureOfError } from './failure.ts'

/**
 * What a step came to, where it did not fail on the way: nothing to say is a step that passed.
 * `failed`: it did, though no cause has a name for it. `ms`: how long it took, where it was measured elsewhere.
 */
export type Found = { cause?: CauseCode | null; facts?: Seen; notNeeded?: Reason; failed?: boolean; ms?: number } | void

/** Where a step is taken: at GLPI's interfaces, or on its own machine. */
type On = Extract<Route, 'glpi' | 'host'>

export type Run = ReturnType<typeof startRun>

const plannedOn = (route: On, stage: Stage): Planned => ({
  id: route === 'glpi' ? stage : `${route}:${stage}`,
  stage,
  route,
})

/** The steps of one look, told line by line. */
export function startRun(emit: (line: DiagnosisLine) => void, signal: AbortSignal, scrub: Scrub) {
  const steps: Step[] = []
  const clocks: ClockReading[] = []
  let seen: Seen = {}

  function end(planned: Planned, outcome: Outcome, ms: number | null, cause: CauseCode | null, facts: Seen): void {
    const step: Step = { ...planned, outcome, ms, cause, facts: factsOf(facts, scrub) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  function fail(planned: Planned, ms: number, error: unknown): void {
    const { failure, errorCode } = failureOfError(error)
    if (signal.aborted && reasonOf(signal) === 'cancelled')
      return end(planned, 'not-reached', ms, null, { ...seen, reason: 'cancelled' })
    return end(planned, 'failed', ms, failure, { ...seen, 'error-code': errorCode })
  }

  return {
    steps,
    clocks,

    /** For the step that is under way. */
    see(facts: Seen): void {
      seen = { ...seen, ...facts }
    },

    /** Runs one step. false: the look ends here, and has said why. */
    async step(stage: Stage, work: () => Promise<Found>, on: On = 'glpi'): Promise<boolean> {
      const planned = plannedOn(on, stage)
      if (signal.aborted) {
        end(planned, 'not-reached', null, null, { reason: reasonOf(signal) })
        return false
      }
      emit({ line: 'start', ...planned })
      const startedAt = performance.now()
      const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10
      seen = {}
      try {
        const { cause = null, facts = {}, notNeeded, failed = cause !== null, ms } = (await work()) ?? {}
        const took = ms ?? elapsed()
        if (notNeeded) end(planned, 'not-needed', took, null, { ...seen, ...facts, reason: notNeeded })
        else end(planned, failed ? 'failed' : 'passed', took, cause, { ...seen, ...facts })
        return !failed
      } catch (error) {
        fail(planned, elapsed(), error)
        return false
      }
    },

    skip(stage: Stage, reason: Reason, on: On = 'glpi'): void {
      end(plannedOn(on, stage), 'not-reached', null, null, { reason: signal.aborted ? reasonOf(signal) : reason })
    },

    clock(reading: ClockReading): void {
      clocks.push(reading)
      emit({ line: 'clock', ...reading })
    },
  }
}

const reasonOf = ({ reason }: AbortSignal): Reason =>
  reason instanceof Error && reason.name === 'TimeoutError' ? 'out-of-time' : 'cancelled'
