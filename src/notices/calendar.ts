import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator'
import type { State } from '#domain/verdict.ts'
import type { Watched } from './watched.ts'

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8'

const DAY_SECONDS = 86_400
/** How often a calendar program need ask again. */
const REFRESH_SECONDS = DAY_SECONDS / 2

export type CalendarOptions = {
  /** Of this Latchkey, and the same at every request: two of them may be in one calendar program. */
  calendarId: string
  /** The address that people use. */
  address: string
}

/** In these states the end that is known is that of another key, or nobody's here. */
const HAS_NO_END = new Set<State>(['none', 'differs', 'managed', 'refused'])

/** One event for the end of each subscription, with an alarm at each rung of the ladder (RFC 5545). */
export function calendarText(watched: readonly Watched[], { calendarId, address }: CalendarOptions): string {
  const calendar = ical({
    name: 'GLPI Network subscriptions',
    prodId: { company: 'Latchkey', product: 'Subscriptions', language: 'EN' },
    ttl: REFRESH_SECONDS,
  })
  for (const { id, name, sandbox, state, expiry, checkedAt } of watched) {
    if (expiry === null || HAS_NO_END.has(state)) continue
    const url = `${address}/${id}/setup/general/glpi-network`
    // practice is never taken for GLPI Network
    const what = `${withoutControls(name)}: the ${sandbox ? 'practice' : 'GLPI Network'} subscription`
    const event = calendar.createEvent({
      // a renewal moves the event: it is the end of the same instance
      id: `${calendarId}-${id}@latchkey`,
      start: new Date(expiry.endsAt),
      // the same text as long as nothing changes
      stamp: new Date(checkedAt ?? expiry.endsAt),
      summary: `${what} ends`,
      description: `${expiry.trial ? 'The trial ends.' : 'Renew it before this day; the key usually stays the same.'} Afterwards premium plugins and support stop; community GLPI keeps working.\n${url}`,
      // no URL property: this writer puts it behind the alarms, where RFC 5545 has no place for it
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    for (const rung of expiry.ladder)
      event.createAlarm({
        type: ICalAlarmType.display,
        trigger: rung === 0 ? DAY_SECONDS / 2 : rung * DAY_SECONDS,
        description: `${what} ends ${rung === 0 ? 'today' : rung === 1 ? 'tomorrow' : `in ${rung} days`}`,
      })
    event.createAlarm({
      type: ICalAlarmType.display,
      trigger: 0,
      description: `${what} has ended`,
    })
  }
  return calendar.toString()
}

/** RFC 5545 has no control characters in a text, and a line break would be one. */
const withoutControls = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')
