import { hash } from 'node:crypto'
import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import { judgeStored, type CryptKey } from './stored.ts'

/** The row's value as it stands in the database, null where GLPI does not tell it; `none` where there is no row. */
export type StoredRow = { value: string | null } | 'none'

/** What a GLPI keeps as its key, by the row and, where it is at hand, the file it encrypts with. */
export function storedKeyOf(row: StoredRow, cryptKey: CryptKey): StoredKey {
  if (row === 'none')
    return { ...UNSEEN_KEY, state: 'none', cause: cryptKey === 'missing' ? 'crypt-key-missing' : null }
  const { value } = row
  if (value === null) return UNSEEN_KEY
  const { cause, facts } = judgeStored(value, cryptKey)
  const length = facts.length === undefined ? null : Number(facts.length)
  const seen = { cause, fingerprint: null, length, mark: hash('sha256', value) }
  // a GLPI that can encrypt keeps an emptied field empty (seen with 10.0.19); one that cannot keeps every key so
  if (value === '')
    return cryptKey === null || cause !== 'stored-blank'
      ? { ...seen, state: 'blank' }
      : { ...seen, state: 'none', cause: null }
  // its command security:change_key encrypts empty fields too
  if (cause === 'stored-blank') return { ...seen, state: 'none', cause: null, length: null }
  if (cause !== null) return { ...seen, state: 'faulty' }
  return { ...seen, state: facts.fingerprint ? 'readable' : 'present', fingerprint: facts.fingerprint ?? null }
}
