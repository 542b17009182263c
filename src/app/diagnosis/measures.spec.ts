import { i18n } from '@lingui/core'
import { beforeEach, expect, test, vi } from 'vitest'
import { offset, span, took, uncertainty } from './measures.ts'

beforeEach(() => void vi.stubGlobal('navigator', { languages: ['en-GB', 'fr-FR'] }))

test.each([
  ['en', took(0.2), '< 1 ms'],
  ['en', took(31.4), '31 ms'],
  ['fr', took(4230), '4,2 s'],
  ['en', offset(-312.04), '−312 s'],
  ['en', offset(0.42), '+0.4 s'],
  ['en', offset(0), '0 s'],
  ['en', uncertainty(0.018), '0.02 s'],
  ['en', uncertainty(0), '0.001 s'],
  ['en', span(-312), '5 minutes'],
  ['en', span(61), '61 seconds'],
  ['en', span(7200), '2 hours'],
  ['en', span(40_004_000), '463 days'],
])('in %s, %j', (_, told, expected) => {
  expect(told.replaceAll('\u00a0', ' ')).toBe(expected)
})

test('in French, spans and decimals are French', () => {
  i18n.loadAndActivate({ locale: 'fr', messages: {} })
  expect([span(-312), took(4230)].map((told) => told.replaceAll(/\s/g, ' '))).toEqual(['5 minutes', '4,2 s'])
})
