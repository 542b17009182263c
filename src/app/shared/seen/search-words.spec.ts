import { expect, test } from 'vitest'
import { hasPhrase, hasWords } from './search-words.ts'

const TEXTS = [
  'Unable to fetch registration information',
  'Hôte non trouvé',
  'key-refused',
  'You do not have the required scope(s)',
]

test.each([
  ['', true],
  ['unable fetch', true],
  ['“Unable to fetch registration information.”', true],
  ['hote trouve', true],
  ['key refused', true],
  ['scope(s)', true],
  ['information refused', false],
  ['unable proxy', false],
])('“%s”: %s', (search, found) => {
  expect(hasWords(TEXTS, search)).toBe(found)
})

test.each([
  ['security:change_key', 'change_key', true],
  ['Characters of the key were changed', 'change_key', false],
])('“%s” has “%s” side by side: %s', (text, search, has) => {
  expect(hasPhrase(text, search)).toBe(has)
})
