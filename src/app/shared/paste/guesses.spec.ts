import { expect, test } from 'vitest'
import { inspectKey } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { guessesOf } from './guesses.ts'

const key = sandboxKey('standard')
const at = key.indexOf('c', 60)
const cyrillic = `${key.slice(0, at)}\u0441${key.slice(at + 1)}`

test.each([
  ['one letter of another alphabet', cyrillic],
  ['the same, over several lines', cyrillic.replaceAll(/.{40}/g, '$&\n')],
  ['the same, in quotes behind a label', `Key: "${cyrillic}"`],
])('%s is shown with what stands around it', (_, text) => {
  expect(guessesOf(text, inspectKey(text))).toMatchObject([
    { before: '\u0441', after: 'c', left: key.slice(at - 6, at), right: key.slice(at + 1, at + 7) },
  ])
})

test('what was not guessed is not shown', () => {
  const text = key.replaceAll(/.{40}/g, '$&\n')
  expect(guessesOf(text, inspectKey(text))).toEqual([])
  expect(guessesOf('hello world', inspectKey('hello world'))).toEqual([])
})
