import type { CauseCode } from './cause-codes.ts'

export const CLOCKS = ['gateway', 'browser', 'vendor', 'proxy', 'glpi'] as const
export type Clock = (typeof CLOCKS)[number]

/** A clock further off than this is called wrong. */
export const CLOCK_TOLERANCE_SECONDS = 60

/** One clock, compared with the gateway's at the middle of one round trip. The gateway's own reading is 0, or the jump it made meanwhile. */
export type ClockReading = {
  clock: Clock
  /** That clock minus the gateway's, in seconds; for `gateway` itself how far it was set during the run. */
  offsetSeconds: number
  /** Half the round trip, and half the resolution of the reading (`Date` counts whole seconds), in seconds. */
  uncertaintySeconds: number
  /** A `Date` that came over a connection nobody vouched for shows a wrong clock, and is used for nothing else. */
  trusted: boolean
}

/**
 * Compares two clocks by one round trip, as NTP does (RFC 5905, 8).
 * @param sentAt, receivedAt milliseconds by our clock; @param theirs milliseconds by theirs, at some moment between.
 * @param resolutionMs how coarsely theirs is told; a truncated value is moved to the middle of what it may mean.
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
  /** How far that clock is from the right time, as far as it is known: positive is ahead. */
  aheadSeconds: number
  wrong: boolean
}

export type ClocksJudged = {
  /** The clock the others are held against; null with nothing to compare. */
  reference: Clock | null
  judgements: ClockJudgement[]
  /** `clock-ahead` or `clock-behind` when it is the gateway's own clock, or GLPI's, that is off. */
  cause: CauseCode | null
}

/** Says which clock is off. GLPI Network's is right unless all the others agree against it. */
export function judgeClocks(readings: readonly ClockReading[]): ClocksJudged {
  const vendor = readings.find(({ clock }) => clock === 'vendor')
  if (!vendor) return { reference: null, judgements: [], cause: null }
  const others: ClockReading[] = [
    { clock: 'gateway', offsetSeconds: 0, uncertaintySeconds: 0, trusted: true },
    ...readings.filter(({ clock }) => clock !== 'vendor' && clock !== 'gateway'),
  ]
  const judgements = others.map(({ clock, offsetSeconds, uncertaintySeconds }) => {
    const aheadSeconds = offsetSeconds - vendor.offsetSeconds
    const doubt = uncertaintySeconds + vendor.uncertaintySeconds
    return { clock, aheadSeconds, wrong: Math.abs(aheadSeconds) - doubt > CLOCK_TOLERANCE_SECONDS }
  })
  const ours = judgements.find(({ clock, wrong }) => wrong && (clock === 'gateway' || clock === 'glpi'))
  const cause = ours ? (ours.aheadSeconds > 0 ? 'clock-ahead' : 'clock-behind') : null
  return { reference: 'vendor', judgements, cause }
}
