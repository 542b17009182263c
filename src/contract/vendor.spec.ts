import { expect, test } from 'vitest'
import { readVendorDate } from './dates.ts'
import { readInfo } from './vendor.ts'

const NOW = Date.parse('2030-06-01T00:00:00Z')
const subscription = {
  title: 'Basic',
  is_running: true,
  begin_date: '2030-01-01',
  end_date: '2030-12-31',
  offer_reference: 'B',
}
const good = { is_valid: true, validation_message: 'fine', owner: { name: 'Town' }, subscription }

test('a whole answer', () => {
  expect(readInfo(good, NOW, 1500)).toEqual({
    verdict: 'accepted',
    cause: null,
    message: 'fine',
    owner: 'Town',
    clockOffsetMs: 1500,
    subscription: {
      title: 'Basic',
      running: true,
      beginsAt: '2030-01-01T00:00:00.000Z',
      endsAt: '2030-12-31T23:59:59.000Z',
      offer: 'B',
    },
  })
})

test.each<[string, unknown, string | null, string | null]>([
  ['refused', { is_valid: false, validation_message: 'no', owner: null, subscription: null }, 'refused', 'key-refused'],
  ['ended', { ...good, subscription: { ...subscription, is_running: false } }, 'ended', 'subscription-ended'],
  [
    'not begun',
    { ...good, subscription: { ...subscription, is_running: false, begin_date: '2030-07-01' } },
    'ended',
    'subscription-not-started',
  ],
  ['ended, and no more said', { is_valid: true, subscription: { is_running: false } }, 'ended', 'subscription-ended'],
  ['no subscription', { is_valid: true, subscription: null }, 'accepted', null],
  [
    'odd members beside is_valid',
    { is_valid: true, owner: 7, subscription: 'x', validation_message: [] },
    'accepted',
    null,
  ],
  ['is_valid as a string', { ...good, is_valid: 'true' }, null, null],
  ['no is_valid', { message: 'Too Many Attempts.' }, null, null],
  ['not an object', [], null, null],
  ['nothing', undefined, null, null],
])('%s', (_, body, verdict, cause) => {
  const answer = readInfo(body, NOW, null)
  expect([answer?.verdict ?? null, answer?.cause ?? null]).toEqual([verdict, cause])
})

test.each<[unknown, string | null]>([
  ['2030-12-31', '2030-12-31T23:59:59.000Z'],
  [' 2030-12-31 10:00:00 ', '2030-12-31T10:00:00.000Z'],
  ['2030-12-31T10:00:00+02:00', '2030-12-31T08:00:00.000Z'],
  ['2030-12-31T10:00Z', '2030-12-31T10:00:00.000Z'],
  ['2030-02-31', null],
  ['2030-13-01', null],
  ['31/12/2030', null],
  ['', null],
  [1_900_000_000, null],
  [null, null],
])('the end date %j', (text, instant) => {
  expect(readVendorDate(text, 'end')).toBe(instant)
})
