const MINUTE_MS = 60_000
const DAY_MINUTES = 1440

/** A time of day as `HH:MM`. */
type ClockTime = string

const minutesOf = (time: ClockTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Making one of these takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone, format)
  return format
}

const localMinutes = (at: number, zone: string): number => minutesOf(formatIn(zone).format(at))

/** The shorter way round the clock, between -720 and 720. */
const nearest = (minutes: number): number => ((minutes + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2

/** The next moment after `at` when a clock in `zone` shows `time`; where it skips that time, about as long after the last one. */
export function nextLocalTime(at: number, time: ClockTime, zone: string): number {
  const wanted = minutesOf(time)
  const begun = at - (at % MINUTE_MS)
  const ahead = (wanted - localMinutes(at, zone) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  const first = begun + ahead * MINUTE_MS
  // clocks may be changed between now and then
  const corrected = first + nearest(wanted - localMinutes(first, zone)) * MINUTE_MS
  const next = localMinutes(corrected, zone) === wanted ? corrected : first
  return next > at ? next : next + DAY_MINUTES * MINUTE_MS
}

export type QuietHours = { from: ClockTime; to: ClockTime }

/** When the quiet hours that it is in end; null outside of them. They may go over midnight. */
export function quietUntil(at: number, quiet: QuietHours | null, zone: string): number | null {
  if (quiet === null) return null
  const since = (localMinutes(at, zone) - minutesOf(quiet.from) + DAY_MINUTES) % DAY_MINUTES
  const length = (minutesOf(quiet.to) - minutesOf(quiet.from) + DAY_MINUTES) % DAY_MINUTES
  return since < length ? nextLocalTime(at, quiet.to, zone) : null
}
