import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import type { CryptKey } from './stored.ts'
import { storedKeyOf, type StoredRow } from './stored-key.ts'
import { encryptedAsGlpi } from './testing/as-glpi.ts'

const CRYPT_KEY = randomBytes(32)
const kept = (text: string) => ({ value: encryptedAsGlpi(text, CRYPT_KEY) })

test.each<[string, StoredRow, CryptKey, string]>([
  ['no row', 'none', CRYPT_KEY, 'none'],
  ['no row, and nothing to encrypt with', 'none', 'missing', 'none crypt-key-missing'],
  ['a value that is not told', { value: null }, CRYPT_KEY, 'unseen'],
  ['an empty value in a GLPI that can encrypt', { value: '' }, CRYPT_KEY, 'none'],
  ['an empty value, and not known whether it can', { value: '' }, null, 'blank stored-blank'],
  ['an empty value, and a file of the wrong length', { value: '' }, CRYPT_KEY.subarray(1), 'blank crypt-key-missing'],
  ['an empty value, and nothing to encrypt with', { value: '' }, 'missing', 'blank crypt-key-missing'],
  ['an encrypted nothing', kept(''), CRYPT_KEY, 'none'],
  ['an encrypted nothing that is not opened', kept(''), null, 'none'],
  ['a key', kept(DEMO_KEY), CRYPT_KEY, `readable ${fingerprintOf(DEMO_KEY)}`],
  ['a key that is not opened', kept(DEMO_KEY), null, `present ${DEMO_KEY.length}`],
  ['a key of another file', kept(DEMO_KEY), randomBytes(32), 'faulty crypt-key-changed'],
  ['a key without its file', kept(DEMO_KEY), 'missing', 'faulty crypt-key-missing'],
  ['a key in clear', { value: DEMO_KEY }, null, 'faulty stored-unencrypted'],
])('%s', (_, row, cryptKey, expected) => {
  const { state, cause, fingerprint, length, mark } = storedKeyOf(row, cryptKey)
  const detail = cause ?? fingerprint ?? (state === 'present' ? length : null)
  expect([state, detail].filter((part) => part !== null).join(' ')).toBe(expected)
  expect(mark === null).toBe(row === 'none' || row.value === null)
})

test('the same key again is another mark', () => {
  expect(storedKeyOf(kept(DEMO_KEY), null).mark).not.toBe(storedKeyOf(kept(DEMO_KEY), null).mark)
})
