import { describe, expect, test } from 'vitest'
import { SANDBOX_KEYS } from '../sandbox/keys.ts'
import { inspectKey } from './key.ts'
import { encodeBase64 } from './key-text/testing/base64.ts'
import { DOUBTFUL_PATHS, KEY_PATHS } from './key-text/testing/key-paths.ts'

const keyOf = (wanted: string): string => SANDBOX_KEYS.find(({ name }) => name === wanted)?.key ?? ''
const KEY = keyOf('standard')
const OTHER_KEY = keyOf('basic')

describe.each(Object.entries(KEY_PATHS))('%s', (kind, damages) => {
  test.each(Object.entries(damages))('%s', (_, damage) => {
    const { finding, key, edits } = inspectKey(damage(KEY))
    expect({ finding, key }).toEqual({ finding: expect.stringMatching(/^(?:repaired|confirm)$/), key: KEY })
    expect(edits.map((edit) => edit.kind)).toContain(kind)
  })
})

test.each(Object.entries(DOUBTFUL_PATHS))('is to be compared: %s', (_, damage) => {
  const { finding, key, edits } = inspectKey(damage(KEY))
  expect({ finding, key }).toEqual({ finding: 'confirm', key: KEY })
  expect(edits.map((edit) => edit.kind)).toContain('stand-in')
})

const MIDDLE = 200

test.each([
  ['a sign in place of a letter', `${KEY.slice(0, MIDDLE)}?${KEY.slice(MIDDLE + 1)}`, 'altered'],
  ['four signs in place of four letters', `${KEY.slice(0, MIDDLE)}????${KEY.slice(MIDDLE + 4)}`, 'altered'],
  ['four signs in place of more', `${KEY.slice(0, MIDDLE)}!!!!${KEY.slice(MIDDLE + 16)}`, 'altered'],
  ['a word for four letters', `${KEY.slice(0, MIDDLE)}<snip>${KEY.slice(MIDDLE + 4)}`, 'altered'],
  ['a word that no element has', `${KEY.slice(0, MIDDLE)}<coupe>${KEY.slice(MIDDLE + 8)}`, 'altered'],
  ['a rule for eight letters', `${KEY.slice(0, MIDDLE)}====${KEY.slice(MIDDLE + 8)}`, 'truncated'],
  ['points for eight letters', `${KEY.slice(0, MIDDLE)}...${KEY.slice(MIDDLE + 8)}`, 'truncated'],
  ['points at the end of a line', `${KEY.slice(0, MIDDLE)}...\n...${KEY.slice(MIDDLE + 8)}`, 'truncated'],
  ['a diff that was cut', `+${KEY.slice(0, 64)}\n+${KEY.slice(64, 128)}\n`, 'truncated'],
  ['a key cut off, then encoded', encodeBase64(KEY.slice(0, 180)), 'truncated'],
  ['a label that ends in letters of a key', `Your key: ${KEY.slice(26)}`, 'truncated'],
  ['a label that ends in others', `Your key: ${KEY.slice(30)}`, 'truncated'],
])('%s is no key', (_, text, finding) => {
  expect(inspectKey(text)).toMatchObject({ finding, key: null })
})

test('hyphens at line ends that may be letters are a question', () => {
  const key = 'eyJuIjoiPsK+w75+W8K+0ZY+Iiwic2lnbmF0dXJlIjoiYWJjZGVmZ2hpIn0='
  // without its four `+` another key is whole
  expect(inspectKey('eyJuIjoiPsKw75W8K0ZYIiwic2lnbmF0dXJlIjoiYWJjZGVmZ2hpIn0=').finding).toBe('clean')
  expect(inspectKey(key.replaceAll('+', '-\n'))).toMatchObject({ finding: 'confirm', key })
})

test.each([
  ['as they are', `${KEY}\n${OTHER_KEY}`],
  ['in a mail', `Production: ${KEY}\n\nTest: ${OTHER_KEY}\n\nRegards`],
  ['one encoded, one in a mail body', `${encodeBase64(KEY)}\n\n${encodeBase64(OTHER_KEY)}\n`],
  [
    'both in a diff',
    `+${KEY.slice(0, 99)}\n+${KEY.slice(99)}\n\n-${OTHER_KEY.slice(0, 99)}\n-${OTHER_KEY.slice(99)}\n`,
  ],
])('two different keys, %s: both are told, and none is chosen', (_, text) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'unfamiliar', key: null, several: [KEY, OTHER_KEY] })
})

const JSON_OF_KEY = atob(KEY)

test.each([
  ['its very bytes', `${JSON_OF_KEY}\n`, 'confirm', KEY],
  ['in a terminal', `$ base64 -d key\n${JSON_OF_KEY}root@glpi:~# `, 'confirm', KEY],
  ['set anew by a program', JSON.stringify(JSON.parse(JSON_OF_KEY), null, 2), 'wrong-secret', null],
  ['cut off', JSON_OF_KEY.slice(0, 120), 'wrong-secret', null],
  ['as a member of something longer', `{"key":${JSON_OF_KEY},"host":"glpi"}`, 'wrong-secret', null],
])('the content of a key, decoded: %s', (_, text, finding, key) => {
  expect(inspectKey(text)).toMatchObject({ finding, key, wrongSecret: key === null ? 'decoded-key' : null })
})
