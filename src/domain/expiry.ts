import type { Subscription } from './verdict.ts'

const DAY_MS = 86_400_000

/** Days before the end at which a warning is due; 0 is the day itself. */
export const LADDER = [60, 30, 14, 7, 1, 0] as const
export const TRIAL_LADDER = [7, 3, 1, 0] as const
/** The vendor marks no trial as such; a period this short is one. */
const TRIAL_MAX_DAYS = 31

/** A step of the ladder in days, or `ended` after the last day. */
export type Rung = (typeof LADDER)[number] | (typeof TRIAL_LADDER)[number] | 'ended'

/** The rungs of both ladders, the earliest first. */
export const RUNGS = [60, 30, 14, 7, 3, 1, 0, 'ended'] as const satisfies readonly Rung[]

export type Expiry = {
  /** ISO 8601 instant. */
  endsAt: string
  /** Whole days until the end, rounded down; 0 on the last day, negative afterwards. */
  daysLeft: number
  trial: boolean
  ladder: readonly number[]
  /** The rung that is due now, or null while the first one is still ahead. */
  rung: Rung | null
}

/**
 * Counts the days left.
 * @param now milliseconds since the epoch, by the vendor's clock (ours corrected by its `Date` header).
 * @returns null when there is no end date to count to.
 */
export function expiryOf(subscription: Subscription | null, now: number): Expiry | null {
  if (subscription?.endsAt == null) return null
  const end = Date.parse(subscription.endsAt)
  const begin = subscription.beginsAt === null ? Number.NaN : Date.parse(subscription.beginsAt)
  const daysLeft = Math.floor((end - now) / DAY_MS)
  const trial = end - begin <= (TRIAL_MAX_DAYS + 1) * DAY_MS
  const ladder = trial ? TRIAL_LADDER : LADDER
  return { endsAt: subscription.endsAt, daysLeft, trial, ladder, rung: rungAt(daysLeft, ladder) }
}

/** Days until the subscription starts, begun ones counted whole; null without a day, 0 once it has come. */
export function startsInDays(subscription: Subscription | null, now: number): number | null {
  if (subscription?.beginsAt == null) return null
  return Math.max(0, Math.ceil((Date.parse(subscription.beginsAt) - now) / DAY_MS))
}

function rungAt(daysLeft: number, ladder: readonly (typeof LADDER | typeof TRIAL_LADDER)[number][]): Rung | null {
  if (daysLeft < 0) return 'ended'
  return ladder.findLast((rung) => daysLeft <= rung) ?? null
}

/** From how many days left on the end is a warning, and from how many it is critical. */
export type DayLimits = { warningDays: number; criticalDays: number }

/** The first rung of the ladder, and the one from which an end is pressing. */
const dayLimitsOf = (trial: boolean): DayLimits => ({
  warningDays: (trial ? TRIAL_LADDER : LADDER)[0],
  criticalDays: trial ? 3 : 7,
})

/** How pressing an end is. Whoever shows days takes it from here: page, list, tab and notices. */
export function severityOfEnd(
  { daysLeft, trial }: Pick<Expiry, 'daysLeft' | 'trial'>,
  { warningDays, criticalDays }: DayLimits = dayLimitsOf(trial),
): 'ok' | 'warning' | 'critical' {
  if (daysLeft < 0 || daysLeft <= criticalDays) return 'critical'
  return daysLeft <= warningDays ? 'warning' : 'ok'
}

/** A dismissed warning stays away until a later rung is due. */
export function isWarningDue(expiry: Expiry | null, dismissed: Rung | null): boolean {
  if (expiry?.rung == null) return false
  return dismissed === null || order(expiry.rung) < order(dismissed)
}

const order = (rung: Rung): number => (rung === 'ended' ? -1 : rung)
