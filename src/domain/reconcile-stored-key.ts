import type { CauseCode } from './cause-codes.ts'
import type { Storage, StoredKey, MethodKind } from './storage.ts'

/** Whether GLPI can read the key, as one method saw it at one moment. */
export type Readability = { holds: boolean; by: MethodKind | null; at: number }

/** When what is remembered was observed. Milliseconds since the epoch; null: never, or not recorded. */
export type ObservedStorage = {
  /** When the stored value was last seen. An inspection that did not see it leaves this as it was. */
  storedSeenAt: number | null
  /** Since when this is known; for `none`, since the key was proven gone or first seen to be. */
  since: number | null
  /** When the value of `mark` was last proven to be the key. */
  provenAt: number | null
  /** null: not observed since. A value that is still there is no evidence: GLPI's encryption file may be another today. */
  readable: Readability | null
  /** The proof was made in a session of GLPI 11 for which it had to decrypt the token of this connection, which is the same today. */
  sameToken: boolean
}

/** What is remembered of the key in one GLPI. */
export type RememberedStorage = ObservedStorage & {
  storage: Storage
  cause: CauseCode | null
  /** GLPI holds a different key from Latchkey. */
  holdsAnother: boolean
  /** The stored value that was proven to be the key `fingerprint`; null without such a proof. */
  mark: string | null
  fingerprint: string | null
}

export const NOT_OBSERVED: ObservedStorage = {
  storedSeenAt: null,
  since: null,
  provenAt: null,
  readable: null,
  sameToken: false,
}

export const NOTHING_REMEMBERED: RememberedStorage = {
  storage: 'unknown',
  cause: null,
  holdsAnother: false,
  mark: null,
  fingerprint: null,
  ...NOT_OBSERVED,
}

/** The key that Latchkey keeps. */
export type OurKey = { fingerprint: string; length: number } | null

type Judged = Pick<RememberedStorage, 'storage' | 'cause' | 'holdsAnother'>

/** A value that was decrypted by what GLPI reads it with, or by a copy that is seen to be GLPI's. */
export const isCertain = ({ state, glpiReads, copyProven }: StoredKey): boolean =>
  state === 'readable' && (glpiReads === true || copyProven === true)

/**
 * Compares what was seen of the key in a GLPI at `at` with the one Latchkey keeps. What was not seen stays as remembered, with its own
 * time; a value that was not decrypted is ours as long as it is the same value that was proven to be ours.
 */
export function reconcileStoredKey(
  seen: StoredKey,
  ours: OurKey,
  before: RememberedStorage,
  at: number,
): RememberedStorage {
  if (seen.state === 'unseen') return before
  const judged = judge(seen, ours, before)
  const isSame = judged.storage === before.storage && judged.holdsAnother === before.holdsAnother
  const isProof = judged.storage === 'proven' && isCertain(seen)
  const sameToken = before.sameToken && before.mark === seen.mark
  return {
    ...before,
    ...judged,
    ...(isProof && { mark: seen.mark, fingerprint: ours?.fingerprint ?? null, provenAt: at, sameToken }),
    storedSeenAt: at,
    since: isSame ? (before.since ?? at) : at,
    readable: readabilityOf(seen, judged, before, at),
  }
}

function judge(seen: StoredKey, ours: OurKey, before: RememberedStorage): Judged {
  switch (seen.state) {
    case 'unseen':
      return before
    case 'none':
      return is('none', seen.cause)
    case 'blank':
      return judgeBlank(seen, ours, before)
    case 'readable':
      if (ours === null || seen.fingerprint !== ours.fingerprint) return another(ours)
      return isCertain(seen) || isTheProven(seen, ours, before) ? is('proven') : is('accepted', 'stored-unproven')
    case 'present':
      if (ours === null || isOther(seen, ours)) return another(ours)
      return isTheProven(seen, ours, before) ? is('proven') : is('unknown', seen.cause ?? 'stored-unproven')
    case 'faulty':
      break
  }
  return ofFault(seen.cause)
}

const is = (storage: Storage, cause: CauseCode | null = null): Judged => ({ storage, cause, holdsAnother: false })
/** Without a key of ours, there is nothing to differ from. */
const another = (ours: OurKey, cause: CauseCode | null = ours === null ? null : 'key-differs'): Judged => ({
  storage: 'unknown',
  cause,
  holdsAnother: true,
})

/**
 * An empty value is what a sound GLPI keeps of an emptied field, and what one that cannot encrypt keeps of any key. Which of the two it is
 * may be known from before: from a removal that was proven, or from our own that left it so.
 */
function judgeBlank({ cause }: StoredKey, ours: OurKey, before: RememberedStorage): Judged {
  if (cause === 'crypt-key-missing' || before.storage === 'blank')
    return is('blank', cause ?? before.cause ?? 'stored-blank')
  return ours === null || before.storage === 'none' ? is('none') : is('blank', cause ?? 'stored-blank')
}

/** The cipher keeps the length. */
const isOther = (seen: StoredKey, ours: NonNullable<OurKey>): boolean =>
  seen.length !== null && seen.length !== ours.length

const isTheProven = (seen: StoredKey, ours: NonNullable<OurKey>, before: RememberedStorage): boolean =>
  seen.mark !== null && seen.mark === before.mark && before.fingerprint === ours.fingerprint

function readabilityOf(
  { state, glpiReads, by }: StoredKey,
  { storage, holdsAnother }: Judged,
  { sameToken }: RememberedStorage,
  at: number,
): Readability | null {
  if (storage === 'unreadable') return { holds: false, by, at }
  // with the file that encrypted it gone, or another one, GLPI 11 would not have taken the token
  const shows = state === 'present' ? sameToken && storage === 'proven' && !holdsAnother : state === 'readable'
  return glpiReads === true && shows ? { holds: true, by, at } : null
}

/** GLPI can read it, and it is no key. */
const NO_KEY = new Set<CauseCode>(['key-damaged', 'key-wrong-secret', 'key-placeholder', 'key-unsendable'])

function ofFault(cause: CauseCode | null): Judged {
  if (cause === 'stored-blank') return is('blank', cause)
  if (cause === 'stored-unproven') return is('unknown', cause)
  if (cause !== null && NO_KEY.has(cause)) return another(null, cause)
  return is('unreadable', cause ?? 'stored-unreadable')
}
