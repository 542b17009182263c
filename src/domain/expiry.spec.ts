import { expect, test } from 'vitest'
import { expiryOf, isWarningDue, severityOfEnd, startsInDays, type Rung } from './expiry.ts'
import type { Subscription } from './verdict.ts'

const END = '2030-03-01T23:59:59.000Z'
const subscription = (days: number): Subscription => ({
  title: 'Basic',
  running: true,
  beginsAt: new Date(Date.parse(END) + 1000 - days * 86_400_000).toISOString(),
  endsAt: END,
  offer: null,
})
const at = (day: string) => Date.parse(`${day}T12:00:00Z`)

test.each<[string, string, number, number, Rung | null]>([
  ['61 days before: nothing yet', '2029-12-30', 365, 61, null],
  ['60 days before: the first rung', '2029-12-31', 365, 60, 60],
  ['between two rungs the last one reached stands', '2030-02-10', 365, 19, 30],
  ['a week before', '2030-02-22', 365, 7, 7],
  ['the day before', '2030-02-28', 365, 1, 1],
  ['the day itself', '2030-03-01', 365, 0, 0],
  ['the day after', '2030-03-02', 365, -1, 'ended'],
  ['a trial of 15 days has its own ladder', '2030-02-19', 15, 10, null],
  ['a trial, 7 days before', '2030-02-22', 15, 7, 7],
  ['a trial of 30 days, 3 days before', '2030-02-26', 30, 3, 3],
])('%s', (_, today, period, daysLeft, rung) => {
  expect(expiryOf(subscription(period), at(today))).toMatchObject({ daysLeft, rung })
})

test.each([
  ['no subscription', null],
  ['no end date', { ...subscription(365), endsAt: null }],
])('%s: nothing to count to', (_, given) => {
  expect(expiryOf(given, at('2030-01-01'))).toBeNull()
})

test.each<[string, string, Rung | null, boolean]>([
  ['not dismissed', '2030-02-10', null, true],
  ['dismissed at this rung', '2030-02-10', 30, false],
  ['comes back at the next rung', '2030-02-16', 30, true],
  ['comes back once ended', '2030-03-02', 0, true],
  ['an ended one that was dismissed', '2030-03-02', 'ended', false],
  ['before the first rung', '2029-06-01', null, false],
])('warning: %s', (_, today, dismissed, due) => {
  expect(isWarningDue(expiryOf(subscription(365), at(today)), dismissed)).toBe(due)
})

test.each<[string, string | null, number | null]>([
  ['in twenty days, counted from noon', '2030-03-21', 20],
  ['tomorrow', '2030-03-02', 1],
  ['today', '2030-03-01', 0],
  ['long ago', '2029-03-01', 0],
  ['on no day that is named', null, null],
])('it starts %s', (_, beginsAt, days) => {
  const ahead = { ...subscription(365), beginsAt: beginsAt && `${beginsAt}T00:00:00.000Z` }
  expect(startsInDays(ahead, at('2030-03-01'))).toBe(days)
})

test.each<[daysLeft: number, trial: boolean, severity: ReturnType<typeof severityOfEnd>]>([
  [61, false, 'ok'],
  [60, false, 'warning'],
  [14, false, 'warning'],
  [8, false, 'warning'],
  [7, false, 'critical'],
  [0, false, 'critical'],
  [-1, false, 'critical'],
  [8, true, 'ok'],
  [7, true, 'warning'],
  [4, true, 'warning'],
  [3, true, 'critical'],
])('%i days before the end, trial: %s', (daysLeft, trial, severity) => {
  expect(severityOfEnd({ daysLeft, trial })).toBe(severity)
})
