import { expect, test } from 'vitest'
import { visiblePieces } from './visible-text.ts'

test('names what cannot be seen', () => {
  expect(visiblePieces('a\u00A0b\u200B\r\n')).toEqual([
    { show: 'text', text: 'a' },
    { show: 'name', name: 'NBSP', times: 1 },
    { show: 'text', text: 'b' },
    { show: 'name', name: 'ZWSP', times: 1 },
    { show: 'name', name: '⏎', times: 1 },
  ])
})

test('an ordinary blank is shown as it is', () => {
  expect(visiblePieces('a b')).toEqual([{ show: 'text', text: 'a b' }])
})

test('counts a run instead of repeating its name', () => {
  expect(visiblePieces('\0\0\0')).toEqual([{ show: 'name', name: 'U+0000', times: 3 }])
})

test('a long stretch keeps its ends', () => {
  expect(visiblePieces('x'.repeat(1000))).toEqual([
    { show: 'text', text: 'x'.repeat(200) },
    { show: 'gap', length: 600 },
    { show: 'text', text: 'x'.repeat(200) },
  ])
})
