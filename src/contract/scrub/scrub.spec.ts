import fc from 'fast-check'
import { anyText } from '#domain/testing/any-text.ts'
import { expect, test } from 'vitest'
import { MAX_FACT_CHARACTERS, WITHHELD } from '#domain/diagnosis.ts'
import { scrubFor } from './scrub.ts'

const KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0+L1wvYWJjZGVmZ2hpamtsbW5vcA=='
const scrub = scrubFor([KEY])
const bytes = (text: string) => [...Buffer.from(text)]
const hexOf = (byte: number) => byte.toString(16).padStart(2, '0')

/** Every form in which a key may come back. */
const ENCODINGS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'as base64': (text) => Buffer.from(text).toString('base64'),
  'as base64url': (text) => Buffer.from(text).toString('base64url'),
  'as percent-encoded bytes': (text) =>
    bytes(text)
      .map((byte) => `%${hexOf(byte)}`)
      .join(''),
  'as a part of an address': (text) => encodeURIComponent(text),
  'as hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'as hexadecimal in capitals with colons': (text) =>
    bytes(text)
      .map((byte) => hexOf(byte).toUpperCase())
      .join(':'),
  'as decimal entities': (text) =>
    bytes(text)
      .map((byte) => `&#${byte};`)
      .join(''),
  'as hexadecimal entities': (text) =>
    bytes(text)
      .map((byte) => `&#x${hexOf(byte)};`)
      .join(''),
  'with named entities': (text) => text.replaceAll('=', '&equals;').replaceAll('+', '&plus;').replaceAll('/', '&sol;'),
  'as quoted-printable': (text) =>
    bytes(text)
      .map((byte) => `=${hexOf(byte).toUpperCase()}`)
      .join(''),
  'with soft line breaks': (text) => text.replace(/.{8}/g, '$&=\r\n'),
  'with JSON escapes': (text) =>
    bytes(text)
      .map((byte) => `\\u00${hexOf(byte)}`)
      .join(''),
  'with code point escapes': (text) =>
    bytes(text)
      .map((byte) => `\\u{${hexOf(byte)}}`)
      .join(''),
  'with escaped bytes': (text) =>
    bytes(text)
      .map((byte) => `\\x${hexOf(byte)}`)
      .join(''),
  'with escaped slashes': (text) => text.replaceAll('/', '\\/'),
  backwards: (text) => text.split('').toReversed().join(''),
  'with blanks between': (text) => text.split('').join(' '),
  'with invisible characters between': (text) => text.split('').join('\u200b'),
  'percent-encoded base64': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'base64 of base64': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
}

test.each(Object.entries(ENCODINGS))(
  'a key quoted %s is withheld, whole or in part, wherever it stands',
  (_, encode) => {
    fc.assert(
      fc.property(
        fc.nat(KEY.length - 12),
        fc.integer({ min: 12, max: 30 }),
        fc.string({ maxLength: 20 }).map((text) => text.replace(/[\w+/=\\%&-]/g, '.')),
        (start, length, around) => {
          const part = KEY.slice(Math.min(start, KEY.length - length), Math.min(start, KEY.length - length) + length)
          expect(scrub(`${around}${encode(part)}${around}`)).toBe(WITHHELD)
        },
      ),
      { numRuns: 20 },
    )
  },
)

test('base64 of a text that holds the key is found, wherever its quanta begin', () => {
  for (const before of ['', 'k', 'ke', 'key'])
    expect(scrub(`id=${Buffer.from(`${before}${KEY}`).toString('base64')}`)).toBe(WITHHELD)
})

test('what the key says when it is decoded is withheld too', () => {
  const decoded = Buffer.from(KEY, 'base64').toString('latin1')
  expect(scrub(`signature ${decoded.slice(25, 45)} is wrong`)).toBe(WITHHELD)
})

test.each([
  ['an ordinary sentence about your registration key, "signature" and all', undefined],
  ['  two\r\n lines\u0000 and\u202e a trick\u200b ', 'two lines and a trick'],
  ['x'.repeat(5000), 'x'.repeat(MAX_FACT_CHARACTERS)],
  [`${'x'.repeat(MAX_FACT_CHARACTERS - 1)}😀`, 'x'.repeat(MAX_FACT_CHARACTERS - 1)],
  ['Clé refusée : « é »', undefined],
  ['eyJpZCI6Nyw: eleven characters', undefined],
  ['', undefined],
])('%j is shown', (text, shown) => {
  expect(scrub(text)).toBe(shown ?? text)
})

test('any text at all comes out printable and short, and never throws', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 400 }), (text) => {
      const shown = scrub(text)
      expect(shown.length).toBeLessThanOrEqual(MAX_FACT_CHARACTERS)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }),
  )
})

test('without a key nothing is withheld', () => {
  expect(scrubFor([])(KEY)).toBe(KEY)
})

test.each<[string, string, boolean]>([
  ['a folder of that name', '/var/www/glpi/config/glpicrypt.key', true],
  ['a folder at the end of a path', '/usr/share/glpi', true],
  ['a word that begins with it', 'glpicrypt.key is missing', true],
  ['a host of that name', 'glpi.example:3306 does not answer', true],
  ['itself, in quotation marks', "using password 'glpi'", false],
  ['itself, as a member', '{"password": "glpi"}', false],
  ['itself, alone', 'glpi', false],
  ['itself, encoded', `sent ${Buffer.from('password "glpi" wrong').toString('base64')}`, false],
])('a short secret is quoted where it stands alone: %s', (_, text, isShown) => {
  expect(scrubFor(['glpi'])(text)).toBe(isShown ? text : WITHHELD)
})
