import { expect, test } from 'vitest'
import { shownText } from './read-screen.ts'

const LONG = 'a long secret sentence'

test.each<[string, string, string[], string]>([
  ['words of a catalogue', '  Registration \n key ', [], 'Registration key'],
  ['long words', 'Registrierungsschlüssel überprüfen', [], 'Registrierungsschlüssel überprüfen'],
  ['a text that quotes a field', `It is ${LONG}.`, [LONG], 'withheld'],
  ['a part of a field', 'It is secret sentence', [LONG], 'withheld'],
  ['a field that says something else', 'Registration key', [LONG], 'Registration key'],
  ['a token', 'Token abcdefghij0123456789', [], 'Token withheld'],
  ['a piece of a key', 'eyJzZXJpYWwiOiJ', [], 'withheld'],
  ['an address with a login', 'http://someone:pass1@proxy:3128', [], 'withheld'],
  ['more than support needs', 'word '.repeat(100), [], 'word '.repeat(40)],
])('%s', (_, text, typed, expected) => {
  expect(shownText(text, typed)).toBe(expected)
})
