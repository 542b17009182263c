import { styleText } from 'node:util'
import { expect, test } from 'vitest'
import { terminalSafe } from './terminal-safe.ts'

test.each([
  ['the title of a window', 'a\u001b]0;owned\u0007b', 'a]0;ownedb'],
  ['a cursor', 'a\u001b[2J\u001b[1;1Hb', 'a[2J[1;1Hb'],
  ['one byte for both', 'a\u009b2Jb', 'a2Jb'],
  ['NUL, backspace and carriage return', 'a\u0000\b\rb', 'ab'],
  ['the direction of a line', 'a\u202eb\u2066c\u200f', 'abc'],
])('what moves a terminal is taken away: %s', (_, line, shown) => {
  expect(terminalSafe(line)).toBe(shown)
})

test.each([
  'une clé : « déjà vu » — 鍵 🔑\n\tnext',
  styleText('green', 'good', { validateStream: false }),
  styleText('bold', 'x', { validateStream: false }),
])('%j stays as it is', (line) => {
  expect(terminalSafe(line)).toBe(line)
})
