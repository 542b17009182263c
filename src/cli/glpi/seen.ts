import type { Evidence } from '#contract/connection.ts'
import { evidenceOfFacts } from '#contract/evidence-facts.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Sight, Storage } from '#domain/storage.ts'
import { NOTHING_REMEMBERED, storedAgainstOurs } from '#domain/stored-against-ours.ts'
import type { Look } from '#glpi/glpi.ts'
import type { WantedKey } from '../wanted-key.ts'

/** What a look at a GLPI comes to. */
export type Seen = {
  sight: Sight
  /** What stands in the way, if anything does: of the stored key, or else of the look. */
  cause: CauseCode | null
  /** The system's own code beside the cause, as ECONNREFUSED. */
  errorCode: string | null
  /** What came in place of an answer. */
  evidence: Evidence | null
}

export function seenIn({ sight, steps }: Look): Seen {
  const { stored } = sight
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  if (stored.cause !== null || stored.state !== 'unseen')
    return { sight, cause: stored.cause, errorCode: null, evidence: null }
  return {
    sight,
    cause: failed?.cause ?? null,
    errorCode: failed?.facts['error-code'] ?? null,
    evidence: failed ? evidenceOfFacts(failed.facts) : null,
  }
}

/** A value whose mark was noted when it was proven to be this key, by its fingerprint. */
export type Noted = { key: string; mark: string | null }

export const STANDINGS = ['wanted', 'unproven', 'other', 'missing', 'unreadable', 'unseen'] as const
/**
 * `wanted`: GLPI holds the key it should. `unproven`: a key that cannot be opened from here. `other`: another one, or what is no key.
 * `missing`: none, or blank. `unreadable`: something that GLPI cannot read. `unseen`: it does not show.
 */
export type Standing = (typeof STANDINGS)[number]

export type Judged = { standing: Standing; storage: Storage; cause: CauseCode | null }

/** Holds what was seen against the key that should be there; null where nobody said which: then any that can be read will do. */
export function judged({ sight, cause }: Seen, wanted: WantedKey | null, noted: Noted | null): Judged {
  const { stored } = sight
  if (stored.state === 'unseen') return { standing: 'unseen', storage: 'unknown', cause }
  if (stored.state === 'none') return { standing: 'missing', storage: 'none', cause: stored.cause }
  if (wanted === null && stored.state === 'readable') return { standing: 'wanted', storage: 'proven', cause: null }
  if (wanted === null && stored.state === 'present')
    return { standing: 'unproven', storage: 'unknown', cause: 'stored-unproven' }
  const ours = wanted && { fingerprint: wanted.fingerprint, length: wanted.key.length }
  const before = { ...NOTHING_REMEMBERED, mark: noted?.mark ?? null, fingerprint: noted?.key ?? null }
  const told = storedAgainstOurs(stored, ours, before)
  return { standing: standingOf(told), storage: told.storage, cause: told.cause }
}

function standingOf({ storage, holdsAnother }: ReturnType<typeof storedAgainstOurs>): Standing {
  if (storage === 'proven') return 'wanted'
  if (holdsAnother) return 'other'
  if (storage === 'blank' || storage === 'none') return 'missing'
  return storage === 'unreadable' ? 'unreadable' : 'unproven'
}
