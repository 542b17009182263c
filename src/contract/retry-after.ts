import { LONGEST_VENDOR_PAUSE_SECONDS } from '#domain/recheck.ts'
import { readHttpDate } from './dates.ts'

/**
 * `Retry-After`: a number of seconds, or a date by the clock of whoever sent it (RFC 9110, 10.2.3). It is heeded from a second up to an
 * hour: more would let one header put an end to all questions. null for what is neither.
 * @param now milliseconds by the sender's clock.
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return heeded(Number(text))
  const at = readHttpDate(text)
  return at === null ? null : heeded(Math.ceil((at - now) / 1000))
}

const heeded = (seconds: number): number => Math.min(Math.max(seconds, 1), LONGEST_VENDOR_PAUSE_SECONDS)
