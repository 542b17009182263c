import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import type { Reader } from '#contract/page-start.ts'

/** null: the person at this browser. */
let reader: Pick<Reader, 'languages' | 'timeZone'> | null = null

/** For whom everything is worded from now on, where that is not this browser. */
export function wordFor(another: typeof reader): void {
  reader = another
}

/** The reader's own variety of the page's language, where the browser names one: `en-GB` and `en-US` write dates apart. */
export function locale(language: string = i18n.locale): string {
  const languages = reader?.languages ?? navigator.languages
  return languages.find((tag) => tag.startsWith(`${language}-`)) ?? language
}

const at = (instant: string | number) => new Date(instant)

/** To make one of `Intl`'s formatters takes a hundred times as long as to use it, and a list uses it in every row. */
function inLocale<T>(make: (tag: string, timeZone: string | undefined) => T): () => T {
  let made: { tag: string; timeZone: string | undefined; format: T } | null = null
  return () => {
    const tag = locale()
    const timeZone = reader?.timeZone
    if (made?.tag !== tag || made.timeZone !== timeZone) made = { tag, timeZone, format: make(tag, timeZone) }
    return made.format
  }
}

const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  inLocale((tag, timeZone) => new Intl.DateTimeFormat(tag, { timeZone, ...options }))

const DAYS = {
  long: dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  short: dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
}
const timeFormat = dateFormat({ hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const momentFormat = dateFormat({
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})
const shortDayFormat = dateFormat({ day: 'numeric', month: 'short' })
const shortTimeFormat = dateFormat({ hour: '2-digit', minute: '2-digit' })
const preciseFormat = dateFormat({ dateStyle: 'full', timeStyle: 'long' })
const numberFormat = inLocale((tag) => new Intl.NumberFormat(tag))
const ratingFormat = inLocale(
  (tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)
const relativeFormat = (style: Intl.RelativeTimeFormatStyle) =>
  inLocale((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style }))
const RELATIVES = { long: relativeFormat('long'), short: relativeFormat('short') }

/** Dates of a subscription are the vendor's, and the vendor counts in UTC. */
export const day = (instant: string | number, month: keyof typeof DAYS = 'long'): string =>
  DAYS[month]().format(at(instant))

export const timeInUtc = (instant: string): string => timeFormat().format(at(instant))

/** A moment in the reader's own zone, which is named. */
export const moment = (instant: string): string => momentFormat().format(at(instant))

/** In the reader's own zone, for labels that have little room. */
export const shortDay = (instant: number): string => shortDayFormat().format(at(instant))
export const shortTime = (instant: number): string => shortTimeFormat().format(at(instant))

/** The same to the second, with the day of the week. */
export const preciseMoment = (instant: string): string => preciseFormat().format(at(instant))

export const quantity = (count: number): string => numberFormat().format(count)

/** Of 5, with one decimal. */
export const formatRating = (stars: number): string => ratingFormat().format(stars)

const UNITS: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/**
 * "2 minutes ago"; short, "2 min ago". What was done lies in the past, however far apart two clocks are: "just now" at most.
 * @param now by the clock that `instant` was read from.
 */
export const ago = (instant: string, now: number, style: keyof typeof RELATIVES = 'long'): string =>
  inWords(Math.min(0, secondsTo(instant, now)), t`just now`, style)

/** "in 4 minutes"; what is to come is to come: "in a moment" at least. */
export const ahead = (instant: string, now: number): string =>
  inWords(Math.max(0, secondsTo(instant, now)), t`in a moment`, 'long')

const secondsTo = (instant: string, now: number): number => Math.round((Date.parse(instant) - now) / 1000)

function inWords(seconds: number, near: string, style: keyof typeof RELATIVES): string {
  const format = RELATIVES[style]()
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  if (Math.abs(seconds) < 10) return near
  return format.format(seconds, 'second')
}
