import { describe, expect, test } from 'vitest'
import { inspectKey } from './key.ts'
import { encodeBase64 } from './key-text/testing/base64.ts'

/** Keys of each length modulo three, so that the last brace falls on each of the three places in a group of base64. */
const OBJECTS = ['a', 'ab', 'abc'].map((note) => JSON.stringify({ note, signature: 'q83vEjRWeJCrze8SNFZ4' }))
const TAILS = ['\n', '\r\n', ' ', '\t', '\n\n', '  ']
const GAPS = ['\n', '\r\n', ' ', '\t', '\n    ', '\u00a0', '\u200b', '!\n ', '<wbr>', '\\\n', '%0A']

const tailed = OBJECTS.flatMap((json) => TAILS.map((tail) => encodeBase64(json + tail)))

describe.each([
  ['alone', (key: string) => key],
  ['in quotes', (key: string) => `“${key}”`],
  ['in a mail', (key: string) => `Your key: ${key}\n\nRegards, Paul`],
  ['in an attribute', (key: string) => `<input value="${key}" readonly>`],
  ['in an address', (key: string) => `https://glpi.example/?key=${key}&lang=fr`],
  ['twice', (key: string) => `${key} ${key}`],
  ['twice at once', (key: string) => key + key],
])('white space at the end of the JSON stays part of the key %s', (_, set) => {
  test.each([1, 2, 3, 4])('broken %i letters before its end', (letters) => {
    for (const key of tailed) {
      const whole = key.replace(/=+$/, '')
      for (const gap of GAPS)
        for (const padding of [key.slice(whole.length), '']) {
          const text = set(whole.slice(0, -letters) + gap + whole.slice(-letters) + padding)
          expect({ text, ...inspectKey(text) }).toMatchObject({ text, finding: 'repaired', key })
        }
    }
  })
})

test('a soft break before the last letters folds the key', () => {
  for (const key of tailed) {
    const [first, last] = [key.slice(0, 30), key.slice(30)]
    const at = last.replace(/=+$/, '').length - 1
    const text = `${first}=\n${last.slice(0, at)}=\n${last.slice(at).replaceAll('=', '=3D')}`
    expect({ text, ...inspectKey(text) }).toMatchObject({ text, finding: 'repaired', key })
  }
})

test.each(['K. Meyer', 'J Smith', 'IA générative', 'N° 12', 'g', 'Cg'])(
  'a word that spells white space is not taken in once the padding closed the key: %s',
  (word) => {
    for (const json of OBJECTS.filter((one) => one.length % 3 !== 0)) {
      const key = encodeBase64(json)
      const text = `${key}\n${word}`
      expect({ text, ...inspectKey(text) }).toMatchObject({ text, finding: 'repaired', key })
    }
  },
)

test.each(['K. Meyer', 'J Smith', 'IA générative', 'DQ and others'])(
  'nor where the padding was lost and the line goes on: %s',
  (word) => {
    for (const key of OBJECTS.map(encodeBase64)) {
      const text = `${key.replace(/=+$/, '')}\n${word}`
      expect({ text, ...inspectKey(text) }).toMatchObject({ text, finding: 'repaired', key })
    }
  },
)

test('a soft break within a code behind it', () => {
  for (const key of tailed) {
    const whole = key.replace(/=+$/, '')
    const text = `{"key":"${whole.slice(0, -2)} ${whole.slice(-2)}${key.slice(whole.length).replaceAll('=', '\\u=\n003d')}"}`
    expect({ text, ...inspectKey(text) }).toMatchObject({ text, finding: 'repaired', key })
  }
})

test.each([
  ['a soft break within the tag before it', 'n0<w=\nbr>K</code>'],
  ['a soft break between two strings', 'n0" .=\n "K"; and more'],
  ['a soft break behind it', 'n0\\nK=\r\n"]'],
])('%s', (_, end) => {
  const key = encodeBase64('{"note":"abc","signature":"abcdefghi"}\n')
  expect(key).toMatch(/n0K$/)
  expect(inspectKey(key.slice(0, -3) + end)).toMatchObject({ finding: 'repaired', key })
})

test('a letter of it that only looks like one is to be confirmed', () => {
  const key = encodeBase64('{"signature":"abcdefgh1"}\n')
  expect(key).toMatch(/o=$/)
  for (const end of ['ο=', 'ο', '\nο=', 'ο=\n  host: glpi'])
    expect(inspectKey(key.slice(0, -2) + end)).toMatchObject({ finding: 'confirm', key })
})
