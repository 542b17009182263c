import { expect, test } from 'vitest'
import { expiryOf } from '#domain/expiry.ts'
import { timelineOf } from './timeline.ts'

const period = (beginsAt: string, endsAt: string, today: string) => {
  const now = Date.parse(today)
  const expiry = expiryOf({ title: null, running: true, offer: null, beginsAt, endsAt }, now)
  return timelineOf(beginsAt, expiry, now)
}
const year = (today: string) => period('2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z', today)

test('puts today where it is', () => {
  expect(year('2026-03-01T00:00:00Z')?.today).toBe(0)
  expect(year('2026-08-30T12:00:00Z')?.today).toBeCloseTo(0.5)
})

test('has no today before the begin and after the end', () => {
  expect(year('2020-01-01T00:00:00Z')).toMatchObject({ passed: 0, today: null })
  expect(year('2030-01-01T00:00:00Z')).toMatchObject({ passed: 1, today: null })
})

test('marks every rung where it is', () => {
  const { rungs = [] } = year('2026-06-01T00:00:00Z') ?? {}
  expect(rungs.map(({ days }) => days)).toEqual([60, 30, 14, 7, 1])
  expect(rungs[0]?.at).toBeCloseTo(305 / 365)
})

test('marks the rungs of a trial', () => {
  const trial = period('2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z', '2026-03-05T00:00:00Z')
  expect(trial?.rungs.map(({ days }) => days)).toEqual([7, 3, 1])
})

test.each([
  ['a begin after the end', '2027-03-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  ['no length', '2027-03-01T00:00:00Z', '2027-03-01T00:00:00Z'],
])('draws nothing for %s', (_, beginsAt, endsAt) => {
  expect(period(beginsAt, endsAt, '2026-06-01T00:00:00Z')).toBeNull()
})
