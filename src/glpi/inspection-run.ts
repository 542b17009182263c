import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { readHttpDate } from '#contract/dates.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { readClock, type ClockReading } from '#domain/clocks.ts'
import type { Planned, Reason, Route, Stage, Step } from '#domain/diagnosis.ts'
import type { GlpiReply } from './exchange.ts'
import { createStepRecorder, type StepEnd } from '#net/step-recorder.ts'

/**
 * The result of a step that did not throw. Without any, it has passed.
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
type StepPlace = Extract<Route, 'glpi' | 'host'>

/** One link: which, and what is done there. */
export type StagedStep = [Stage, () => Promise<StepResult>]

export type InspectionRun = ReturnType<typeof startInspectionRun>

export type InspectionRunParts = {
  emit: (line: DiagnosisLine) => void
  signal: AbortSignal
  scrub: Scrub
  /** Before the ids of its steps, as `database:`, where several methods are used. */
  prefix?: string
  /** Where a part of a run tells what the whole run keeps. */
  steps?: Step[]
  clocks?: ClockReading[]
}

/** The steps of one inspection. */
export function startInspectionRun({ emit, signal, scrub, prefix = '', steps = [], clocks = [] }: InspectionRunParts) {
  const recorder = createStepRecorder({ emit, scrub, signal, otherwise: 'glpi-unreachable', steps })
  let seen: SeenFacts = {}

  const plannedOn = (route: StepPlace, stage: Stage): Planned => ({
    id: `${prefix}${route === 'glpi' ? '' : `${route}:`}${stage}`,
    stage,
    route,
  })

  const run = {
    steps,
    clocks,
    signal,

    /** Adds facts to the step that is running. */
    addFacts(facts: SeenFacts): void {
      seen = { ...seen, ...facts }
    },

    /** Adds the facts of a reply, and for the first one the time on GLPI's clock. */
    addReply(reply: GlpiReply): void {
      const facts = reply.facts()
      run.addFacts(facts)
      const theirs = readHttpDate(facts.date)
      if (theirs !== null && clocks.length === 0) run.clock(readClock('glpi', { ...reply, theirs, resolutionMs: 1000 }))
    },

    /** Runs one step. false: the inspection ends here, and the step says why. */
    async step(stage: Stage, work: () => Promise<StepResult>, on: StepPlace = 'glpi'): Promise<boolean> {
      const planned = plannedOn(on, stage)
      if (signal.aborted) {
        recorder.skip(planned, 'not-reached', 'cancelled')
        return false
      }
      seen = {}
      let holds = false
      const judge = (result: StepResult): StepEnd => {
        const end = endOf(result)
        holds = end.outcome !== 'failed'
        return end
      }
      await recorder.run(planned, () => seen, work, judge)
      return holds
    },

    /** Each step as long as those before it passed. @param after why none after the first can be taken, as `no-token`. */
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

    skip(stage: Stage, reason: Reason, on: StepPlace = 'glpi'): void {
      recorder.skip(plannedOn(on, stage), 'not-reached', reason)
    },

    clock(reading: ClockReading): void {
      clocks.push(reading)
      emit({ line: 'clock', ...reading })
    },
  }
  return run
}

function endOf(result: StepResult): StepEnd {
  const { cause = null, facts = {}, notNeeded, failed = cause !== null, ms } = result ?? {}
  if (failed) return { outcome: 'failed', cause, facts, ms }
  return notNeeded
    ? { outcome: 'not-needed', facts: { ...facts, reason: notNeeded }, ms }
    : { outcome: 'passed', facts, ms }
}
