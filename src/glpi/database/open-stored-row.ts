import type { StoredKey } from '#domain/storage.ts'
import { storedKeyOf, type StoredRow } from '../write-and-verify/stored-key.ts'
import type { CryptKey } from '../write-and-verify/judge-stored.ts'

export const isUsableCopy = (copy: CryptKey): copy is Uint8Array => copy !== null && copy !== 'missing'

/**
 * The stored key by the row and Latchkey's copy of the crypt key. What the copy does not open may be sound all the same; and no copy shows
 * whether an empty value was emptied, or never encrypted.
 */
export function openStoredRow(row: StoredRow, copy: CryptKey): StoredKey {
  const unopened = storedKeyOf(row, null)
  if (unopened.state !== 'present' || copy === null) return unopened
  if (!isUsableCopy(copy)) return { ...unopened, cause: 'copy-unusable' }
  const opened = storedKeyOf(row, copy)
  const isOther = opened.cause === 'crypt-key-changed' || opened.cause === 'copy-does-not-fit'
  return isOther ? { ...unopened, cause: 'copy-does-not-fit' } : opened
}
