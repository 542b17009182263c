import { expect, test } from 'vitest'
import { CAUSE_CODES, CAUSES } from './causes.ts'

const CATALOGUE = CAUSE_CODES.map((code) => [code, CAUSES[code]] as const)

test('no cause is without a code', () => {
  expect(Object.keys(CAUSES).toSorted()).toEqual([...CAUSE_CODES].toSorted())
})

test.each(CATALOGUE)('%s has a headline and short sentences', (_, { title, meaning, next, glpi }) => {
  expect(title.message).toMatch(/^[A-Z].{8,58}[^.]$/)
  for (const { message } of [meaning, next, glpi]) expect(message).toMatch(/^[A-Z].{15,240}\.$/)
})

test.each(CATALOGUE)('%s can be spoken to a caller in one breath or two', (_, { caller }) => {
  expect(caller.message).toMatch(/^[A-Z].{30,200}[.?]$/)
  expect(caller.message.split(/(?<=[.?]) (?=[A-Z])/).length).toBeLessThanOrEqual(2)
  // quotes and brackets cannot be spoken, and nobody reads a key or a token out
  expect(caller.message).not.toMatch(/[“”()]|read me (the|your) (key|token|password)/i)
})

test.each(CATALOGUE)('%s is where translators look for it', (code, { title, meaning, next, glpi, caller }) => {
  expect([title, meaning, next, glpi, caller].map(({ id }) => id)).toEqual(
    ['title', 'meaning', 'next', 'glpi', 'caller'].map((part) => `cause.${code}.${part}`),
  )
})

test.each(CATALOGUE)('%s neither begs nor sighs, and is typeset', (_, { title, meaning, next, glpi, caller }) => {
  for (const { message } of [title, meaning, next, glpi, caller]) {
    const ours = message.replaceAll(/“[^”]*”/g, '')
    expect(ours).not.toMatch(/please|oops|sorry|[!'"{}]|--/i)
  }
})
