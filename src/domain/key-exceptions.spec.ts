import { afterEach, expect, test, vi } from 'vitest'
import { inspectKey } from './key.ts'

const MAIL =
  'Bonjour,\n\nvotre clé\u00a0: eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ&#61;&#61;\n\nL\u2019équipe, à Lyon\n'

afterEach(() => vi.restoreAllMocks())

// base64 comes in groups of four letters, so that one of these has a length it could have
test.each(['', 'a', 'ab', 'abc'])('a mail that ends with %j is inspected without an exception', (end) => {
  const decoders = [vi.spyOn(globalThis, 'atob'), vi.spyOn(JSON, 'parse')]
  const { finding } = inspectKey(MAIL + end)
  const thrown = decoders.flatMap(({ mock }) => mock.results.filter(({ type }) => type === 'throw'))
  expect([finding, thrown]).toEqual(['repaired', []])
})
