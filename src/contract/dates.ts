/** As servers write it (RFC 9110, 5.6.7), in the form of today and the two of old; all are by GMT. */
const FORMS = [
  /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (GMT|UTC|\+0000)$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/** No clock of our time shows a later one. */
const LATEST = Date.UTC(2100, 0)

/** Milliseconds since the epoch; null for what is no date of a header, or none of our time: whatever a header says is said by somebody. */
export function readHttpDate(header: unknown): number | null {
  if (typeof header !== 'string') return null
  const text = header.trim()
  const form = FORMS.findIndex((one) => one.test(text))
  if (form === -1) return null
  const ms = Date.parse(form === 2 ? `${text} GMT` : text)
  return ms >= 0 && ms < LATEST ? ms : null
}

/** The vendor's date strings have no documented format; these are the ones that can be read without a guess. */
const DAY = /^(\d{4}-\d{2}-\d{2})$/
const DAY_AND_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)\s*(Z|[+-]\d{2}:?\d{2})?$/

const LAST_SECOND = '23:59:59'

/**
 * An ISO 8601 instant, or null for anything else. Without a zone it is UTC; a day alone is meant whole, so `end` takes
 * its last second.
 */
export function readVendorDate(text: unknown, edge: 'begin' | 'end'): string | null {
  if (typeof text !== 'string') return null
  const trimmed = text.trim()
  const day = DAY.exec(trimmed)
  if (day) return instant(`${day[1]}T${edge === 'end' ? LAST_SECOND : '00:00:00'}Z`)
  const [, date, time, zone] = DAY_AND_TIME.exec(trimmed) ?? []
  return date === undefined ? null : instant(`${date}T${time}${zone ?? 'Z'}`)
}

function instant(text: string): string | null {
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || !isCalendarDay(text)) return null
  const iso = new Date(ms).toISOString()
  // by its zone it may lie outside of the years that are written with four digits
  return /^\d{4}-/.test(iso) ? iso : null
}

/** `Date.parse` rolls 31 February over into March; a calendar does not. */
function isCalendarDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
