import type { CauseCode } from './cause-codes.ts'
import type { Storage, StoredKey } from './storage.ts'

/** What is remembered of the key in one GLPI. */
export type RememberedStorage = {
  storage: Storage
  cause: CauseCode | null
  /** GLPI holds another key than Latchkey does. */
  holdsAnother: boolean
  /** The stored value that was proven to be the key `fingerprint`; null without such a proof. */
  mark: string | null
  fingerprint: string | null
}

export const NOTHING_REMEMBERED: RememberedStorage = {
  storage: 'unknown',
  cause: null,
  holdsAnother: false,
  mark: null,
  fingerprint: null,
}

/** The key that Latchkey keeps. */
export type OurKey = { fingerprint: string; length: number } | null

/**
 * Holds what was seen of the key in a GLPI against the one Latchkey keeps. What was not seen stays as it is remembered; a value that
 * was not opened is ours as long as it is the very one that was proven to be.
 */
export function storedAgainstOurs(seen: StoredKey, ours: OurKey, before: RememberedStorage): RememberedStorage {
  const told = (storage: Storage, cause: CauseCode | null, holdsAnother = false): RememberedStorage => ({
    ...before,
    storage,
    cause,
    holdsAnother,
  })
  const proven = (): RememberedStorage => ({
    ...told('proven', null),
    mark: seen.mark,
    fingerprint: ours?.fingerprint ?? null,
  })
  // without a key of ours there is none that it could differ from
  const another = () => told('unknown', ours === null ? null : 'key-differs', true)
  switch (seen.state) {
    case 'unseen':
      return before
    case 'none':
      return ours === null ? told('none', seen.cause) : told('blank', seen.cause ?? 'stored-blank')
    case 'blank':
      // a sound GLPI keeps an emptied field empty: without a key of ours, only what came of our own removal says otherwise
      if (ours === null && seen.cause !== 'crypt-key-missing' && before.storage !== 'blank') return told('none', null)
      return told('blank', seen.cause ?? 'stored-blank')
    case 'readable':
      return ours !== null && seen.fingerprint === ours.fingerprint ? proven() : another()
    case 'present':
      if (ours === null || isOther(seen, ours)) return another()
      return isTheProven(seen, ours, before) ? proven() : told('unknown', 'stored-unproven')
    case 'faulty':
      break
  }
  return ofFault(seen.cause, told)
}

/** The cipher keeps the length. */
const isOther = (seen: StoredKey, ours: NonNullable<OurKey>): boolean =>
  seen.length !== null && seen.length !== ours.length

const isTheProven = (seen: StoredKey, ours: NonNullable<OurKey>, before: RememberedStorage): boolean =>
  seen.mark !== null && seen.mark === before.mark && before.fingerprint === ours.fingerprint

/** GLPI can read it, and it is no key. */
const NO_KEY = new Set<CauseCode>(['key-damaged', 'key-wrong-secret', 'key-unsendable'])

function ofFault(
  cause: CauseCode | null,
  told: (storage: Storage, cause: CauseCode | null, holdsAnother?: boolean) => RememberedStorage,
): RememberedStorage {
  if (cause === 'stored-blank') return told('blank', cause)
  if (cause === 'stored-unproven') return told('unknown', cause)
  if (cause !== null && NO_KEY.has(cause)) return told('unknown', cause, true)
  return told('unreadable', cause ?? 'stored-unreadable')
}
