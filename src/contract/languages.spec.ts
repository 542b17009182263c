import { expect, test } from 'vitest'
import { languageFor } from './languages.ts'

test.each([
  ['en-GB', 'en'],
  ['fr_CA', 'fr'],
  ['DE-at', 'de'],
  ['es-419', 'es'],
  ['pt-BR', 'pt-BR'],
  ['pt_PT', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['pl', 'pl'],
  ['nl-NL', null],
  ['C', null],
  ['', null],
])('readers of %j are served in %j', (tag, language) => {
  expect(languageFor(tag)).toBe(language)
})
