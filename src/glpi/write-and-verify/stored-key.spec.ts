import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import type { CryptKey } from './judge-stored.ts'
import { isSealedByLatchkey, seal } from '../seal.ts'
import { storedKeyOf, type StoredKeyClues, type ReportedRow } from './stored-key.ts'
import { encryptedAsGlpi } from '../testing/as-glpi.ts'

const CRYPT_KEY = randomBytes(32)
const ours = (text: string) => ({ value: seal(text, CRYPT_KEY) })
const encrypted = (text: string) => ({ value: encryptedAsGlpi(text, CRYPT_KEY) })

const CLEAR = { encrypts: true }

test.each<[string, ReportedRow, CryptKey, StoredKeyClues, string]>([
  ['no row', 'none', CRYPT_KEY, {}, 'none'],
  ['no row, and a copy that is unusable', 'none', 'missing', {}, 'none'],
  ['a value that is not shown', 'untold', CRYPT_KEY, {}, 'unseen'],
  ['NULL, as in a GLPI 11 that never had a key', { value: null }, null, {}, 'none'],
  ['NULL beside a copy', { value: null }, CRYPT_KEY, {}, 'none'],
  ['an empty value, where GLPI 11 has opened a session', { value: '' }, null, CLEAR, 'none'],
  ['an empty value, and not known whether it can', { value: '' }, null, {}, 'blank stored-blank'],
  ['an empty value and a copy, which shows nothing about GLPI', { value: '' }, CRYPT_KEY, {}, 'blank stored-blank'],
  ['an empty value beside an unusable copy', { value: '' }, 'missing', {}, 'blank stored-blank'],
  ['an encrypted nothing', encrypted(''), CRYPT_KEY, {}, 'none'],
  ['an encrypted nothing that is not opened', encrypted(''), null, {}, 'none'],
  ['a key', encrypted(DEMO_KEY), CRYPT_KEY, {}, `readable ${fingerprintOf(DEMO_KEY)} copy`],
  ['a key that Latchkey sealed with the copy', ours(DEMO_KEY), CRYPT_KEY, {}, `readable ${fingerprintOf(DEMO_KEY)}`],
  [
    'the same, with a copy that opens another secret of GLPI',
    ours(DEMO_KEY),
    CRYPT_KEY,
    { copyProven: true },
    `readable ${fingerprintOf(DEMO_KEY)} copy`,
  ],
  ['a key that is not opened', encrypted(DEMO_KEY), null, {}, `present ${DEMO_KEY.length}`],
  ['a key of another file than the copy', encrypted(DEMO_KEY), randomBytes(32), {}, 'present copy-does-not-fit stale'],
  ['a key beside a copy of 31 bytes', encrypted(DEMO_KEY), CRYPT_KEY.subarray(1), {}, 'present copy-unusable'],
  ['a key without its copy', encrypted(DEMO_KEY), 'missing', {}, 'present copy-unusable'],
  ['a key in clear', { value: DEMO_KEY }, null, {}, 'faulty stored-unencrypted'],
])('%s', (_, row, copy, beside, expected) => {
  const { state, cause, fingerprint, length, mark, copyProven } = storedKeyOf(row, copy, beside)
  const detail = cause ?? fingerprint ?? (state === 'present' ? length : null)
  const shows = copyProven === null ? null : copyProven ? 'copy' : 'stale'
  expect([state, detail, shows].filter((part) => part !== null).join(' ')).toBe(expected)
  expect(mark === null).toBe(typeof row === 'string')
})

test('the same key again is another mark, and NULL none that differs from an empty text', () => {
  expect(storedKeyOf(encrypted(DEMO_KEY), null).mark).not.toBe(storedKeyOf(encrypted(DEMO_KEY), null).mark)
  expect(storedKeyOf({ value: null }, null).mark).toBe(storedKeyOf({ value: '' }, null).mark)
})

test('what Latchkey seals is known again, what GLPI sealed is not taken for it', () => {
  const sealed = Array.from({ length: 200 }, () => Buffer.from(seal(DEMO_KEY, CRYPT_KEY), 'base64'))
  expect(sealed.every(isSealedByLatchkey)).toBe(true)
  expect(new Set(sealed.map((bytes) => bytes.toString('hex', 0, 24))).size).toBe(200)
  const theirs = Array.from({ length: 200 }, () => Buffer.from(encryptedAsGlpi(DEMO_KEY, CRYPT_KEY), 'base64'))
  expect(theirs.some(isSealedByLatchkey)).toBe(false)
})
