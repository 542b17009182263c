import { expect, test } from 'vitest'
import { readHttpDate } from './dates.ts'
import { readRetryAfter } from './retry-after.ts'

const NOW = Date.UTC(2026, 10, 25, 12)

test.each<[string | null, number | null]>([
  ['7', 7],
  [' 120 ', 120],
  ['0', 1],
  ['3600', 3600],
  ['3601', 3600],
  ['315360000', 3600],
  ['9'.repeat(400), 3600],
  ['Wed, 25 Nov 2026 12:01:00 GMT', 60],
  ['Wed, 25 Nov 2026 11:00:00 GMT', 1],
  ['Fri, 25 Nov 2036 12:00:00 GMT', 3600],
  ['Wednesday, 25-Nov-26 12:01:00 GMT', 60],
  ['Wed Nov 25 12:01:00 2026', 60],
  [null, null],
  ['', null],
  ['-5', null],
  ['1.5', null],
  ['1e3', null],
  ['+5', null],
  ['soon', null],
  ['2026-11-25T12:01:00Z', null],
  ['Wed, 25 Nov 275760 12:00:00 GMT', null],
  ['7, 8', null],
])('Retry-After: %j', (header, seconds) => {
  expect(readRetryAfter(header, NOW)).toBe(seconds)
})

test.each<[unknown, string | null]>([
  ['Wed, 25 Nov 2026 12:00:00 GMT', '2026-11-25T12:00:00.000Z'],
  ['Thu, 01 Jan 1970 00:00:07 GMT', '1970-01-01T00:00:07.000Z'],
  ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37.000Z'],
  ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
  ['Sat, 13 Sep 275760 00:00:00 GMT', null],
  ['Fri, 01 Jan 2100 00:00:00 GMT', null],
  ['Wed, 31 Dec 1969 23:59:59 GMT', null],
  ['Wed, 25 Nov 2026 12:00:00 +0200', null],
  ['5', null],
  ['1732536000', null],
  ['', null],
  [undefined, null],
  [['Wed, 25 Nov 2026 12:00:00 GMT'], null],
])('Date: %j', (header, moment) => {
  const ms = readHttpDate(header)
  expect(ms === null ? null : new Date(ms).toISOString()).toBe(moment)
})
