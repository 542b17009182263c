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
