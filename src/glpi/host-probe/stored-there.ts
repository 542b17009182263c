import type { CauseCode } from '#domain/cause-codes.ts'
import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import { COLUMN_BYTES, CONSOLE_CHARACTERS } from '../write-and-verify/judge-stored.ts'
import type { ProbeOutput, ProbedStoredKey } from './answer.ts'
import { fileState } from './path-state.ts'

/** The stored key as `storedKeyOf` judges it, from what the probe reports; unseen where its database could not be read. */
export function storedKeyOfProbe({ database, keyFile, php }: ProbeOutput): StoredKey {
  if (database.error !== null) return UNSEEN_KEY
  const { stored } = database
  const file = fileState(keyFile.seen)
  const isKnown = file !== 'unknown'
  const isBroken = isKnown && file !== 'sound'
  if (stored === null) return { ...UNSEEN_KEY, state: 'none', cause: isBroken ? 'crypt-key-missing' : null }
  const { mark } = stored
  const fault = (cause: CauseCode, length: number | null = null): StoredKey => ({
    ...UNSEEN_KEY,
    state: 'faulty',
    cause,
    length,
    mark,
    glpiReads: false,
  })
  if (stored.bytes === 0) return { ...emptyValue(file), mark }
  if (isBroken) return fault('crypt-key-missing')
  if (stored.bytes >= COLUMN_BYTES) return fault('too-long-for-glpi', stored.bytes)
  if (stored.clear) return fault('stored-unencrypted', stored.bytes)
  if (stored.sealed === null) return fault('stored-unreadable')
  // an encrypted nothing, which every GLPI reads as none
  if (stored.sealed === 0) return { ...UNSEEN_KEY, state: 'none', mark }
  const present: StoredKey = { ...UNSEEN_KEY, state: 'present', mark }
  // that this user could open it does not show that PHP can
  if (!isKnown) return present
  if (!keyFile.opened) return { ...present, length: stored.sealed }
  if (stored.opened === null) return php.missing.includes('sodium') ? present : fault('crypt-key-changed')
  return openedKey(stored.opened, mark, fault)
}

/** An emptied field; or what comes of a GLPI that cannot encrypt. */
function emptyValue(file: ReturnType<typeof fileState>): StoredKey {
  if (file === 'sound') return { ...UNSEEN_KEY, state: 'none' }
  return { ...UNSEEN_KEY, state: 'blank', cause: file === 'unknown' ? 'stored-blank' : 'crypt-key-missing' }
}

type Opened = NonNullable<ProbedStoredKey['opened']>

function openedKey(
  { blank, finding, length, fingerprint }: Opened,
  mark: string,
  fault: (cause: CauseCode, length: number) => StoredKey,
): StoredKey {
  if (blank) return { ...UNSEEN_KEY, state: 'none', mark }
  if (finding === 'damaged') return fault(length === CONSOLE_CHARACTERS ? 'too-long-for-glpi' : 'key-damaged', length)
  if (finding === 'unsendable') return fault('key-unsendable', length)
  return { ...UNSEEN_KEY, state: 'readable', fingerprint: `sha256:${fingerprint}`, length, mark, glpiReads: true }
}
