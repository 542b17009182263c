import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import type { StoredKey } from '#domain/storage.ts'
import type { CryptKey } from './judge-stored.ts'
import { isSealedByLatchkey, seal } from '../seal.ts'
import { storedKeyOf, type StoredKeyClues, type ReportedRow } from './stored-key.ts'
import { encryptedAsGlpi } from '../testing/as-glpi.ts'

const CRYPT_KEY = randomBytes(32)
const ours = (text: string) => ({ value: seal(text, CRYPT_KEY) })
const encrypted = (text: string) => ({ value: encryptedAsGlpi(text, CRYPT_KEY) })

const CLEAR = { encrypts: true }

test.each<[string, ReportedRow, CryptKey, StoredKeyClues, Partial<StoredKey>]>([
  ['no row', 'none', CRYPT_KEY, {}, { state: 'none', cause: null }],
  ['no row, and a copy that is unusable', 'none', 'missing', {}, { state: 'none', cause: null }],
  ['a value that is not shown', 'untold', CRYPT_KEY, {}, { state: 'unseen', cause: null }],
  ['NULL, as in a GLPI 11 that never had a key', { value: null }, null, {}, { state: 'none', cause: null }],
  ['NULL beside a copy', { value: null }, CRYPT_KEY, {}, { state: 'none', cause: null }],
  ['an empty value, where GLPI 11 has opened a session', { value: '' }, null, CLEAR, { state: 'none', cause: null }],
  ['an empty value, and not known whether it can', { value: '' }, null, {}, { state: 'blank', cause: 'stored-blank' }],
  [
    'an empty value and a copy, which shows nothing about GLPI',
    { value: '' },
    CRYPT_KEY,
    {},
    { state: 'blank', cause: 'stored-blank' },
  ],
  ['an empty value beside an unusable copy', { value: '' }, 'missing', {}, { state: 'blank', cause: 'stored-blank' }],
  ['an encrypted nothing', encrypted(''), CRYPT_KEY, {}, { state: 'none', cause: null }],
  ['an encrypted nothing that is not opened', encrypted(''), null, {}, { state: 'none', cause: null }],
  [
    'a key',
    encrypted(DEMO_KEY),
    CRYPT_KEY,
    {},
    { state: 'readable', cause: null, fingerprint: fingerprintOf(DEMO_KEY), copyProven: true },
  ],
  [
    'a key that Latchkey sealed with the copy',
    ours(DEMO_KEY),
    CRYPT_KEY,
    {},
    { state: 'readable', cause: null, fingerprint: fingerprintOf(DEMO_KEY) },
  ],
  [
    'the same, with a copy that opens another secret of GLPI',
    ours(DEMO_KEY),
    CRYPT_KEY,
    { copyProven: true },
    { state: 'readable', cause: null, fingerprint: fingerprintOf(DEMO_KEY), copyProven: true },
  ],
  ['a key that is not opened', encrypted(DEMO_KEY), null, {}, { state: 'present', cause: null, length: 44 }],
  [
    'a key of another file than the copy',
    encrypted(DEMO_KEY),
    randomBytes(32),
    {},
    { state: 'present', cause: 'copy-does-not-fit', copyProven: false },
  ],
  [
    'a key beside a copy of 31 bytes',
    encrypted(DEMO_KEY),
    CRYPT_KEY.subarray(1),
    {},
    { state: 'present', cause: 'copy-unusable' },
  ],
  ['a key without its copy', encrypted(DEMO_KEY), 'missing', {}, { state: 'present', cause: 'copy-unusable' }],
  ['a key in clear', { value: DEMO_KEY }, null, {}, { state: 'faulty', cause: 'stored-unencrypted' }],
])('%s', (_, row, copy, beside, expected) => {
  const stored = storedKeyOf(row, copy, beside)
  expect(stored).toMatchObject({ fingerprint: null, copyProven: null, ...expected })
  expect(stored.mark === null).toBe(typeof row === 'string')
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
