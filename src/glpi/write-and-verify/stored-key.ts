import { hash } from 'node:crypto'
import type { CauseCode } from '#domain/cause-codes.ts'
import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import { isSealedByLatchkey } from '../seal.ts'
import { judgeStored, sealedBytes, type CryptKey } from './judge-stored.ts'

/** The row's value as it stands in the database, NULL among them; `none` where there is no row. */
export type StoredRow = { value: string | null } | 'none'

/** A row whose value did not show. */
export type ReportedRow = StoredRow | 'untold'

/** What the session or the copy showed besides the value. */
export type StoredKeyClues = {
  /** GLPI was seen to be able to encrypt: it has opened a session whose token it encrypts (GLPI 11). */
  encrypts?: boolean | null
  /** GLPI was seen to open what it had encrypted before: the token it was given (GLPI 11). */
  glpiReads?: boolean | null
  /** The copy was seen to open another secret that GLPI itself had encrypted; false: it opens none of them. */
  copyProven?: boolean | null
}

/** What keeps a copy from opening a value that is there; nothing of it is GLPI's fault. */
const OF_COPY = new Set<CauseCode>(['copy-unusable', 'copy-does-not-fit'])

/** What a GLPI keeps as its key, by the row and, where there is one, Latchkey's copy of the file that GLPI encrypts with. */
export function storedKeyOf(row: ReportedRow, copy: CryptKey, clues: StoredKeyClues = {}): StoredKey {
  const { encrypts = null, glpiReads = null, copyProven = null } = clues
  if (row === 'untold') return UNSEEN_KEY
  if (row === 'none') return { ...UNSEEN_KEY, state: 'none', copyProven }
  const { value } = row
  const { cause, facts } = judgeStored(value, copy)
  const length = facts.length === undefined ? null : Number(facts.length)
  const seen = { ...UNSEEN_KEY, cause, length, mark: hash('sha256', value ?? ''), copyProven }
  // a GLPI 11 that never had a key; no GLPI stores NULL in place of what it cannot encrypt
  if (value === null) return { ...seen, state: 'none', cause: null }
  // a GLPI that can encrypt keeps an emptied field empty (seen with 10.0.19 and 11.0.8); one that cannot keeps every key so
  if (value === '') return encrypts === true ? { ...seen, state: 'none', cause: null } : { ...seen, state: 'blank' }
  // its command security:change_key encrypts empty fields too
  if (cause === 'stored-blank') return { ...seen, state: 'none', cause: null, length: null }
  if (cause !== null && OF_COPY.has(cause))
    return { ...seen, state: 'present', glpiReads, copyProven: cause === 'copy-does-not-fit' ? false : copyProven }
  if (cause !== null) return { ...seen, state: 'faulty' }
  if (!facts.fingerprint) return { ...seen, state: 'present', glpiReads }
  // that it opens what Latchkey sealed with it shows nothing; what GLPI sealed, all there is to show
  const isGlpis = !isSealedByLatchkey(sealedBytes(value) ?? Buffer.alloc(0))
  return { ...seen, state: 'readable', fingerprint: facts.fingerprint, copyProven: isGlpis || copyProven }
}
