import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'

/** The reader's own variety of the page's language, where the browser names one: `en-GB` and `en-US` write dates apart. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.startsWith(`${i18n.locale}-`)) ?? i18n.locale
}

const at = (instant: string | number) => new Date(instant)

/** Dates of a subscription are the vendor's, and the vendor counts in UTC. */
export const day = (instant: string | number, month: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale(), { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(at(instant))

export const timeInUtc = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(at(instant))

/** A moment in the reader's own zone, which is named. */
export const moment = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at(instant))

export const quantity = (count: number): string => new Intl.NumberFormat(locale()).format(count)

const UNITS: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** "2 minutes ago", "in 4 minutes". */
export function relative(instant: string, now: number): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000)
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  if (Math.abs(seconds) < 10) return seconds > 0 ? t`in a moment` : t`just now`
  return format.format(seconds, 'second')
}
