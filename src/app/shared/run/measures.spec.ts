import { i18n } from '@lingui/core'
import { beforeEach, expect, test, vi } from 'vitest'
import { formatOffset, formatDays, formatDuration, formatUncertainty } from './measures.ts'

beforeEach(() => void vi.stubGlobal('navigator', { languages: ['en-GB', 'fr-FR'] }))

test.each([
  ['en', () => formatDuration(0.2), '< 1 ms'],
  ['en', () => formatDuration(31.4), '31 ms'],
  ['fr', () => formatDuration(4230), '4,2 s'],
  ['en', () => formatOffset(-312.04), '−312 s'],
  ['en', () => formatOffset(0.42), '+0.4 s'],
  ['en', () => formatOffset(0), '0 s'],
  ['en', () => formatUncertainty(0.018), '0.02 s'],
  ['en', () => formatUncertainty(0), '0.001 s'],
  ['en', () => formatDays(-312), '5 minutes'],
  ['en', () => formatDays(61), '61 seconds'],
  ['en', () => formatDays(7200), '2 hours'],
  ['en', () => formatDays(40_004_000), '463 days'],
  ['fr', () => formatDays(-312), '5 minutes'],
])('in %s, %s is %j', (locale, told, expected) => {
  i18n.loadAndActivate({ locale, messages: {} })
  expect(told().replaceAll(/\s/g, ' ')).toBe(expected)
})
