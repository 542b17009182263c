import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { anyText } from '#domain/testing/any-text.ts'
import { expect, test } from 'vitest'
import type { CauseCode } from '#domain/cause-codes.ts'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { judgeStored, type CryptKey } from './judge-stored.ts'
import { encryptedAsGlpi, MADE_BY_GLPI } from '../testing/as-glpi.ts'

const CRYPT_KEY = randomBytes(32)
const stored = (text: string) => encryptedAsGlpi(text, CRYPT_KEY)
const OTHER = encryptedAsGlpi(DEMO_KEY, randomBytes(32))

test('opens what a GLPI encrypted', () => {
  expect(judgeStored(MADE_BY_GLPI.value, MADE_BY_GLPI.cryptKey)).toEqual({
    cause: null,
    facts: { length: '44', finding: 'clean', fingerprint: fingerprintOf(DEMO_KEY) },
  })
})

test.each<[string, string | null, CryptKey, CauseCode | null, { length?: string; reason?: string }]>([
  ['a whole key', stored(DEMO_KEY), CRYPT_KEY, null, { length: '44' }],
  ['nothing', '', CRYPT_KEY, 'stored-blank', {}],
  ['nothing, where the file is not at hand', '', null, 'stored-blank', {}],
  ['an encrypted nothing', stored(''), CRYPT_KEY, 'stored-blank', {}],
  ['an encrypted nothing, where the file is not at hand', stored(''), null, 'stored-blank', {}],
  ['encrypted blanks', stored(' \n'), CRYPT_KEY, 'stored-blank', { length: '2' }],
  ['the key in clear', DEMO_KEY, CRYPT_KEY, 'stored-unencrypted', { length: '44' }],
  ['the key in clear, where the file is not at hand', LONG_KEY, null, 'stored-unencrypted', { length: '416' }],
  ['JSON without a signature, in clear', 'eyJpZCI6N30=', null, 'stored-unencrypted', { length: '12' }],
  ['what is no base64', 'not base64 at all', null, 'stored-unreadable', {}],
  ['base64 of too little', randomBytes(39).toString('base64'), CRYPT_KEY, 'stored-unreadable', {}],
  ['base64 with a piece missing', stored(DEMO_KEY).slice(0, -3), CRYPT_KEY, 'stored-unreadable', {}],
  ['what another file encrypted', OTHER, CRYPT_KEY, 'copy-does-not-fit', { length: '44' }],
  [
    'a changed letter',
    stored(DEMO_KEY).replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
    CRYPT_KEY,
    'copy-does-not-fit',
    { length: '44' },
  ],
  ['anything, without its file', stored(DEMO_KEY), 'missing', 'copy-unusable', { length: '44' }],
  ['nothing, without its file', '', 'missing', 'stored-blank', {}],
  ['anything, with a file of 31 bytes', stored(DEMO_KEY), randomBytes(31), 'copy-unusable', { length: '44' }],
  ['what may be a key, where the file is not at hand', OTHER, null, null, { length: '44', reason: 'no-key-file' }],
  ['NULL, as in a GLPI 11 that never had a key', null, CRYPT_KEY, 'stored-blank', {}],
  ['NULL, where the file is not at hand', null, null, 'stored-blank', {}],
  ['what fills the column', 'a'.repeat(65_535), null, 'too-long-for-glpi', { length: '65535' }],
  ['one byte less', 'a'.repeat(65_534), null, 'stored-unreadable', {}],
  ['what the console has cut', stored(cut(4095)), CRYPT_KEY, 'too-long-for-glpi', { length: '4095' }],
  ['what was cut elsewhere', stored(cut(3000)), CRYPT_KEY, 'key-damaged', { length: '3000' }],
  ['a key with a line break behind it', stored(`${DEMO_KEY}\n`), CRYPT_KEY, 'key-damaged', { length: '45' }],
  ['a token', stored('A1b2C3d4E5'.repeat(4)), CRYPT_KEY, 'key-wrong-secret', { length: '40' }],
  ['its own encrypted copy', stored(OTHER), CRYPT_KEY, 'key-wrong-secret', { length: '112' }],
  ['two keys, one a line', stored(`${DEMO_KEY}\n${LONG_KEY}`), CRYPT_KEY, 'key-unsendable', { length: '461' }],
  [
    'an unfamiliar text, which GLPI Network may know',
    stored('KEY-1234-5678-9012 x'),
    CRYPT_KEY,
    null,
    { length: '20' },
  ],
])('%s', (_, value, cryptKey, cause, { length, reason }) => {
  const judged = judgeStored(value, cryptKey)
  expect(judged.cause).toBe(cause)
  expect(judged.facts.length).toBe(length)
  expect(judged.facts.reason).toBe(reason)
})

/** A key longer than the part of it that is stored. */
function cut(characters: number): string {
  const json = JSON.stringify({ text: 'x'.repeat(4500), signature: '3q2+7w==' })
  return Buffer.from(json).toString('base64').slice(0, characters)
}

test('never throws and never shows the text, whatever was stored', () => {
  const texts = anyText({ minLength: 12 })
  const bytes = fc.uint8Array({ minLength: 12 }).map((some) => Buffer.from(some).toString('base64'))
  fc.assert(
    fc.property(fc.oneof(texts, bytes), fc.boolean(), fc.constantFrom(CRYPT_KEY, null), (text, clear, cryptKey) => {
      const values = Object.values(judgeStored(clear ? text : stored(text), cryptKey).facts)
      expect(values.filter((fact) => fact.includes(text))).toEqual([])
    }),
  )
})
