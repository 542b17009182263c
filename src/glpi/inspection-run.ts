import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { readHttpDate } from '#contract/http-date.ts'
import { factsOf, type SeenFacts } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { readClock, type ClockReading } from '#domain/clocks.ts'
import type { Outcome, Planned, Reason, Route, Stage, Step } from '#domain/diagnosis.ts'
import type { GlpiReply } from './exchange.ts'
import { factsOfEvidence } from './evidence-facts.ts'
import { failureOfError } from './failure.ts'

/**
 * What a step came to, where it did not fail on the way: nothing to say is a step that passed.
 * `failed`: it did, though no cause has a name for it. `ms`: how long it took, where it was measured elsewhere.
 */
export type StepResult = {
  cause?: CauseCode | null
  facts?: SeenFacts
  notNeeded?: Reason
  failed?: boolean
  ms?: number
} | void

/** Where a step is taken: at GLPI's interfaces, or on its own machine. */
type On = Extract<Route, 'glpi' | 'host'>

/** One link: which, and what is done there. */
export type StagedStep = [Stage, () => Promise<StepResult>]

export type InspectionRun = ReturnType<typeof startInspectionRun>

export type InspectionRunParts = {
  emit: (line: DiagnosisLine) => void
  signal: AbortSignal
  scrub: Scrub
  /** Before the ids of its steps, as `database:`, where several ways are looked at. */
  prefix?: string
  /** Where a part of a run tells what the whole run keeps. */
  steps?: Step[]
  clocks?: ClockReading[]
}

/** The steps of one look, told line by line. */
export function startInspectionRun({ emit, signal, scrub, prefix = '', steps = [], clocks = [] }: InspectionRunParts) {
  let seen: SeenFacts = {}

  const plannedOn = (route: On, stage: Stage): Planned => ({
    id: `${prefix}${route === 'glpi' ? '' : `${route}:`}${stage}`,
    stage,
    route,
  })

  function end(planned: Planned, outcome: Outcome, ms: number | null, cause: CauseCode | null, facts: SeenFacts): void {
    const step: Step = { ...planned, outcome, ms, cause, facts: factsOf(facts, scrub) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  function fail(planned: Planned, ms: number, error: unknown): void {
    const { failure, errorCode, evidence } = failureOfError(error)
    if (signal.aborted && reasonOf(signal) === 'cancelled')
      return end(planned, 'not-reached', ms, null, { ...seen, reason: 'cancelled' })
    return end(planned, 'failed', ms, failure, { ...seen, ...factsOfEvidence(evidence), 'error-code': errorCode })
  }

  const run = {
    steps,
    clocks,
    signal,

    /** For the step that is under way. */
    see(facts: SeenFacts): void {
      seen = { ...seen, ...facts }
    },

    /** A reply: what it tells of itself, and once the time on GLPI's clock. */
    hear(reply: GlpiReply): void {
      const facts = reply.facts()
      run.see(facts)
      const theirs = readHttpDate(facts.date)
      if (theirs !== null && clocks.length === 0) run.clock(readClock('glpi', { ...reply, theirs, resolutionMs: 1000 }))
    },

    /** Runs one step. false: the look ends here, and has said why. */
    async step(stage: Stage, work: () => Promise<StepResult>, on: On = 'glpi'): Promise<boolean> {
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

    /** Each link as long as those before it held. @param after why none after the first can be looked at, as `no-token`. */
    async walk(
      [reach, ...others]: readonly [StagedStep, ...StagedStep[]],
      after: Reason | null = null,
    ): Promise<boolean> {
      let holds = await run.step(...reach)
      const reason = holds && after ? after : 'earlier-failure'
      for (const [stage, work] of others) {
        if (holds && after === null) holds = await run.step(stage, work)
        else run.skip(stage, reason)
      }
      return holds
    },

    skip(stage: Stage, reason: Reason, on: On = 'glpi'): void {
      end(plannedOn(on, stage), 'not-reached', null, null, { reason: signal.aborted ? reasonOf(signal) : reason })
    },

    clock(reading: ClockReading): void {
      clocks.push(reading)
      emit({ line: 'clock', ...reading })
    },
  }
  return run
}

const reasonOf = ({ reason }: AbortSignal): Reason =>
  reason instanceof Error && reason.name === 'TimeoutError' ? 'out-of-time' : 'cancelled'
