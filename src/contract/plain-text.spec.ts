import { expect, test } from 'vitest'
import { readPlainText } from './plain-text.ts'

test.each([
  ['Rooms and desks', 'Rooms and desks', false],
  ['<p>Rooms</p>\n<p>and <b>desks</b></p>', 'Rooms and desks', false],
  ['Fish &amp; chips &lt;b&gt;', 'Fish & chips <b>', false],
  ['&unknown; stays', '&unknown; stays', false],
  ['a < b and c > d', 'a < b and c > d', false],
  ['<3 plugins', '<3 plugins', false],
  ['before<script>alert(1)</script>after', 'before after', true],
  ['before<SCRIPT src=x>alert(1)', 'before', true],
  ['<style>p { color: red }</style>words', 'words', true],
  ['<img src=x onerror=alert(1)>picture', 'picture', false],
  ['<b', '<b', false],
])('%j reads %j', (text, plain, hadScript) => {
  expect(readPlainText(text, 100)).toEqual({ plain, hadScript, wasCut: false })
})

test('a long text is cut, and between characters', () => {
  expect(readPlainText('a'.repeat(12), 10)).toEqual({ plain: `${'a'.repeat(9)}…`, hadScript: false, wasCut: true })
  expect(readPlainText(`${'a'.repeat(8)}😀😀`, 10).plain).toBe(`${'a'.repeat(8)}…`)
})

test('a tag that the cut goes through is left out', () => {
  expect(readPlainText('<p>'.repeat(10_000), 100)).toEqual({ plain: '', hadScript: false, wasCut: true })
})

test.each(['<script ', '<', '<a ', '&', '<script>', '</script', '<!--'])(
  'of 5 MB of %j no more is read than is needed',
  (part) => {
    const text = part.repeat(Math.ceil(5_000_000 / part.length))
    expect(readPlainText(text, 1200).plain.length).toBeLessThanOrEqual(1200)
  },
)
