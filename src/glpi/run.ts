import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { ClockReading } from '#domain/clocks.ts'
import {
  MAX_FACT_CHARACTERS,
  WITHHELD,
  type Facts,
  type Outcome,
  type Reason,
  type Stage,
  type Step,
} from '#domain/diagnosis.ts'
import { failureOfError } from './failure.ts'

/** What a step came to, where it did not fail on the way: nothing to say is a step that passed. */
export type Found = { cause?: CauseCode | null; facts?: Facts; notNeeded?: Reason } | void

export type Run = ReturnType<typeof startRun>

/** The steps of one look, told line by line. @param secrets are never shown, whoever quotes them. */
export function startRun(emit: (line: DiagnosisLine) => void, signal: AbortSignal, secrets: readonly string[]) {
  const steps: Step[] = []
  const clocks: ClockReading[] = []
  let seen: Facts = {}

  function end(stage: Stage, outcome: Outcome, ms: number | null, cause: CauseCode | null, facts: Facts): void {
    const step: Step = { id: stage, stage, route: 'glpi', outcome, ms, cause, facts: shown(facts, secrets) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  function fail(stage: Stage, ms: number, error: unknown): void {
    const { failure, errorCode } = failureOfError(error)
    if (signal.aborted && reasonOf(signal) === 'cancelled')
      return end(stage, 'not-reached', ms, null, { ...seen, reason: 'cancelled' })
    return end(stage, 'failed', ms, failure, { ...seen, 'error-code': errorCode ?? '' })
  }

  return {
    steps,
    clocks,

    /** For the step that is under way. */
    see(facts: Facts): void {
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

/** What came over the wire, made fit to be shown: printable, cut, and withheld as a whole when it quotes a secret. */
function shown(facts: Facts, secrets: readonly string[]): Facts {
  const told = Object.entries(facts).flatMap(([name, text]) => {
    if (text === '') return []
    if (secrets.some((secret) => text.includes(secret))) return [[name, WITHHELD] as const]
    const printable = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ').trim()
    return [[name, printable.slice(0, MAX_FACT_CHARACTERS)] as const]
  })
  return Object.fromEntries(told)
}
