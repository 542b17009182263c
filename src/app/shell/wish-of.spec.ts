import { expect, test } from 'vitest'
import { wishOf, type Wish } from './wish-of.ts'

const ALONE = { ctrlKey: false, metaKey: false, altKey: false }

test.each<[what: string, Parameters<typeof wishOf>[0], Wish | null, withoutCharacters: Wish | null]>([
  ['Ctrl+K', { ...ALONE, key: 'k', ctrlKey: true }, 'palette', 'palette'],
  ['Ctrl+K with caps lock', { ...ALONE, key: 'K', ctrlKey: true }, 'palette', 'palette'],
  ['Cmd+K', { ...ALONE, key: 'k', metaKey: true }, 'palette', 'palette'],
  ['Ctrl+Alt+K', { key: 'k', ctrlKey: true, altKey: true, metaKey: false }, null, null],
  ['k', { ...ALONE, key: 'k' }, null, null],
  ['/', { ...ALONE, key: '/' }, 'search', null],
  ['?', { ...ALONE, key: '?' }, 'shortcuts', null],
  ['Ctrl+/', { ...ALONE, key: '/', ctrlKey: true }, null, null],
  // on some keyboards ? and / take AltGr, which browsers call Alt
  ['AltGr and ?', { ...ALONE, key: '?', altKey: true }, 'shortcuts', null],
  ['Tab', { ...ALONE, key: 'Tab' }, null, null],
])('%s', (_, pressed, wish, withoutCharacters) => {
  expect(wishOf(pressed, true)).toBe(wish)
  expect(wishOf(pressed, false)).toBe(withoutCharacters)
})
