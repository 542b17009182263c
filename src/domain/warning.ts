import { CLOCK_TOLERANCE_SECONDS } from './clocks.ts'
import { severityOfEnd, type DayLimits, type Expiry } from './expiry.ts'
import type { Storage } from './storage.ts'
import type { State, GlpiStorageState, Observation, VendorAnswer } from './verdict.ts'
import { SEVERITIES, type FoundWarning, type Warning } from './warning-kinds.ts'
import { foldState, type FoldedState, type VendorTime } from './fold-state.ts'
import type { CauseCode } from './cause-codes.ts'

const DAY_MS = 86_400_000

/** The facts about an instance that a warning can follow from. */
export type WatchedInstance = {
  state: State
  expiry: Expiry | null
  /** By our own clock alone the subscription has ended: how many days are left is not known. */
  inDoubt: boolean
  /** How long ago GLPI Network last answered, or the key was saved if it never did; null where that is not known. */
  answerAgeMs: number | null
  /** null while no GLPI is connected. */
  glpi: {
    storage: Storage
    /** How long GLPI has not answered; null if it answered the last time, or if that is unknown. */
    silentMs: number | null
    /** The last time it could not be inspected. */
    isSilent: boolean
  } | null
  /** How far the clocks of the gateway and of GLPI are off; null where that was not seen. */
  clockOffSeconds: readonly (number | null)[]
}

/** No answer for longer than this is a reason to look. The vendor is asked once a day. */
export const SILENT_MS = 3 * DAY_MS

/** In these states the days belong to another key, have not begun, or are unknown. */
const HAS_NO_DAYS = new Set<State>(['differs', 'not-started', 'managed', 'none'])

/** The one thing to warn of first: of several the most pressing, and of those what is nearest to the key. */
export function warningOf(seen: WatchedInstance, limits?: DayLimits): Warning {
  const days = seen.inDoubt || HAS_NO_DAYS.has(seen.state) ? null : (seen.expiry?.daysLeft ?? null)
  const worst = warningsOf(seen, limits).reduce((first, next) => (rank(next) > rank(first) ? next : first), NOTHING)
  return { ...worst, days }
}

/** Everything that there is to warn of, what is nearest to the key first. */
export const warningsOf = (seen: WatchedInstance, limits?: DayLimits): FoundWarning[] =>
  [stateWarning(seen), endWarning(seen, limits), ...silences(seen), ...doubts(seen)].filter(
    ({ severity }) => severity !== 'ok',
  )

const NOTHING: FoundWarning = { kind: 'none', severity: 'ok' }

const rank = ({ severity }: FoundWarning): number => SEVERITIES.indexOf(severity)

const STATE_WARNINGS: Record<State, FoundWarning> = {
  none: { kind: 'no-key', severity: 'unknown' },
  active: NOTHING,
  // the days say how pressing it is
  expiring: NOTHING,
  ended: { kind: 'ended', severity: 'critical' },
  'not-started': { kind: 'not-started', severity: 'warning' },
  refused: { kind: 'refused', severity: 'critical' },
  pending: { kind: 'unverified', severity: 'unknown' },
  unconfirmed: { kind: 'vendor-no-answer', severity: 'unknown' },
  differs: { kind: 'differs', severity: 'warning' },
  broken: { kind: 'broken', severity: 'critical' },
  managed: { kind: 'managed', severity: 'unknown' },
}

const stateWarning = ({ state }: WatchedInstance): FoundWarning => STATE_WARNINGS[state]

function endWarning({ state, expiry, inDoubt }: WatchedInstance, limits: DayLimits | undefined): FoundWarning {
  if (inDoubt || HAS_NO_DAYS.has(state)) return NOTHING
  if (expiry === null) return state === 'active' ? { kind: 'end-unknown', severity: 'unknown' } : NOTHING
  if (expiry.daysLeft < 0) return { kind: 'ended', severity: 'critical' }
  const severity = severityOfEnd(expiry, limits)
  return severity === 'ok' ? NOTHING : { kind: 'ends-soon', severity }
}

const isLong = (ms: number | null): boolean => ms !== null && ms >= SILENT_MS

function silences({ state, answerAgeMs, glpi }: WatchedInstance): FoundWarning[] {
  const isAsked = state !== 'none' && state !== 'managed'
  return [
    ...(isAsked && isLong(answerAgeMs) ? [{ kind: 'vendor-silent', severity: 'warning' } as const] : []),
    ...(glpi?.isSilent && isLong(glpi.silentMs) ? [{ kind: 'glpi-silent', severity: 'warning' } as const] : []),
  ]
}

function doubts({ state, glpi, clockOffSeconds }: WatchedInstance): FoundWarning[] {
  const isWrong = clockOffSeconds.some((off) => off !== null && Math.abs(off) > CLOCK_TOLERANCE_SECONDS)
  const isUnproven = state !== 'none' && (glpi?.storage === 'unknown' || glpi?.storage === 'accepted')
  return [
    ...(isWrong ? [{ kind: 'clock-wrong', severity: 'warning' } as const] : []),
    ...(glpi?.isSilent ? [{ kind: 'glpi-no-answer', severity: 'unknown' } as const] : []),
    ...(isUnproven ? [{ kind: 'unproven', severity: 'unknown' } as const] : []),
  ]
}

/** What is stored of a key. Times are by the gateway's clock, unless they say so. */
export type KnownOfKey = {
  latest: Observation | null
  answer: VendorAnswer | null
  answerAt: number | null
  answerVendorAt: number | null
  savedAt: number | null
}

/** What is stored of a GLPI. */
export type KnownOfGlpi = {
  place: GlpiStorageState
  seenAt: number | null
  inspectionCause: CauseCode | null
  clockOffsetSeconds: number | null
}

/** The state of an instance at this time, the one thing to warn of first, and what warnings follow from. */
export function stateAndWarning(
  time: VendorTime,
  known: KnownOfKey | null,
  glpi: KnownOfGlpi | null,
): FoldedState & { warning: Warning; seen: WatchedInstance } {
  const folded = foldState(time, known, glpi?.place ?? null)
  const offsetMs = known?.answer?.clockOffsetMs ?? null
  const seen: WatchedInstance = {
    ...folded,
    answerAgeMs: known && answerAge(time, known, folded.inDoubt),
    glpi: glpi && {
      storage: glpi.place.storage,
      silentMs: glpi.seenAt === null ? null : time.ourNow - glpi.seenAt,
      isSilent: glpi.inspectionCause !== null,
    },
    clockOffSeconds: [offsetMs === null ? null : offsetMs / 1000, glpi?.clockOffsetSeconds ?? null],
  }
  return { ...folded, warning: warningOf(seen), seen }
}

/**
 * How long ago GLPI Network answered. Our own clock may have been set, so by that clock alone it counts only while GLPI Network is known
 * not to answer: otherwise it is about to be asked anyway.
 */
function answerAge(time: VendorTime, known: KnownOfKey, inDoubt: boolean): number | null {
  const { latest, answerAt, answerVendorAt, savedAt } = known
  if (inDoubt || !(time.sure || latest?.verdict === 'no-answer')) return null
  if (answerVendorAt !== null) return time.now - answerVendorAt
  const since = answerAt ?? savedAt
  return since === null ? null : time.ourNow - since
}
