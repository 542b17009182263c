import { isEmptyEvidence } from '#domain/evidence.ts'
import { fingerprintOf } from '#domain/key.ts'
import { UNSEEN_KEY, type Storage, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import { failureOfError } from './failure.ts'
import type { Sent } from './way.ts'

export type Judged = Pick<WriteOutcome, 'storage' | 'cause' | 'errorCode' | 'evidence'>

export type Witnessed = {
  sent: Sent
  before: StoredKey
  after: StoredKey
  /** GLPI itself encrypted what was written, with its own file; the database is written past it, with a copy of that file. */
  byGlpi: boolean
  /** What decrypts the value is what GLPI reads it with, or what it was written with: not a copy beside a GLPI whose own file may be gone. */
  ownFile: boolean
}

/** Whether a stored value is this key for certain: it was decrypted. */
export const holds = ({ state, fingerprint }: StoredKey, key: string): boolean =>
  state === 'readable' && fingerprint === fingerprintOf(key)

/**
 * Whether a write is seen to have stored this key: decrypted, it is the key; or it is a new value in GLPI's own encryption, just as
 * long. GLPI takes a new nonce for every write, so that a value that stayed is one that was not written.
 */
export function isWritten(key: string, { before, after, byGlpi, ownFile }: Witnessed): boolean {
  const isNew = before.state !== 'unseen' && after.mark !== before.mark
  if (holds(after, key)) return ownFile || isNew
  return byGlpi && after.state === 'present' && isNew && after.length === Buffer.byteLength(key)
}

/** The value is seen to be the very one it was. */
export const stayed = ({ before, after }: Pick<Witnessed, 'before' | 'after'>): boolean =>
  before.state !== 'unseen' && before.state === after.state && before.mark === after.mark

/** What came of a write of `key`, by what is seen and not by what was said. */
export const judgeSet = (key: string, seen: Witnessed): Judged =>
  isWritten(key, seen) ? { storage: 'proven', cause: null, errorCode: null } : judgeFailed(seen)

/** A write that did not leave what it should have. What was said of it matters only where nothing is seen to have come of it. */
export function judgeFailed(seen: Witnessed): Judged {
  const { sent, after } = seen
  if (sent.answer !== 'accepted' && (stayed(seen) || after.state === 'unseen'))
    return { storage: STORAGE[after.state], ...failed(sent.failure) }
  if (after.state === 'blank' || after.state === 'none')
    return { storage: 'blank', cause: after.cause ?? 'stored-blank', errorCode: null }
  if (after.state === 'faulty') return { storage: 'unreadable', cause: after.cause, errorCode: null }
  if (after.state === 'unseen' || seen.before.state === 'unseen' || !seen.byGlpi) return unproven()
  return unproven(stayed(seen) ? 'NOT_CHANGED' : 'ANOTHER_VALUE')
}

export const unproven = (errorCode: string | null = null): Judged => ({
  storage: 'accepted',
  cause: 'stored-unproven',
  errorCode,
})

function failed(error: unknown): Pick<Judged, 'cause' | 'errorCode' | 'evidence'> {
  const { failure, errorCode, evidence } = failureOfError(error)
  return { cause: failure, errorCode, ...(!isEmptyEvidence(evidence) && { evidence }) }
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

/** Something stood in the way before anything was sent: what is there stays. */
export const kept = (error: unknown, stored: StoredKey = UNSEEN_KEY): WriteOutcome => ({
  did: 'kept',
  storage: STORAGE[stored.state],
  ...failed(error),
  before: stored,
  after: stored,
})

/** A refusal that left all as it was kept it, whoever refused. */
export const outcomeOf = (did: 'wrote' | 'removed', judged: Judged, seen: Witnessed): WriteOutcome => ({
  did: seen.sent.answer === 'refused' && stayed(seen) ? 'kept' : did,
  ...judged,
  before: seen.before,
  after: seen.after,
})
