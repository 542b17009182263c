import { randomUUID } from 'node:crypto'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { onAbort } from '#net/node20/on-abort.ts'
import type { Store } from '../store/database.ts'
import { diagnosisRunStore } from '../store/diagnosis-runs.ts'
import type { ReplicaLocks } from '../store/replica-locks.ts'

export type EmitLine = (line: DiagnosisLine) => void
/** Makes a run. */
export type RunWork = (emit: EmitLine, signal: AbortSignal) => Promise<void>

/** How long news of another replica may take. */
const LOOK_MS = 250

type ReplicaRunsParts = {
  store: Store
  locks: Pick<ReplicaLocks, 'run' | 'isHeld'>
  now: () => number
  report: (error: unknown) => void
}

/** Its maker has this lock for as long as it lives. */
const lockOf = (id: string): string => `diagnosis ${id}`

/**
 * Runs that viewers at any replica follow. One replica makes a run and writes its lines into the database, where all of them read,
 * itself included. Once the last follower has left, the maker stops it.
 */
export function createReplicaRuns({ store, locks, now, report }: ReplicaRunsParts) {
  const rows = diagnosisRunStore(store)
  const making = new Map<Promise<void>, AbortController>()
  const waiting = new Set<() => void>()
  let told = 0

  /** What is known here at once need not be looked for. */
  function tell(): void {
    told += 1
    for (const wake of waiting) wake()
  }
  /** Waits for a notice, but no longer than `LOOK_MS`. @param seen how many there had been before the last look. */
  const news = (seen: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (told !== seen || signal.aborted) return resolve()
      const wake = (): void => {
        waiting.delete(wake)
        clearTimeout(timer)
        stopListening()
        resolve()
      }
      const timer = setTimeout(wake, LOOK_MS)
      const stopListening = onAbort(signal, wake)
      waiting.add(wake)
    })

  async function make(id: string, work: RunWork, stopper: AbortController): Promise<void> {
    const over = new AbortController()
    let written = 0
    let unwritten: DiagnosisLine[] = []
    let writing = Promise.resolve()

    async function write(): Promise<void> {
      const lines = unwritten
      unwritten = []
      if (lines.length === 0) return
      await rows.add(id, written, lines)
      written += lines.length
      tell()
    }
    async function stopWhenLeft(): Promise<void> {
      while (!over.signal.aborted && !stopper.signal.aborted) {
        const seen = told
        if ((await rows.phaseOf(id)) !== 'running') stopper.abort()
        else await news(seen, over.signal)
      }
    }
    function fail(error: unknown): void {
      report(error)
      stopper.abort()
    }

    const watching = stopWhenLeft().catch(fail)
    const emit = (line: DiagnosisLine): void => {
      unwritten.push(line)
      writing = writing.then(write).catch(fail)
    }
    await work(emit, stopper.signal).catch(report)
    over.abort()
    await Promise.all([writing, watching])
    await rows.end(id)
    tell()
  }

  /** @returns the id of the run, once it has begun; null where another replica was faster. */
  const begin = (name: string, follower: string, work: RunWork): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const id = randomUUID()
      const stopper = new AbortController()
      const made = locks
        .run(lockOf(id), async () => {
          const isOurs = await rows.begin(id, name, follower, now())
          resolve(isOurs ? id : null)
          if (isOurs) await make(id, work, stopper).catch(report)
        })
        .catch(reject)
        .finally(() => making.delete(made))
      making.set(made, stopper)
    })

  const isMade = (id: string): Promise<boolean> => locks.isHeld(lockOf(id))

  /** @returns the id of the run that `follower` follows from now on; null where it was stopped before. */
  async function enter(name: string, follower: string, work: RunWork, signal: AbortSignal): Promise<string | null> {
    while (!signal.aborted) {
      const seen = told
      const found = await rows.find(name)
      if (!found) {
        const id = await begin(name, follower, work)
        if (id !== null) return id
      } else if (!(await isMade(found.id))) await rows.forget(found.id)
      else if (found.phase === 'running' && (await rows.join(found.id, follower))) return found.id
      // the next one begins when this one is over
      else await news(seen, signal)
    }
    return null
  }

  async function readTo(id: string, emit: EmitLine, signal: AbortSignal): Promise<void> {
    for (let read = 0; ;) {
      const seen = told
      const { phase, lines } = await rows.read(id, read)
      read += lines.length
      for (const line of lines) if (line) emit(line)
      // after a last look
      if (phase === null || phase === 'ended' || signal.aborted) return
      if (lines.length === 0 && !(await isMade(id)) && (await rows.forget(id))) return
      await news(seen, signal)
    }
  }

  return {
    /**
     * Follows the run of this name, which `work` makes where no replica does. Resolves at its end, also where its maker was killed; sooner
     * when `signal` is aborted.
     */
    async follow(name: string, work: RunWork, emit: EmitLine, signal: AbortSignal): Promise<void> {
      const follower = randomUUID()
      const id = await enter(name, follower, work, signal)
      if (id === null) return
      try {
        await readTo(id, emit, signal)
      } finally {
        await rows.leave(id, follower)
        tell()
      }
    },

    /** Stops what is made here. */
    async stop(): Promise<void> {
      for (const stopper of making.values()) stopper.abort()
      await Promise.all(making.keys())
    },
  }
}
