import { LONGEST_VENDOR_PAUSE_SECONDS } from '#domain/recheck.ts'
import type { Observation } from '#domain/verdict.ts'

type NoAnswer = Extract<Observation, { verdict: 'no-answer' }>

/** So many questions without an answer, one after the other, and due work waits. */
const SILENCES = 3
const FIRST_WAIT_MS = 30_000
/** A day of silence costs a hundred questions, whatever the number of keys. */
const LONGEST_WAIT_MS = 15 * 60_000
/** Longer than a question takes. */
const PROBE_MS = 60_000
/** As many are asked at once on one path. */
const AT_ONCE = 16

type Path = {
  /** In a row. */
  silences: number
  lastSilence: NoAnswer | null
  /** Due work waits until then. */
  waitsUntil: number
  /** Nobody asks until then. */
  pausedUntil: number
  running: number
  queue: (() => void)[]
}

/**
 * What keeps one silent or busy vendor from holding up the others, and from being asked for nothing. A path is an address of GLPI
 * Network, and how it is reached.
 */
export function createVendorLimits(steady: () => number) {
  const paths = new Map<string, Path>()

  function pathOf(name: string): Path {
    const known = paths.get(name)
    if (known) return known
    const path = { silences: 0, lastSilence: null, waitsUntil: 0, pausedUntil: 0, running: 0, queue: [] }
    paths.set(name, path)
    return path
  }

  const pauseOf = ({ pausedUntil, lastSilence }: Path): NoAnswer | null => {
    const left = pausedUntil - steady()
    return left > 0 && lastSilence ? { ...lastSilence, retryAfterSeconds: Math.ceil(left / 1000) } : null
  }

  const pauseEnd = (seconds: number): number =>
    steady() + Math.min(Math.max(seconds, 1), LONGEST_VENDOR_PAUSE_SECONDS) * 1000

  const isSilent = (path: Path): boolean => path.silences >= SILENCES

  function hear(path: Path, observation: Observation): void {
    if (observation.verdict !== 'no-answer') {
      Object.assign(path, { silences: 0, lastSilence: null, waitsUntil: 0, pausedUntil: 0 })
      return
    }
    const { retryAfterSeconds, cause } = observation
    // it was not asked at all
    if (cause === 'key-unsendable') return
    path.silences += 1
    path.lastSilence = observation
    if (retryAfterSeconds !== null) path.pausedUntil = pauseEnd(retryAfterSeconds)
    if (isSilent(path))
      path.waitsUntil = steady() + Math.min(FIRST_WAIT_MS * 2 ** (path.silences - SILENCES), LONGEST_WAIT_MS)
  }

  return {
    /** The pause that this vendor has asked for: an answer that nobody has to ask for. null: it may be asked. */
    pause: (name: string): NoAnswer | null => pauseOf(pathOf(name)),

    /** Notes a pause that this vendor has asked for in reply to another question than one about a key. */
    notePause(name: string, { cause, retryAfterSeconds }: Pick<NoAnswer, 'cause' | 'retryAfterSeconds'>): void {
      if (retryAfterSeconds === null) return
      const path = pathOf(name)
      path.lastSilence = { verdict: 'no-answer', message: null, cause, retryAfterSeconds }
      path.pausedUntil = pauseEnd(retryAfterSeconds)
    },

    /** Asks on this path, once there is a place. Who has waited for one while the vendor fell silent is not kept longer. */
    async ask(name: string, question: () => Promise<Observation>): Promise<Observation> {
      const path = pathOf(name)
      if (path.running >= AT_ONCE) {
        await new Promise<void>((resolve) => path.queue.push(resolve))
        const known = pauseOf(path) ?? (isSilent(path) ? path.lastSilence : null)
        if (known) {
          path.queue.shift()?.()
          return known
        }
      }
      path.running += 1
      try {
        const observation = await question()
        hear(path, observation)
        return observation
      } finally {
        path.running -= 1
        path.queue.shift()?.()
      }
    },

    /**
     * For due work, which nobody waits for: how long it has to wait for this path, in milliseconds. One of those that wait finds out
     * whether the vendor answers again.
     */
    waitMs(name: string): number {
      const path = pathOf(name)
      const at = steady()
      const until = Math.max(path.pausedUntil, path.waitsUntil)
      if (until > at) return until - at
      if (isSilent(path)) path.waitsUntil = at + PROBE_MS
      return 0
    },
  }
}
export type VendorLimits = ReturnType<typeof createVendorLimits>
