import type { Expiry } from '#domain/expiry.ts'
import type { State } from '#domain/verdict.ts'
import type { SayTo } from './message-language.ts'
import { CALENDAR_WORDS } from './notice-words.ts'
import type { Watched } from './watched.ts'

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8'

export type CalendarOptions = {
  /** Of this Latchkey, and the same at every request: two of them may be in one calendar program. */
  calendarId: string
  /** The address that people use. */
  address: string
  say: SayTo
}

/** In these states the end that is known is that of another key, or nobody's here. */
const HAS_NO_END = new Set<State>(['none', 'differs', 'managed', 'refused'])

/**
 * One event for the end of each subscription, with an alarm at each rung of the ladder (RFC 5545). In pieces: that of ten thousand is
 * 14 MB, and is not written at a stretch.
 */
export function* calendarParts(watched: readonly Watched[], options: CalendarOptions): Generator<string> {
  const { say } = options
  yield linesOf([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', `-//Latchkey//Subscriptions//${say.language.toUpperCase()}`],
    ['NAME', escaped(say(CALENDAR_WORDS.name))],
    ['X-WR-CALNAME', escaped(say(CALENDAR_WORDS.name))],
    // how often a calendar program need ask again
    ['REFRESH-INTERVAL;VALUE=DURATION', 'PT12H'],
    ['X-PUBLISHED-TTL', 'PT12H'],
  ])
  for (const one of watched)
    if (one.expiry !== null && !HAS_NO_END.has(one.state)) yield eventOf(one, one.expiry, options)
  yield linesOf([['END', 'VCALENDAR']])
}

function eventOf(
  { id, name, sandbox, checkedAt }: Watched,
  expiry: Expiry,
  { calendarId, address, say }: CalendarOptions,
) {
  // practice is never taken for GLPI Network
  const ends = say(sandbox ? CALENDAR_WORDS.practiceEnds : CALENDAR_WORDS.ends, { name })
  const hasEnded = say(sandbox ? CALENDAR_WORDS.practiceHasEnded : CALENDAR_WORDS.hasEnded, { name })
  const renew = say(expiry.trial ? CALENDAR_WORDS.trial : CALENDAR_WORDS.renew)
  return linesOf([
    ['BEGIN', 'VEVENT'],
    // a renewal moves the event: it is the end of the same instance
    ['UID', `${calendarId}-${id}@latchkey`],
    // the same text as long as nothing changes
    ['DTSTAMP', timeOf(checkedAt ?? expiry.endsAt)],
    ['DTSTART', timeOf(expiry.endsAt)],
    ['SUMMARY', escaped(ends)],
    ['TRANSP', 'TRANSPARENT'],
    ['DESCRIPTION', `${escaped(renew)}\\n${escaped(`${address}/${id}/setup/general/glpi-network`)}`],
    ...expiry.ladder.flatMap((rung) =>
      alarmOf(rung === 0 ? '-PT12H' : `-P${rung}D`, `${ends} ${say(CALENDAR_WORDS.endsIn, { days: rung })}`),
    ),
    ...alarmOf('PT0S', hasEnded),
    ['END', 'VEVENT'],
  ])
}

type Line = [name: string, value: string]

const alarmOf = (trigger: string, description: string): Line[] => [
  ['BEGIN', 'VALARM'],
  ['ACTION', 'DISPLAY'],
  ['TRIGGER', trigger],
  ['DESCRIPTION', escaped(description)],
  ['END', 'VALARM'],
]

/** In UTC, to the second. */
const timeOf = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** A text has no control characters, and these three are escaped in it (3.3.11). */
const escaped = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').replace(/[\\;,]/g, '\\$&')

const linesOf = (lines: readonly Line[]): string =>
  lines.map(([name, value]) => `${folded(`${name}:${value}`)}\r\n`).join('')

/** Without the break. A line goes on behind a space (3.1). */
const MOST_OCTETS = 75

function folded(line: string): string {
  // no character takes more than three octets for each of its UTF-16 units
  if (line.length * 3 <= MOST_OCTETS) return line
  let written = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > MOST_OCTETS) {
      written += '\r\n '
      octets = 1
    }
    written += character
    octets += size
  }
  return written
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
