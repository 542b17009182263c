import type { CauseCode } from './cause-codes.ts'

export const CLOCKS = ['gateway', 'browser', 'vendor', 'proxy', 'glpi'] as const
export type Clock = (typeof CLOCKS)[number]

/** A clock further off than this is called wrong. */
export const CLOCK_TOLERANCE_SECONDS = 60

/**
 * Two clocks further apart than this are not corrected by each other: a date years away is not taken for a date. Such a reading may still show
 * which clock is off.
 */
export const MAX_CORRECTION_MS = 6 * 365.25 * 86_400_000

/** One clock, compared with the gateway's at the middle of one round trip. */
export type ClockReading = {
  clock: Clock
  /** That clock minus the gateway's as it stood when the run began, in seconds; for `gateway` itself how far it was set since. */
  offsetSeconds: number
  /** Half the round trip, and half the resolution of the reading (`Date` counts whole seconds), in seconds. */
  uncertaintySeconds: number
  /** `false` for a clock that proves nothing: a `Date` over an unverified connection, a browser on the gateway's own machine. */
  trusted: boolean
}

/**
 * Compares two clocks by one round trip, as NTP does (RFC 5905, 8).
 * @param sentAt, receivedAt milliseconds by our clock; @param theirs milliseconds by theirs, at some moment between.
 * @param resolutionMs how coarse their value is; a truncated value is moved to the middle of what it may mean.
 */
export function readClock(
  clock: Clock,
  {
    sentAt,
    receivedAt,
    theirs,
    resolutionMs,
  }: { sentAt: number; receivedAt: number; theirs: number; resolutionMs: number },
  trusted = true,
): ClockReading {
  const midway = (sentAt + receivedAt) / 2
  return {
    clock,
    offsetSeconds: rounded((theirs + resolutionMs / 2 - midway) / 1000),
    uncertaintySeconds: rounded(Math.abs(receivedAt - sentAt) / 2000 + resolutionMs / 2000),
    trusted,
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000

export type ClockJudgement = {
  clock: Clock
  /** How far that clock is from the reference: positive is ahead. */
  aheadSeconds: number
  /** Off by more than the tolerance, whatever the uncertainty hides. */
  wrong: boolean
}

export type ClocksJudged = {
  /** The clock the others are compared with; null with nothing to compare, or no way to know which is right. */
  reference: Clock | null
  /** Every other clock, in the order of `CLOCKS`; empty without a reference. */
  judgements: ClockJudgement[]
  /** Clocks that disagree, where nothing shows which of them is wrong. */
  unsettled: Clock[]
  /** `clock-ahead` and `clock-behind`: the gateway's own clock first, then GLPI's. Nobody acts on another clock for a key. */
  causes: CauseCode[]
  /** The first of them. */
  cause: CauseCode | null
}

/** Besides the gateway, how many clocks must agree against GLPI Network's. One is not enough: it may be the gateway's own machine. */
const NEEDED_AGAINST_VENDOR = { trusted: 2, untrusted: 1 }

/**
 * Says which clock is off. GLPI Network's is right unless all the others agree against it; without it the majority is,
 * and two clocks that disagree stay unsettled.
 */
export function judgeClocks(readings: readonly ClockReading[]): ClocksJudged {
  const clocks = CLOCKS.flatMap((clock) => surest(clock, readings) ?? [])
  const reference = referenceOf(clocks)
  const judgements = reference ? clocks.filter((one) => one !== reference).map((one) => judged(one, reference)) : []
  const causes = (['gateway', 'glpi'] as const).flatMap((clock) => causeOf(judgements, clock) ?? [])
  return {
    reference: reference?.clock ?? null,
    judgements,
    unsettled: reference === null ? disagreeing(clocks) : [],
    causes: [...new Set(causes)],
    cause: causes[0] ?? null,
  }
}

/** A clock that was read more than once counts once. The gateway's is always there: the others are measured by it. */
function surest(clock: Clock, readings: readonly ClockReading[]): ClockReading | null {
  const sorted = readings
    .filter((reading) => reading.clock === clock)
    .toSorted(
      (a, b) => Number(b.trusted) - Number(a.trusted) || a.uncertaintySeconds - b.uncertaintySeconds || apart(a, b),
    )
  const unset = clock === 'gateway' ? { clock, offsetSeconds: 0, uncertaintySeconds: 0, trusted: true } : null
  return sorted[0] ?? unset
}

function referenceOf(clocks: readonly ClockReading[]): ClockReading | null {
  const vendor = clocks.find(({ clock }) => clock === 'vendor')
  const others = clocks.filter((one) => one.trusted && one !== vendor)
  if (!vendor) return majorityOf(others) ?? consensusOf(clocks)
  const needed = NEEDED_AGAINST_VENDOR[vendor.trusted ? 'trusted' : 'untrusted']
  const outvoted = others.length > needed && !others.some((one) => agree(one, vendor))
  return (outvoted ? consensusOf(others) : null) ?? vendor
}

/** The clock that most agree with, where that is more than half of them. */
function majorityOf(others: readonly ClockReading[]): ClockReading | null {
  const followers = (of: ClockReading) => others.filter((one) => agree(one, of)).length
  const [first] = others.toSorted((a, b) => followers(b) - followers(a))
  return first && others.length > 1 && followers(first) * 2 > others.length ? first : null
}

const consensusOf = (clocks: readonly ClockReading[]): ClockReading | null =>
  clocks.length > 1 && disagreeing(clocks).length === 0 ? (clocks[0] ?? null) : null

const disagreeing = (clocks: readonly ClockReading[]): Clock[] =>
  clocks.filter((one) => !clocks.every((other) => agree(one, other))).map(({ clock }) => clock)

const apart = (a: ClockReading, b: ClockReading): number => a.offsetSeconds - b.offsetSeconds

const agree = (a: ClockReading, b: ClockReading): boolean =>
  Math.abs(apart(a, b)) - a.uncertaintySeconds - b.uncertaintySeconds <= CLOCK_TOLERANCE_SECONDS

const judged = (one: ClockReading, reference: ClockReading): ClockJudgement => ({
  clock: one.clock,
  aheadSeconds: rounded(apart(one, reference)),
  wrong: !agree(one, reference),
})

function causeOf(judgements: readonly ClockJudgement[], of: Clock): CauseCode | null {
  const judgement = judgements.find(({ clock }) => clock === of)
  if (!judgement?.wrong) return null
  return judgement.aheadSeconds > 0 ? 'clock-ahead' : 'clock-behind'
}
