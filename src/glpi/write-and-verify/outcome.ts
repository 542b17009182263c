import { isEmptyEvidence } from '#domain/evidence.ts'
import { fingerprintOf } from '#domain/fingerprint.ts'
import { isCertain } from '#domain/reconcile-stored-key.ts'
import { UNSEEN_KEY, type Storage, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import { failureOfError } from '../failure.ts'
import type { Sent } from '../connection-method.ts'

export type WriteJudgement = Pick<WriteOutcome, 'storage' | 'cause' | 'errorCode' | 'evidence' | 'readable'>

export type WriteObservation = {
  sent: Sent
  before: StoredKey
  after: StoredKey
  /** GLPI itself encrypted what was written, with its own file; the database is written past it, with a copy of that file. */
  byGlpi: boolean
}

/** Whether a stored value is this key: it was decrypted. */
export const holdsKey = ({ state, fingerprint }: StoredKey, key: string): boolean =>
  state === 'readable' && fingerprint === fingerprintOf(key)

/** GLPI takes a new nonce for every write, so that a value that stayed is one that was not written. */
const isNew = ({ before, after }: Pick<WriteObservation, 'before' | 'after'>): boolean =>
  before.state !== 'unseen' && after.state !== 'unseen' && after.mark !== before.mark

/**
 * Whether GLPI is seen to have encrypted this key: a new value in its own encryption that opens to the key or, unopened, is just as long.
 * A copy that does not open it is out of date: GLPI has written it a moment ago.
 */
export const isEncrypted = (key: string, seen: WriteObservation): boolean =>
  seen.byGlpi &&
  isNew(seen) &&
  (holdsKey(seen.after, key) || (seen.after.state === 'present' && seen.after.length === Buffer.byteLength(key)))

/** The value is seen to be the very one it was. */
export const isUnchanged = ({ before, after }: Pick<WriteObservation, 'before' | 'after'>): boolean =>
  before.state !== 'unseen' && before.state === after.state && before.mark === after.mark

/** What came of a write of `key`, by what is seen and not by what GLPI answered. */
export function judgeSet(key: string, seen: WriteObservation): WriteJudgement {
  const { after, byGlpi } = seen
  if (isEncrypted(key, seen))
    return after.cause === null ? provenOutcome(true) : { ...unprovenOutcome(null, after.cause), readable: true }
  // beside a copy, a value that stayed shows nothing of what GLPI can do
  const isThere =
    holdsKey(after, key) && isCertain(after) && (after.glpiReads === true || !byGlpi || !isUnchanged(seen))
  return isThere ? provenOutcome(after.glpiReads) : judgeFailed(seen)
}

export const provenOutcome = (readable: boolean | null): WriteJudgement => ({
  storage: 'proven',
  cause: null,
  errorCode: null,
  readable,
})

/** A write that did not leave what it should have. The answer matters only where no change is seen. */
export function judgeFailed(seen: WriteObservation): WriteJudgement {
  const { sent, before, after, byGlpi } = seen
  const readable = after.glpiReads === false ? false : null
  if (sent.answer !== 'accepted' && (isUnchanged(seen) || after.state === 'unseen'))
    return { storage: STORAGE[after.state], ...failed(sent.failure), readable }
  // an empty value may have been written over itself; any other that stayed was not written
  if (isUnchanged(seen) && after.state !== 'blank')
    return { ...unprovenOutcome('NOT_CHANGED'), storage: STORAGE[after.state], readable }
  if (after.state === 'blank' || after.state === 'none')
    return { storage: 'blank', cause: after.cause ?? 'stored-blank', errorCode: null, readable }
  if (after.state === 'faulty') return { storage: 'unreadable', cause: after.cause, errorCode: null, readable }
  if (after.state === 'unseen' || before.state === 'unseen' || !byGlpi) return unprovenOutcome()
  return unprovenOutcome('ANOTHER_VALUE')
}

export const unprovenOutcome = (
  errorCode: string | null = null,
  cause: WriteJudgement['cause'] = 'stored-unproven',
): WriteJudgement => ({
  storage: 'accepted',
  cause,
  errorCode,
  readable: null,
})

function failed(error: unknown): Pick<WriteJudgement, 'cause' | 'errorCode' | 'evidence'> {
  const { cause, errorCode, evidence } = failureOfError(error)
  return { cause, errorCode, ...(!isEmptyEvidence(evidence) && { evidence }) }
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

/** Something prevented the write before anything was sent, so what is stored stays. */
export const unchangedOutcome = (error: unknown, stored: StoredKey = UNSEEN_KEY): WriteOutcome => ({
  did: 'kept',
  storage: STORAGE[stored.state],
  ...failed(error),
  readable: null,
  before: stored,
  after: stored,
})

export const outcomeOf = (did: 'wrote' | 'removed', judged: WriteJudgement, seen: WriteObservation): WriteOutcome => ({
  did: isUntouched(seen) ? 'kept' : did,
  ...judged,
  before: seen.before,
  after: seen.after,
})

/**
 * Nothing was written. Either it was refused and no change is seen, or it was reported as done and the value before is still there.
 * Without a clear answer it may still be done later.
 */
const isUntouched = (seen: WriteObservation): boolean =>
  seen.sent.answer === 'refused'
    ? isUnchanged(seen) || seen.after.state === 'unseen'
    : seen.sent.answer === 'accepted' && isUnchanged(seen) && seen.after.state !== 'blank'
