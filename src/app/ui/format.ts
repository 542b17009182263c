import { i18n } from '@lingui/core'

const at = (instant: string | number) => new Date(instant)

/** Dates of a subscription are the vendor's, and the vendor counts in UTC. */
export const day = (instant: string | number, month: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(at(instant))

export const timeInUtc = (instant: string): string =>
  new Intl.DateTimeFormat(i18n.locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(at(instant))

/** A moment in the reader's own zone, which is named. */
export const moment = (instant: string): string =>
  new Intl.DateTimeFormat(i18n.locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at(instant))

export const quantity = (count: number): string => new Intl.NumberFormat(i18n.locale).format(count)

const UNITS: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** "2 minutes ago", "in 4 minutes". */
export function relative(instant: string, now: number): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000)
  const format = new Intl.RelativeTimeFormat(i18n.locale, { numeric: 'auto' })
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return Math.abs(seconds) < 10 ? format.format(0, 'second') : format.format(seconds, 'second')
}
