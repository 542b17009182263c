import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { VENDOR_VERDICTS, type VendorAnswer, type Observation, type Subscription } from '#domain/verdict.ts'

/**
 * Values from the store are validated again. One that cannot be read becomes unknown by itself, and never breaks a whole list.
 * There are no schemas here, because a list has ten thousand rows.
 */

/** The end of the year 9999. Later times have another ISO form, which no reader accepts. */
export const LATEST = 253_402_300_799_999

/** Milliseconds since the epoch. */
export const storedMoment = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= LATEST ? Math.round(value) : null

/** A time in ISO form; null where it is out of range. */
export function instantOf(ms: number | null): string | null {
  const moment = storedMoment(ms)
  return moment === null ? null : new Date(moment).toISOString()
}

/** A count. */
export const storedNumber = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0

export function oneOf<const T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((one) => one === value) ?? null
}

export const storedCause = (value: unknown): CauseCode | null => oneOf(CAUSE_CODES, value)

/** undefined for invalid JSON. */
export function storedJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** The stored `Observation`; null where it cannot be read. */
export const readObservation = (value: unknown): Observation | null => (isObservation(value) ? value : null)

/** The same for one with an answer. */
export function readStoredAnswer(value: unknown): VendorAnswer | null {
  const observation = readObservation(value)
  return observation === null || observation.verdict === 'no-answer' ? null : observation
}

function isObservation(value: unknown): value is Observation {
  if (!isRecord(value)) return false
  const { verdict, message, cause } = value
  const isKnown = VENDOR_VERDICTS.some((one) => one === verdict && one !== 'not-asked')
  if (!isKnown || !isTextOrNull(message) || !(cause === null || storedCause(cause) !== null)) return false
  if (verdict === 'no-answer') return cause !== null && message === null && isNumberOrNull(value['retryAfterSeconds'])
  const { owner, subscription, clockOffsetMs } = value
  return isTextOrNull(owner) && isNumberOrNull(clockOffsetMs) && (subscription === null || isSubscription(subscription))
}

const isSubscription = (value: unknown): value is Subscription =>
  isRecord(value) &&
  isTextOrNull(value['title']) &&
  typeof value['running'] === 'boolean' &&
  isInstantOrNull(value['beginsAt']) &&
  isInstantOrNull(value['endsAt']) &&
  isTextOrNull(value['offer'])

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'
const isNumberOrNull = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && Number.isFinite(value))

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
const isInstantOrNull = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)))
