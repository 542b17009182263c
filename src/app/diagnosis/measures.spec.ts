import { i18n } from '@lingui/core'
import { beforeEach, expect, test, vi } from 'vitest'
import { offset, span, took, uncertainty } from './measures.ts'

beforeEach(() => void vi.stubGlobal('navigator', { languages: ['en-GB', 'fr-FR'] }))

test.each([
  ['en', () => took(0.2), '< 1 ms'],
  ['en', () => took(31.4), '31 ms'],
  ['fr', () => took(4230), '4,2 s'],
  ['en', () => offset(-312.04), '−312 s'],
  ['en', () => offset(0.42), '+0.4 s'],
  ['en', () => offset(0), '0 s'],
  ['en', () => uncertainty(0.018), '0.02 s'],
  ['en', () => uncertainty(0), '0.001 s'],
  ['en', () => span(-312), '5 minutes'],
  ['en', () => span(61), '61 seconds'],
  ['en', () => span(7200), '2 hours'],
  ['en', () => span(40_004_000), '463 days'],
  ['fr', () => span(-312), '5 minutes'],
])('in %s, %s is %j', (locale, told, expected) => {
  i18n.loadAndActivate({ locale, messages: {} })
  expect(told().replaceAll(/\s/g, ' ')).toBe(expected)
})
