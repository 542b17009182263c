import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { expiryOf } from '#domain/expiry.ts'
import { calendarParts, type CalendarOptions } from './calendar.ts'
import { sayTo } from './message-language.ts'
import type { Watched } from './watched.ts'

const NOW = Date.parse('2030-01-01T12:00:00Z')
const DAY = 86_400_000

const endsIn = (days: number, period = 365) =>
  expiryOf(
    {
      title: null,
      running: true,
      beginsAt: new Date(NOW + (days - period) * DAY).toISOString(),
      endsAt: new Date(NOW + days * DAY).toISOString(),
      offer: null,
    },
    NOW,
  )

const town: Watched = {
  id: 'town-hall',
  name: 'Town hall',
  sandbox: false,
  state: 'active',
  checkedAt: '2030-01-01T11:00:00.000Z',
  warning: { kind: 'none', severity: 'ok', days: 90 },
  expiry: endsIn(90),
  warnings: [],
}
const OPTIONS = { calendarId: 'c0ffee', address: 'https://latchkey.example/panel', say: await sayTo('en') }

const calendarText = (watched: readonly Watched[], options: CalendarOptions) =>
  [...calendarParts(watched, options)].join('')

/** Read by a library, which takes no text that is no calendar. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    start: String(event.getFirstPropertyValue('dtstart')),
    summary: event.getFirstPropertyValue('summary'),
    description: String(event.getFirstPropertyValue('description')),
    alarms: event.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
  }))
}
const read = (...watched: Watched[]) => eventsOf(calendarText(watched, OPTIONS))

test('one event for the end of a subscription, with an alarm at each rung', () => {
  expect(read(town)).toEqual([
    {
      uid: 'c0ffee-town-hall@latchkey',
      start: '2030-04-01T12:00:00Z',
      summary: 'Town hall: the GLPI Network subscription ends',
      description:
        'Renew it before this day; the key usually stays the same. Afterwards premium plugins and support stop; community GLPI keeps working.\nhttps://latchkey.example/panel/town-hall/setup/general/glpi-network',
      alarms: ['-P60D', '-P30D', '-P14D', '-P7D', '-P1D', '-PT12H', 'PT0S'],
    },
  ])
})

test('practice is never taken for GLPI Network', () => {
  expect(read({ ...town, name: 'Practice', sandbox: true })[0]?.summary).toBe(
    'Practice: the practice subscription ends',
  )
})

test('a trial has the rungs of a trial', () => {
  expect(read({ ...town, expiry: endsIn(10, 15) })[0]?.alarms).toEqual(['-P7D', '-P3D', '-P1D', '-PT12H', 'PT0S'])
})

test('the same text at every request, and the same event after a renewal', () => {
  const once = calendarText([town], OPTIONS)
  expect(calendarText([town], OPTIONS)).toBe(once)
  const renewed = read({ ...town, expiry: endsIn(455) })
  expect(renewed.map(({ uid, start }) => [uid, start])).toEqual([['c0ffee-town-hall@latchkey', '2031-04-01T12:00:00Z']])
})

test.each<[string, Partial<Watched>, number]>([
  ['that has ended stays', { state: 'ended', expiry: endsIn(-12) }, 1],
  ['that GLPI Network has not confirmed lately stays', { state: 'unconfirmed' }, 1],
  ['without an end that is known', { expiry: null }, 0],
  ['of another key than that in GLPI', { state: 'differs' }, 0],
  ['that a platform manages', { state: 'managed' }, 0],
])('a subscription %s: %j', (_, seen, count) => {
  expect(read({ ...town, ...seen })).toHaveLength(count)
})

test('whatever is in a name, the text stays a calendar', () => {
  const name = `Hôpital; "Sœur, Agnès" \\n 🏥${' é'.repeat(100)}\r\nEND:VEVENT\u0007`
  const text = calendarText([{ ...town, name }, town], OPTIONS)
  const longest = Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))
  expect(longest).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
  const [event, other] = eventsOf(text)
  expect(event?.summary).toBe(
    `Hôpital; "Sœur, Agnès" \\n 🏥${' é'.repeat(100)} END:VEVENT : the GLPI Network subscription ends`,
  )
  expect(other?.summary).toBe('Town hall: the GLPI Network subscription ends')
})

test('without a subscription the calendar is empty', () => {
  expect(read()).toEqual([])
  expect(() => ICAL.parse(calendarText([], OPTIONS))).not.toThrow()
})

test('in the language of who reads it', async () => {
  const [event] = eventsOf(calendarText([town], { ...OPTIONS, say: await sayTo('fr') }))
  expect(event?.summary).toBe('Town hall : fin de l’abonnement GLPI Network')
})
