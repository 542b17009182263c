import { fingerprintOf } from '#domain/key.ts'
import { UNSEEN_KEY, type Storage, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import { failureOfError } from './failure.ts'
import type { Sent } from './way.ts'

type Judged = Pick<WriteOutcome, 'storage' | 'cause' | 'errorCode'>
export type Seen = { before: StoredKey; after: StoredKey }

const PROVEN: Judged = { storage: 'proven', cause: null, errorCode: null }

/** Whether a stored value is this key for certain: it was decrypted. */
export const holds = ({ state, fingerprint }: StoredKey, key: string): boolean =>
  state === 'readable' && fingerprint === fingerprintOf(key)

/**
 * Whether a write is seen to have stored this key: decrypted, it is the key; or it is a new value in GLPI's own encryption, just as
 * long. GLPI takes a new nonce for every write, so that a value that stayed is one that was not written.
 */
export function isWritten(key: string, { before, after }: Seen): boolean {
  if (holds(after, key)) return true
  const isNew = before.state !== 'unseen' && after.mark !== before.mark
  return after.state === 'present' && isNew && after.length === Buffer.byteLength(key)
}

/** What came of a write of `key`, by what is seen and not by what was said. */
export function judgeSet(key: string, sent: Sent, seen: Seen): Judged {
  if (isWritten(key, seen)) return PROVEN
  return judgeFailed(sent, seen)
}

/** A write that did not leave what it should have. What GLPI said matters only where nothing is seen to have come of it. */
export function judgeFailed(sent: Sent, { before, after }: Seen): Judged {
  const stayed = before.mark === after.mark && before.state === after.state
  if (sent.answer !== 'accepted' && (stayed || after.state === 'unseen'))
    return { ...failed(sent.failure), storage: storageOf(after) }
  if (after.state === 'blank' || after.state === 'none')
    return { storage: 'blank', cause: after.cause ?? 'stored-blank', errorCode: null }
  if (after.state === 'faulty') return { storage: 'unreadable', cause: after.cause, errorCode: null }
  if (after.state === 'unseen') return { storage: 'accepted', cause: 'stored-unproven', errorCode: null }
  return { storage: 'accepted', cause: 'stored-unproven', errorCode: stayed ? 'NOT_CHANGED' : 'ANOTHER_VALUE' }
}

const failed = (error: unknown): Pick<Judged, 'cause' | 'errorCode'> => {
  const { failure, errorCode } = failureOfError(error)
  return { cause: failure, errorCode }
}

const STORAGE: Record<StoredKey['state'], Storage> = {
  none: 'none',
  blank: 'blank',
  faulty: 'unreadable',
  // a key is there; that it is this one is not known
  readable: 'unknown',
  present: 'unknown',
  unseen: 'unknown',
}

const storageOf = ({ state }: StoredKey): Storage => STORAGE[state]

/** Something stood in the way before anything was sent: what is there stays. */
export const kept = (error: unknown, stored: StoredKey = UNSEEN_KEY): WriteOutcome => ({
  did: 'kept',
  storage: storageOf(stored),
  ...failed(error),
  before: stored,
  after: stored,
})
