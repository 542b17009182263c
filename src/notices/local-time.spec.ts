import { expect, test } from 'vitest'
import { nextLocalTime, quietUntil } from './local-time.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

test.each([
  ['2030-01-10T06:59:30Z', '08:00', 'Europe/Paris', '2030-01-10T07:00:00.000Z'],
  ['2030-01-10T07:00:00Z', '08:00', 'Europe/Paris', '2030-01-11T07:00:00.000Z'],
  ['2030-01-10T07:00:30Z', '08:00', 'Europe/Paris', '2030-01-11T07:00:00.000Z'],
  ['2030-07-10T05:00:00Z', '08:00', 'Europe/Paris', '2030-07-10T06:00:00.000Z'],
  ['2030-01-10T12:00:00Z', '08:00', 'Asia/Kolkata', '2030-01-11T02:30:00.000Z'],
  // the night in which clocks go forward, and the one in which they go back
  ['2030-03-30T12:00:00Z', '08:00', 'Europe/Paris', '2030-03-31T06:00:00.000Z'],
  ['2030-10-26T12:00:00Z', '08:00', 'Europe/Paris', '2030-10-27T07:00:00.000Z'],
  // a time that does not come: 02:30 is skipped
  ['2030-03-30T12:00:00Z', '02:30', 'Europe/Paris', '2030-03-31T01:30:00.000Z'],
])('after %s, %s in %s is %s', (now, time, zone, next) => {
  expect(iso(nextLocalTime(at(now), time, zone))).toBe(next)
})

test.each([
  ['2030-01-10T20:59:00Z', null],
  ['2030-01-10T21:00:00Z', '2030-01-11T06:00:00.000Z'],
  ['2030-01-11T05:59:59Z', '2030-01-11T06:00:00.000Z'],
  ['2030-01-11T06:00:00Z', null],
])('quiet from 22:00 to 07:00 in Paris, at %s: until %s', (now, until) => {
  expect(iso(quietUntil(at(now), { from: '22:00', to: '07:00' }, 'Europe/Paris'))).toBe(until)
})

test.each([
  ['2030-01-10T11:59:00Z', null],
  ['2030-01-10T12:00:00Z', '2030-01-10T14:00:00.000Z'],
  ['2030-01-10T14:00:00Z', null],
])('quiet within a day, at %s: until %s', (now, until) => {
  expect(iso(quietUntil(at(now), { from: '12:00', to: '14:00' }, 'UTC'))).toBe(until)
})

test('without quiet hours it is never quiet', () => {
  expect(quietUntil(at('2030-01-10T02:00:00Z'), null, 'UTC')).toBeNull()
})
