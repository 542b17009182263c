import { afterEach, expect, test, vi } from 'vitest'
import { inspectKey } from './key.ts'

const MAIL =
  'Bonjour,\n\nvotre clé\u00a0: eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ&#61;&#61;\n\nL\u2019équipe, à Lyon\n'

afterEach(() => vi.restoreAllMocks())

// what base64 comes in fours, and any of four lengths may look as if it did
test.each(['', 'a', 'ab', 'abc'])('a mail that ends with %j is inspected without an exception', (end) => {
  const decoders = [vi.spyOn(globalThis, 'atob'), vi.spyOn(JSON, 'parse')]
  const { finding } = inspectKey(MAIL + end)
  const thrown = decoders.flatMap(({ mock }) => mock.results.filter(({ type }) => type === 'throw'))
  expect([finding, thrown]).toEqual(['repaired', []])
})
