import { expiryOf } from './expiry.ts'
import type { CauseCode } from './causes.ts'
import type { State, VendorVerdict } from './verdict.ts'

const DAY_MS = 86_400_000

/** What set off a check: a key that was saved, a person, or the daily schedule. */
export const TRIGGERS = ['save', 'person', 'schedule'] as const
export type Trigger = (typeof TRIGGERS)[number]

/** What is done to a key, to GLPI's plugins page, to the settings and to a warning, and what a check or an inspection of GLPI changed. */
export const HISTORY_EVENTS = [
  'saved',
  'replaced',
  'removed',
  'restored',
  'checked',
  'plugins-page-ask',
  'plugins-page-replace',
  'plugins-page-never',
  'inspected',
  'settings-changed',
  'dismissed',
] as const
export type HistoryEventKind = (typeof HISTORY_EVENTS)[number]

/** How long an outcome stands without another. GLPI Network is asked once a day: after two, nobody knows. */
export const HOLDS_MS = 2 * DAY_MS

/** One line of history, as far as a picture needs it. Times are ISO 8601 instants by the gateway's clock. */
export type PastEvent = {
  event: HistoryEventKind
  firstAt: string
  lastAt: string
  count: number
  fingerprint: string | null
  state: State
  verdict: VendorVerdict
  cause: CauseCode | null
  trigger: Trigger | null
  /** The period of the subscription, by GLPI Network. */
  beginsAt: string | null
  endsAt: string | null
}

/** A stretch of time, in milliseconds since the epoch. */
type Stretch = { from: number; to: number }

/** `no-answer`: GLPI Network was asked, and did not answer. `not-asked`: nobody asked, for instance while Latchkey did not run. */
export type Band = Stretch &
  ({ kind: 'state' | 'no-answer'; state: State; fingerprint: string | null } | { kind: 'not-asked' })

/** How long one key was saved. */
export type KeySpan = Stretch & { fingerprint: string }

/** When a warning was due, or will be; `rung` in days before the end, or `ended`. */
export type RungTime = { at: number; rung: number | 'ended'; endsAt: string }

export type HistoryBands = Stretch & {
  /** Without an overlap, the earliest first. */
  bands: Band[]
  keys: KeySpan[]
  /** Those after `now` are to come. */
  rungs: RungTime[]
  now: number
}

/**
 * One row an event: the answer that a save brings belongs to the save.
 * @param lines newest first, as is the result.
 */
export function joinOutcomes<Line extends PastEvent>(lines: readonly Line[]): Line[] {
  const rows: Line[] = []
  for (const line of lines.toReversed()) {
    const before = rows.at(-1)
    if (before === undefined || !isOutcomeOf(before, line)) {
      rows.push(line)
      continue
    }
    const { state, verdict, cause, beginsAt, endsAt } = line
    rows[rows.length - 1] = { ...before, state, verdict, cause, beginsAt, endsAt }
    if (line.count > 1) rows.push(line)
  }
  return rows.toReversed()
}

const isOutcomeOf = (before: PastEvent, { event, trigger, fingerprint }: PastEvent): boolean =>
  event === 'checked' &&
  trigger === 'save' &&
  before.event !== 'checked' &&
  before.event !== 'removed' &&
  before.event !== 'inspected' &&
  before.verdict === 'not-asked' &&
  before.fingerprint === fingerprint

/** A line with its times as numbers, and with the time of the line after it. */
type Timed = { line: PastEvent; from: number; last: number; next: number }

/**
 * Folds a history into bands of states, spans of keys, and the times of warnings.
 * @param lines newest first.
 * @param now by the gateway's clock.
 */
export function foldHistory(lines: readonly PastEvent[], now: number): HistoryBands {
  const rows = timed(joinOutcomes(lines), now)
  return {
    from: rows[0]?.from ?? now,
    to: Math.max(now, rows.at(-1)?.last ?? now),
    bands: rows.flatMap(bandsOf).reduce(joinBand, []),
    keys: rows.reduce(joinKey, []),
    rungs: periodsOf(rows).flatMap(rungTimes),
    now,
  }
}

/** Sorted by their times: our clock may have been set back in between. */
function timed(lines: readonly PastEvent[], now: number): Timed[] {
  const rows = lines
    .toReversed()
    .map((line) => ({ line, from: Date.parse(line.firstAt), last: Date.parse(line.lastAt) }))
    .toSorted((one, other) => one.from - other.from)
  return rows.map(({ line, from, last }, at) => {
    const next = Math.max(from, rows[at + 1]?.from ?? Math.max(now, last))
    return { line, from, last, next }
  })
}

/** Latchkey itself decides these, and need not ask. */
const STAYS = new Set<State>(['none', 'managed'])
const UNDECIDED = new Set<State>(['pending', 'unconfirmed'])

function bandsOf({ line: { state, verdict, event, fingerprint }, from, last, next }: Timed): Band[] {
  const known = STAYS.has(state) ? next : Math.min(next, Math.max(from, last) + HOLDS_MS)
  const kind = verdict === 'no-answer' && UNDECIDED.has(state) ? 'no-answer' : 'state'
  const band: Band = { kind, state, fingerprint: event === 'removed' ? null : fingerprint, from, to: known }
  return known < next ? [band, { kind: 'not-asked', from: known, to: next }] : [band]
}

function joinBand(joined: Band[], band: Band): Band[] {
  const before = joined.at(-1)
  if (before && isSameBand(before, band)) before.to = band.to
  // an event at the same instant as the next one has no time of its own
  else if (band.to > band.from) joined.push({ ...band })
  return joined
}

function isSameBand(one: Band, other: Band): boolean {
  if (one.kind === 'not-asked' || other.kind === 'not-asked') return one.kind === other.kind
  return one.kind === other.kind && one.state === other.state && one.fingerprint === other.fingerprint
}

function joinKey(joined: KeySpan[], { line: { event, fingerprint }, from, next }: Timed): KeySpan[] {
  if (event === 'removed' || fingerprint === null) return joined
  const before = joined.at(-1)
  if (before?.fingerprint === fingerprint && before.to === from) before.to = next
  else joined.push({ fingerprint, from, to: next })
  return joined
}

type Period = { beginsAt: string | null; endsAt: string; from: number; to: number | null }

/** The periods that GLPI Network named, each for as long as it was the latest it named of the key in use. */
function periodsOf(rows: readonly Timed[]): Period[] {
  const periods: Period[] = []
  let open: (Period & { fingerprint: string | null }) | null = null
  for (const { line, from } of rows) {
    const { fingerprint, beginsAt, state } = line
    // of a key that is not the one in GLPI, the days say nothing
    const endsAt = line.event === 'removed' || state === 'differs' ? null : line.endsAt
    if (open && open.fingerprint === fingerprint && open.endsAt === endsAt) continue
    if (open) open.to = from
    open = endsAt === null ? null : { fingerprint, beginsAt, endsAt, from, to: null }
    if (open) periods.push(open)
  }
  return periods
}

function rungTimes({ beginsAt, endsAt, from, to }: Period): RungTime[] {
  const end = Date.parse(endsAt)
  const { ladder = [] } = expiryOf({ title: null, running: true, offer: null, beginsAt, endsAt }, from) ?? {}
  return [...ladder, 'ended' as const]
    .map((rung) => ({ rung, endsAt, at: rung === 'ended' ? end : end - (rung + 1) * DAY_MS }))
    .filter(({ at }) => at >= from && (to === null || at < to))
}
