import type { Socket } from 'node:net'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { Clock, ClockReading } from '#domain/clocks.ts'
import type { CauseCode } from '#domain/causes.ts'
import { ROUTES, STAGES, type Planned, type Reason, type Step } from '#domain/diagnosis.ts'
import { createStepRecorder } from '#net/step-recorder.ts'
import type { TimeLimit } from '#net/deadline.ts'

export type RunOptions = {
  emit: (line: DiagnosisLine) => void
  scrub: Scrub
  signal: AbortSignal
  budgetMs: number
}

export type ProbeRun = ReturnType<typeof startProbeRun>

/** One diagnosis of GLPI Network: its time, its sockets, its clocks, and its steps so far. */
export function startProbeRun({ emit, scrub, signal, budgetMs }: RunOptions) {
  const startedAt = performance.now()
  const recorder = createStepRecorder({ emit, scrub, signal, otherwise: 'connection-reset' })
  const { steps } = recorder
  const places = new Map<string, number>()
  const clocks = new Map<Clock, ClockReading>()
  const sockets = new Set<Socket>()
  const background: Promise<unknown>[] = []
  const rankOf = (step: Step) => [...chainRank(step), places.get(step.id) ?? 0]
  const left = () => startedAt + budgetMs - performance.now()

  function skip(planned: Planned, outcome: 'not-reached' | 'not-needed', reason: Reason): void {
    places.set(planned.id, places.size)
    recorder.skip(planned, outcome, reason)
  }

  return {
    signal,
    scrub,
    skip,

    /**
     * Runs one step. null: it failed, or there was no time left, and is recorded so.
     * @param seen filled by `work`, also where it throws.
     */
    async step<T>(planned: Planned, seen: SeenFacts, work: () => T | Promise<T>): Promise<T | null> {
      if (signal.aborted || left() <= 0) {
        skip(planned, 'not-reached', 'out-of-time')
        return null
      }
      places.set(planned.id, places.size)
      return recorder.run(planned, () => seen, work)
    },

    /** The steps so far, in the order of the chain. */
    steps(): Step[] {
      return steps.toSorted((one, other) => compare(rankOf(one), rankOf(other)))
    },

    /** Why the path that checks use failed; null when it did not. */
    ended: (): CauseCode | null =>
      steps.findLast(({ route, outcome }) => route === 'used' && outcome === 'failed')?.cause ?? null,

    /** A share of the whole time, at most what is left of it. */
    limits: (share: number): TimeLimit => ({ ms: Math.max(1, Math.min(budgetMs * share, left())), signal }),
    /** As long as a check would still wait by its own deadline, counted from the start of the run, but at least `share`. */
    patience(share: number): TimeLimit {
      const leftOfCheck = left() - budgetMs / 4
      return { ms: Math.max(1, Math.min(left(), Math.max(leftOfCheck, budgetMs * share))), signal }
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
    /** Work beside the chain. `close` waits for it. */
    alongside: (work: Promise<unknown>): void => void background.push(work),

    close: async (): Promise<void> => {
      await Promise.all(background)
      // TLS before the socket below it: in the other order, within one turn, Node 20 crashes with a segmentation fault
      for (const socket of [...sockets].toReversed()) socket.destroy()
    },
  }
}

const chainRank = ({ route, stage }: Step) => [ROUTES.indexOf(route), STAGES.indexOf(stage)]

function compare(one: number[], other: number[]): number {
  const differing = one.findIndex((number, place) => number !== other[place])
  return differing === -1 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0)
}
