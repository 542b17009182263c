import { LONGEST_VENDOR_PAUSE_SECONDS, MOST_TRIES } from '#domain/recheck.ts'
import type { Observation } from '#domain/verdict.ts'
import type { LimitBook, LimitStates } from './limit-states.ts'
import { readObservation, storedNumber } from './store/stored-values.ts'

type NoAnswer = Extract<Observation, { verdict: 'no-answer' }>

/** So many questions without an answer, one after the other, and due work waits. */
const SILENCES = 3
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 20 * 60_000
/**
 * So many calls of due work, which may be under way at all replicas when the vendor falls silent, cost no wait of their own. With a call
 * every 20 minutes, a day of silence costs 120, whatever the number of keys and of replicas.
 */
const FREE_CALLS = 48
/** Longer than a question takes. */
const PROBE_MS = 60_000
/** As many are asked at once on one path. */
const AT_ONCE = 16
const DAY_MS = 86_400_000

/** What is known of a path that brought no answer, or was asked to be left alone: by the clock of `LimitBook`. */
export type SilentPath = {
  /** In a row. */
  silences: number
  lastSilence: NoAnswer
  since: number
  /** Of due work, since then. */
  calls: number
  /** Due work waits until then. */
  waitsUntil: number
  /** Nobody asks until then. */
  pausedUntil: number
}

/** Is told how often it may try. */
type Question = (tries: number) => Promise<Observation>

/** The state of each path, in the gateway's book. */
export const silentPathsIn = (book: LimitBook): LimitStates<SilentPath> =>
  book.of<SilentPath>({ kind: 'vendor', keptMs: 2 * DAY_MS, read: readSilentPath, isSeldom: true })

function readSilentPath(stored: unknown): SilentPath | null {
  const { silences, lastSilence, since, calls, waitsUntil, pausedUntil } = Object(stored)
  const silence = readObservation(lastSilence)
  if (silence?.verdict !== 'no-answer') return null
  return {
    silences: storedNumber(silences),
    lastSilence: silence,
    since: storedNumber(since),
    calls: storedNumber(calls),
    waitsUntil: storedNumber(waitsUntil),
    pausedUntil: storedNumber(pausedUntil),
  }
}

/**
 * What keeps one silent or busy vendor from holding up the others, and from being asked for nothing. A path is an address of GLPI
 * Network, and how it is reached.
 */
export function createVendorLimits(states: LimitStates<SilentPath>, at: () => number) {
  const places = new Map<string, { running: number; queue: (() => void)[] }>()

  function placesOf(name: string) {
    const known = places.get(name)
    if (known) return known
    const made = { running: 0, queue: [] }
    places.set(name, made)
    return made
  }

  /** Of a clock that was set back, a time may be further away than any wait: it is over. */
  const left = (until: number, longestMs: number): number => (until - at() > longestMs ? 0 : until - at())

  function pauseOf(path: SilentPath | null): NoAnswer | null {
    const leftMs = path === null ? 0 : left(path.pausedUntil, LONGEST_VENDOR_PAUSE_SECONDS * 1000)
    return path && leftMs > 0 ? { ...path.lastSilence, retryAfterSeconds: Math.ceil(leftMs / 1000) } : null
  }

  const waitOf = (path: SilentPath | null): number =>
    path === null
      ? 0
      : Math.max(left(path.pausedUntil, LONGEST_VENDOR_PAUSE_SECONDS * 1000), left(path.waitsUntil, 2 * DAY_MS), 0)

  const pauseEnd = (seconds: number): number =>
    at() + Math.min(Math.max(seconds, 1), LONGEST_VENDOR_PAUSE_SECONDS) * 1000

  const isSilent = (path: SilentPath | null): path is SilentPath => path !== null && path.silences >= SILENCES

  const begin = (silence: NoAnswer): SilentPath => ({
    silences: 0,
    lastSilence: silence,
    since: at(),
    calls: 0,
    waitsUntil: 0,
    pausedUntil: 0,
  })

  /** @param calls how many of due work it took. */
  function afterSilence(found: SilentPath | null, silence: NoAnswer, calls: number): SilentPath {
    const path = found ?? begin(silence)
    const silences = path.silences + 1
    // a clock that was set back makes nothing begin later
    const since = Math.min(path.since, at())
    const heard = { ...path, silences, since, calls: path.calls + calls, lastSilence: silence }
    if (silence.retryAfterSeconds !== null) heard.pausedUntil = pauseEnd(silence.retryAfterSeconds)
    if (silences < SILENCES) return heard
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (silences - SILENCES), LONGEST_WAIT_MS)
    const ofBudget = heard.since + (heard.calls - FREE_CALLS) * LONGEST_WAIT_MS
    return { ...heard, waitsUntil: Math.max(at() + wait, Math.min(ofBudget, at() + DAY_MS)) }
  }

  /** Nothing is left but a pause that was asked for while this question was under way. */
  const afterAnswer = (found: SilentPath | null, before: SilentPath): SilentPath | null =>
    found !== null && found.pausedUntil !== before.pausedUntil && pauseOf(found) !== null
      ? { ...begin(found.lastSilence), pausedUntil: found.pausedUntil }
      : null

  return {
    /** The pause that this vendor has asked for: an answer that nobody has to ask for. null: it may be asked. */
    pause: async (name: string): Promise<NoAnswer | null> => pauseOf(await states.find(name)),

    /** Notes a pause that this vendor has asked for in reply to another question than one about a key. */
    async notePause(name: string, { cause, retryAfterSeconds }: Pick<NoAnswer, 'cause' | 'retryAfterSeconds'>) {
      if (retryAfterSeconds === null) return
      const silence: NoAnswer = { verdict: 'no-answer', message: null, cause, retryAfterSeconds }
      await states.change(name, (found) => ({
        ...(found ?? begin(silence)),
        lastSilence: silence,
        pausedUntil: pauseEnd(retryAfterSeconds),
      }))
    },

    /**
     * Asks on this path, once there is a place. Who has waited for one while the vendor fell silent is not kept longer, and nobody asks in
     * a pause that was asked for meanwhile. @param isDue nobody waits for it.
     */
    async ask(name: string, question: Question, { isDue = false } = {}): Promise<Observation> {
      const here = placesOf(name)
      const hasWaited = here.running >= AT_ONCE
      if (hasWaited) await new Promise<void>((resolve) => here.queue.push(resolve))
      here.running += 1
      try {
        const before = await states.find(name)
        const known = pauseOf(before) ?? (hasWaited && isSilent(before) ? before.lastSilence : null)
        if (known) return known
        // due work comes again by itself: to a vendor that is silent already, it is one call
        const tries = isDue && before !== null ? 1 : MOST_TRIES
        const observation = await question(tries)
        // it was not asked at all
        if (observation.cause === 'key-unsendable') return observation
        if (observation.verdict === 'no-answer')
          await states.change(name, (found) => afterSilence(found, observation, isDue ? tries : 0))
        else if (before !== null) await states.change(name, (found) => afterAnswer(found, before))
        return observation
      } finally {
        here.running -= 1
        here.queue.shift()?.()
      }
    },

    /**
     * For due work, which nobody waits for: how long it has to wait for this path, in milliseconds. One of those that wait, at whatever
     * replica, finds out whether the vendor answers again.
     */
    async waitMs(name: string): Promise<number> {
      const seen = await states.find(name)
      if (!isSilent(seen) || waitOf(seen) > 0) return waitOf(seen)
      let waitMs = 0
      await states.change(name, (found) => {
        waitMs = waitOf(found)
        return isSilent(found) && waitMs === 0 ? { ...found, waitsUntil: at() + PROBE_MS } : found
      })
      return waitMs
    },
  }
}
export type VendorLimits = ReturnType<typeof createVendorLimits>
