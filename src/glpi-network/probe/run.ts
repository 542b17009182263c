import type { Socket } from 'node:net'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { factsOf, type SeenFacts } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { Clock, ClockReading } from '#domain/clocks.ts'
import type { CauseCode } from '#domain/causes.ts'
import { ROUTES, STAGES, type Outcome, type Planned, type Reason, type Step } from '#domain/diagnosis.ts'
import { vendorFailureOf } from '../failure.ts'
import type { TimeLimit } from '#net/deadline.ts'

export type RunOptions = {
  emit: (line: DiagnosisLine) => void
  scrub: Scrub
  signal: AbortSignal
  budgetMs: number
}

export type ProbeRun = ReturnType<typeof startProbeRun>

/** One run: its time, its sockets, and what was seen so far, told line by line. */
export function startProbeRun({ emit, scrub, signal, budgetMs }: RunOptions) {
  const startedAt = performance.now()
  const steps: Step[] = []
  const places = new Map<string, number>()
  const clocks = new Map<Clock, ClockReading>()
  const sockets = new Set<Socket>()
  const behind: Promise<unknown>[] = []
  const rankOf = (step: Step) => [...chainRank(step), places.get(step.id) ?? 0]
  const left = () => startedAt + budgetMs - performance.now()

  function end(planned: Planned, outcome: Outcome, ms: number | null, cause: CauseCode | null, seen: SeenFacts): void {
    const step = { ...planned, outcome, ms, cause, facts: factsOf(seen, scrub) }
    steps.push(step)
    emit({ line: 'step', ...step })
  }

  function skip(planned: Planned, outcome: 'not-reached' | 'not-needed', reason: Reason): void {
    places.set(planned.id, places.size)
    end(planned, outcome, null, null, { reason: signal.aborted ? 'cancelled' : reason })
  }

  return {
    signal,
    scrub,
    skip,

    /** Runs one step. null: it was not to be, and has said so. */
    async step<T>(planned: Planned, seen: SeenFacts, work: () => T | Promise<T>): Promise<T | null> {
      if (signal.aborted || left() <= 0) {
        skip(planned, 'not-reached', 'out-of-time')
        return null
      }
      places.set(planned.id, places.size)
      emit({ line: 'start', ...planned })
      const began = performance.now()
      const elapsed = () => Math.round((performance.now() - began) * 10) / 10
      try {
        const result = await work()
        end(planned, 'passed', elapsed(), null, seen)
        return result
      } catch (error) {
        const { failure, systemCode, reason } = vendorFailureOf(error)
        if (signal.aborted) end(planned, 'not-reached', elapsed(), null, { ...seen, reason: 'cancelled' })
        else
          end(planned, 'failed', elapsed(), failure, {
            ...seen,
            'error-code': systemCode,
            reason: reason ?? seen.reason,
          })
        return null
      }
    },

    /** The steps so far, in the order of the chain. */
    steps(): Step[] {
      return steps.toSorted((one, other) => compare(rankOf(one), rankOf(other)))
    },

    /** Why the way that checks take ended; null when it did not. */
    ended: (): CauseCode | null =>
      steps.findLast(({ route, outcome }) => route === 'used' && outcome === 'failed')?.cause ?? null,

    /** A share of the whole time, as far as it is still there. */
    limits: (share: number): TimeLimit => ({ ms: Math.max(1, Math.min(budgetMs * share, left())), signal }),
    /** As long as a check would still wait: its own deadline, counted from the beginning, but never less than `share`. */
    patience(share: number): TimeLimit {
      const ofACheck = left() - budgetMs / 4
      return { ms: Math.max(1, Math.min(left(), Math.max(ofACheck, budgetMs * share))), signal }
    },

    /** A later reading of the same clock takes the place of an earlier one. */
    clock(reading: ClockReading): void {
      clocks.set(reading.clock, reading)
      emit({ line: 'clock', ...reading })
    },
    clocks: (): ClockReading[] => [...clocks.values()],

    /** Sockets that must not outlive the run. */
    hold<S extends Socket>(socket: S): S {
      sockets.add(socket)
      return socket
    },
    /** What goes on beside the chain and is waited for in the end. */
    alongside: (work: Promise<unknown>): void => void behind.push(work),

    close: async (): Promise<void> => {
      await Promise.all(behind)
      // encryption before what it stands on: the other way round, in one turn, Node 20 ends by a segmentation fault
      for (const socket of [...sockets].toReversed()) socket.destroy()
    },
  }
}

const chainRank = ({ route, stage }: Step) => [ROUTES.indexOf(route), STAGES.indexOf(stage)]

function compare(one: number[], other: number[]): number {
  const differing = one.findIndex((number, place) => number !== other[place])
  return differing === -1 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0)
}
