import type { Observation } from './verdict.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000

/** After an answer, a key is checked again a day later. */
const DAILY_MS = 24 * HOUR_MS
/** Spread over two hours, so that a fleet restored from one backup does not ask in one minute. */
const JITTER_MS = 2 * HOUR_MS
const FIRST_PAUSE_MS = 5 * SECOND_MS
const LONGEST_PAUSE_MS = HOUR_MS
/** Whatever pause the vendor asks for, it is asked again after this long. */
export const LONGEST_VENDOR_PAUSE_SECONDS = 3600
/** A question is tried so often, within the time that it has, where another try may be answered. */
export const MOST_TRIES = 3
/** A vendor that said "too many" without saying for how long. */
const RATE_LIMIT_PAUSE_MS = 60 * SECOND_MS

/**
 * Milliseconds until a key is checked again: about a day after an answer; without one, a pause that doubles from
 * 5 s to 1 h, never shorter than the vendor's own `Retry-After`, as far as that is heeded.
 * @param failures silences in a row, the latest included.
 * @param random a number in [0, 1).
 */
export function pauseAfterCheck(observation: Observation, failures: number, random: number): number {
  if (observation.verdict !== 'no-answer') return dailyPause(random)
  return Math.max(growingPause(failures, random), leastPause(observation))
}

/** The same rhythm for daily inspections, and sooner while something blocks them. */
export const pauseAfterInspection = (failures: number, random: number): number =>
  failures === 0 ? dailyPause(random) : growingPause(failures, random)

const dailyPause = (random: number): number => DAILY_MS - JITTER_MS / 2 + random * JITTER_MS

function growingPause(failures: number, random: number): number {
  const doubled = FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20)
  return Math.min(doubled, LONGEST_PAUSE_MS) * (0.8 + random * 0.4)
}

function leastPause(noAnswer: Extract<Observation, { verdict: 'no-answer' }>): number {
  if (noAnswer.retryAfterSeconds !== null)
    return Math.min(noAnswer.retryAfterSeconds, LONGEST_VENDOR_PAUSE_SECONDS) * SECOND_MS
  return noAnswer.cause === 'rate-limited' ? RATE_LIMIT_PAUSE_MS : 0
}
