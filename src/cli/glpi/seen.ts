import type { CauseCode } from '#domain/cause-codes.ts'
import type { Sight, Storage, StoredKey } from '#domain/storage.ts'
import type { Look } from '#glpi/glpi.ts'

/** What a look at a GLPI comes to. */
export type Seen = {
  sight: Sight
  /** What stands in the way, if anything does: of the stored key, or else of the look. */
  cause: CauseCode | null
  /** The system's own code beside the cause, as ECONNREFUSED. */
  errorCode: string | null
}

export function seenIn({ sight, steps }: Look): Seen {
  const { stored } = sight
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  if (stored.cause !== null || stored.state !== 'unseen') return { sight, cause: stored.cause, errorCode: null }
  return { sight, cause: failed?.cause ?? null, errorCode: failed?.facts['error-code'] ?? null }
}

/** A value whose mark was noted when it was proven to be this key. */
export type Noted = { key: string; mark: string | null }

/** Whether GLPI holds the key of this fingerprint; null where that cannot be told. */
export function holds(stored: StoredKey, fingerprint: string, noted: Noted | null): boolean | null {
  if (stored.state === 'readable') return stored.fingerprint === fingerprint
  if (stored.state === 'unseen') return null
  if (stored.state !== 'present') return false
  return noted !== null && noted.mark !== null && noted.mark === stored.mark ? noted.key === fingerprint : null
}

/** The storage of a key that was looked at and not written. `isWanted`: whether it is the one that should be there; null where nobody said which. */
export function storageOf({ state }: StoredKey, isWanted: boolean | null): Storage {
  if (state === 'none' || state === 'blank') return state
  if (state === 'faulty') return 'unreadable'
  if (state === 'readable') return 'proven'
  return state === 'present' && isWanted !== null ? 'proven' : 'unknown'
}
