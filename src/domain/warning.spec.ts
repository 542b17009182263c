import { expect, test } from 'vitest'
import { expiryOf } from './expiry.ts'
import { warningOf, type WatchedInstance } from './warning.ts'
import type { Warning } from './warning-kinds.ts'

const DAY = 86_400_000
const NOW = Date.parse('2030-01-01T12:00:00Z')

/** The end of a subscription of a year, or of `period` days, so many days ahead. */
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

const sound: WatchedInstance = {
  state: 'active',
  expiry: endsIn(200),
  inDoubt: false,
  answerAgeMs: DAY,
  glpi: { storage: 'proven', silentMs: null, isSilent: false },
  clockOffSeconds: [2, -3],
}
const { glpi } = sound
if (glpi === null) throw new Error('the sound one has a GLPI')

type Row = [what: string, seen: Partial<WatchedInstance>, warns: [Warning['kind'], Warning['severity'], number | null]]

const LADDER: Row[] = [
  ['61 days before', { expiry: endsIn(61) }, ['none', 'ok', 61]],
  ['60 days before', { expiry: endsIn(60) }, ['ends-soon', 'warning', 60]],
  ['30 days before', { expiry: endsIn(30) }, ['ends-soon', 'warning', 30]],
  ['14 days before', { expiry: endsIn(14) }, ['ends-soon', 'warning', 14]],
  ['8 days before', { expiry: endsIn(8) }, ['ends-soon', 'warning', 8]],
  ['7 days before', { expiry: endsIn(7) }, ['ends-soon', 'critical', 7]],
  ['the day before', { expiry: endsIn(1) }, ['ends-soon', 'critical', 1]],
  ['the day itself', { expiry: endsIn(0.4) }, ['ends-soon', 'critical', 0]],
  ['ended, by the clock of GLPI Network', { expiry: endsIn(-0.1) }, ['ended', 'critical', -1]],
  ['ended, as GLPI Network says', { state: 'ended', expiry: endsIn(-12) }, ['ended', 'critical', -12]],
  ['ended early, as GLPI Network says', { state: 'ended', expiry: endsIn(40) }, ['ended', 'critical', 40]],
  ['a trial, 8 days before', { expiry: endsIn(8, 15) }, ['none', 'ok', 8]],
  ['a trial, 7 days before', { expiry: endsIn(7, 15) }, ['ends-soon', 'warning', 7]],
  ['a trial, 3 days before', { expiry: endsIn(3, 15) }, ['ends-soon', 'critical', 3]],
  ['a trial, ended', { expiry: endsIn(-1, 15) }, ['ended', 'critical', -1]],
  ['no end that can be read', { expiry: null }, ['end-unknown', 'unknown', null]],
]

const STATES: Row[] = [
  ['no key', { state: 'none', expiry: null, answerAgeMs: null }, ['no-key', 'unknown', null]],
  ['never verified', { state: 'pending', expiry: null, answerAgeMs: DAY }, ['unverified', 'unknown', null]],
  ['not started', { state: 'not-started', expiry: endsIn(385) }, ['not-started', 'warning', null]],
  ['refused', { state: 'refused', expiry: null }, ['refused', 'critical', null]],
  ['GLPI cannot read it', { state: 'broken' }, ['broken', 'critical', 200]],
  ['GLPI holds another key', { state: 'differs', expiry: endsIn(3) }, ['differs', 'warning', null]],
  ['the platform holds the key', { state: 'managed' }, ['managed', 'unknown', null]],
]

const SILENCES: Row[] = [
  ['no answer just now', { state: 'unconfirmed' }, ['vendor-no-answer', 'unknown', 200]],
  ['no answer for three days', { state: 'unconfirmed', answerAgeMs: 3 * DAY }, ['vendor-silent', 'warning', 200]],
  ['no answer, ends soon', { state: 'unconfirmed', expiry: endsIn(20) }, ['ends-soon', 'warning', 20]],
  ['not asked for three days', { answerAgeMs: 3 * DAY }, ['vendor-silent', 'warning', 200]],
  ['never answered', { state: 'pending', expiry: null, answerAgeMs: 4 * DAY }, ['vendor-silent', 'warning', null]],
  [
    'ended by our own clock alone',
    { state: 'unconfirmed', inDoubt: true, expiry: endsIn(5) },
    ['vendor-no-answer', 'unknown', null],
  ],
  ['GLPI silent', { glpi: { ...glpi, isSilent: true, silentMs: DAY } }, ['glpi-no-answer', 'unknown', 200]],
  ['GLPI silent since nobody knows', { glpi: { ...glpi, isSilent: true } }, ['glpi-no-answer', 'unknown', 200]],
  ['GLPI silent long', { glpi: { ...glpi, isSilent: true, silentMs: 3 * DAY } }, ['glpi-silent', 'warning', 200]],
  ['what is in GLPI was not seen', { glpi: { ...glpi, storage: 'unknown' } }, ['unproven', 'unknown', 200]],
  ['nothing proves the write', { glpi: { ...glpi, storage: 'accepted' } }, ['unproven', 'unknown', 200]],
]

const CLOCKS: Row[] = [
  ['a clock behind by a minute', { clockOffSeconds: [null, -60] }, ['none', 'ok', 200]],
  ['a clock behind by more', { clockOffSeconds: [null, -61] }, ['clock-wrong', 'warning', 200]],
  ['no clock seen', { clockOffSeconds: [null, null] }, ['none', 'ok', 200]],
  ['a clock ahead, and the end is near', { clockOffSeconds: [90, 0], expiry: endsIn(2) }, ['ends-soon', 'critical', 2]],
]

test.each<Row>([
  ['all is well', {}, ['none', 'ok', 200]],
  ['no GLPI is connected', { glpi: null }, ['none', 'ok', 200]],
  ...LADDER,
  ...STATES,
  ...SILENCES,
  ...CLOCKS,
])('%s', (_, seen, [kind, severity, days]) => {
  expect(warningOf({ ...sound, ...seen })).toEqual({ kind, severity, days })
})

test.each<[days: number, severity: Warning['severity']]>([
  [46, 'ok'],
  [45, 'warning'],
  [21, 'warning'],
  [20, 'critical'],
])('with limits of its own, %i days are %s', (days, severity) => {
  const limits = { warningDays: 45, criticalDays: 20 }
  expect(warningOf({ ...sound, expiry: endsIn(days) }, limits)).toMatchObject({ severity, days })
})
