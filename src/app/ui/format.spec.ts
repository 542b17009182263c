import { i18n } from '@lingui/core'
import { beforeEach, expect, test, vi } from 'vitest'
import { ago, ahead, day, timeInUtc } from './format.ts'

beforeEach(() => void vi.stubGlobal('navigator', { languages: ['de', 'en-GB', 'fr-CA'] }))

const now = Date.parse('2026-11-24T12:00:00Z')

test.each([
  ['en', '2026-11-24T11:58:00Z', '2 minutes ago'],
  ['en', '2026-11-24T09:00:00Z', '3 hours ago'],
  ['en', '2026-11-24T11:59:56Z', 'just now'],
  // two clocks that are a little apart
  ['en', '2026-11-24T12:00:04Z', 'just now'],
  ['en', '2026-11-24T12:30:00Z', 'just now'],
  ['fr', '2026-11-24T11:56:00Z', 'il y a 4 minutes'],
])('what was done, in %s: %s is %j', (locale, instant, words) => {
  i18n.loadAndActivate({ locale, messages: {} })
  expect(ago(instant, now)).toBe(words)
})

test.each([
  ['en', '2026-11-25T12:00:00Z', 'tomorrow'],
  ['en', '2026-11-24T12:00:04Z', 'in a moment'],
  ['en', '2026-11-24T11:59:56Z', 'in a moment'],
  ['en', '2026-11-24T11:30:00Z', 'in a moment'],
  ['fr', '2026-11-24T12:04:00Z', 'dans 4 minutes'],
])('what is to come, in %s: %s is %j', (locale, instant, words) => {
  i18n.loadAndActivate({ locale, messages: {} })
  expect(ahead(instant, now)).toBe(words)
})

test('dates of a subscription are in UTC, in the reader’s own variety of the language', () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  expect(day('2027-02-28T23:59:59Z')).toBe('28 February 2027')
  expect(timeInUtc('2027-02-28T23:59:59Z')).toBe('23:59')
})
