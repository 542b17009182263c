import type { ClockReading } from '#domain/clocks.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Facts, Outcome, Planned, Reason, Step } from '#domain/diagnosis.ts'
import { failureOf } from '../failure.ts'
import type { Scrub } from './scrub.ts'

/** A value to show, or nothing to show. */
export type Seen = { [Name in keyof Facts]: string | null | undefined }

export type Run = ReturnType<typeof startRun>

/** One run: what was seen so far, told line by line. */
export function startRun(emit: (line: DiagnosisLine) => void, scrub: Scrub, signal: AbortSignal) {
  const steps: Step[] = []
  const clocks: ClockReading[] = []

  function end(planned: Planned, outcome: Outcome, ms: number | null, cause: Step['cause'], seen: Seen): void {
    const step = { ...planned, outcome, ms, cause, facts: factsOf(seen, scrub) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  return {
    steps,
    clocks,
    signal,

    /** Runs one step. null: it failed, and has said so. */
    async step<T>(planned: Planned, seen: Seen, work: () => T | Promise<T>): Promise<T | null> {
      if (signal.aborted) {
        end(planned, 'not-reached', null, null, { reason: 'cancelled' })
        return null
      }
      emit({ line: 'start', ...planned })
      const startedAt = performance.now()
      try {
        const result = await work()
        end(planned, 'passed', elapsed(startedAt), null, seen)
        return result
      } catch (error) {
        const { failure, systemCode } = failureOf(error, 'connect', false)
        if (signal.aborted) end(planned, 'not-reached', elapsed(startedAt), null, { ...seen, reason: 'cancelled' })
        else end(planned, 'failed', elapsed(startedAt), failure, { ...seen, 'error-code': systemCode })
        return null
      }
    },

    skip(planned: Planned, outcome: 'not-reached' | 'not-needed', reason: Reason): void {
      end(planned, outcome, null, null, { reason: signal.aborted ? 'cancelled' : reason })
    },

    clock(reading: ClockReading): void {
      clocks.push(reading)
      emit({ line: 'clock', ...reading })
    },
  }
}

const elapsed = (startedAt: number): number => Math.round((performance.now() - startedAt) * 10) / 10

function factsOf(seen: Seen, scrub: Scrub): Facts {
  const told = Object.entries(seen).flatMap(([name, value]) => (value ? [[name, scrub(value)] as const] : []))
  return Object.fromEntries(told)
}
