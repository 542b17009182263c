import type { CauseCode } from '#domain/cause-codes.ts'
import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import { COLUMN_BYTES, CONSOLE_CHARACTERS } from '../stored.ts'
import type { Answer, StoredThere } from './answer.ts'

/** The stored key as `storedKeyOf` judges it, from what the probe told of it; null where its database could not be read. */
export function storedThere({ database, keyFile, php }: Answer): StoredKey {
  if (database.error !== null) return UNSEEN_KEY
  const { stored } = database
  if (stored === null) return { ...UNSEEN_KEY, state: 'none', cause: keyFile.sound ? null : 'crypt-key-missing' }
  const { mark } = stored
  const fault = (cause: CauseCode, length: number | null = null): StoredKey => ({
    ...UNSEEN_KEY,
    state: 'faulty',
    cause,
    length,
    mark,
    glpiReads: false,
  })
  // an emptied field; or what comes of a GLPI that cannot encrypt
  if (stored.bytes === 0)
    return {
      ...UNSEEN_KEY,
      mark,
      ...(keyFile.sound ? { state: 'none' } : { state: 'blank', cause: 'crypt-key-missing' }),
    }
  if (!keyFile.sound) return fault('crypt-key-missing')
  if (stored.bytes >= COLUMN_BYTES) return fault('too-long-for-glpi', stored.bytes)
  if (stored.clear) return fault('stored-unencrypted', stored.bytes)
  if (!stored.sealed) return fault('stored-unreadable')
  if (stored.opened === null)
    return php.missing.includes('sodium') ? { ...UNSEEN_KEY, state: 'present', mark } : fault('crypt-key-changed')
  return openedThere(stored.opened, mark, fault)
}

type Opened = NonNullable<StoredThere['opened']>

function openedThere(
  { blank, finding, length, fingerprint }: Opened,
  mark: string,
  fault: (cause: CauseCode, length: number) => StoredKey,
): StoredKey {
  if (blank) return { ...UNSEEN_KEY, state: 'none', mark }
  if (finding === 'damaged') return fault(length === CONSOLE_CHARACTERS ? 'too-long-for-glpi' : 'key-damaged', length)
  if (finding === 'unsendable') return fault('key-unsendable', length)
  return { ...UNSEEN_KEY, state: 'readable', fingerprint: `sha256:${fingerprint}`, length, mark, glpiReads: true }
}
