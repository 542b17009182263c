import type { Evidence } from '#contract/glpi-snapshot.ts'
import { evidenceOfFacts } from '#contract/evidence-facts.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Snapshot, Storage } from '#domain/storage.ts'
import { NOTHING_REMEMBERED, reconcileStoredKey, type RememberedStorage } from '#domain/reconcile-stored-key.ts'
import type { Inspection } from '#glpi/glpi.ts'
import type { WantedKey } from '../wanted-key.ts'

/** The result of inspecting a GLPI. */
export type InspectionResult = {
  snapshot: Snapshot
  /** The cause that blocks the stored key, or else the inspection; null where nothing does. */
  cause: CauseCode | null
  /** The system's own code beside the cause, as ECONNREFUSED. */
  errorCode: string | null
  /** What came in place of an answer. */
  evidence: Evidence | null
}

export function inspectionResultOf({ snapshot, steps }: Inspection): InspectionResult {
  const { stored } = snapshot
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  if (stored.cause !== null || stored.state !== 'unseen')
    return { snapshot, cause: stored.cause, errorCode: null, evidence: null }
  return {
    snapshot,
    cause: failed?.cause ?? null,
    errorCode: failed?.facts['error-code'] ?? null,
    evidence: failed ? evidenceOfFacts(failed.facts) : null,
  }
}

/**
 * What was noted of a GLPI: the value whose mark was proven to be the key of this fingerprint, or that a key was removed, and when; or all
 * that the panel remembers of it.
 */
export type Noted = {
  key: string
  mark: string | null
  storage?: Storage | null
  at?: string | null
  remembered?: RememberedStorage
}

export const KEY_STATUSES = ['wanted', 'unproven', 'other', 'missing', 'unreadable', 'unseen'] as const
/**
 * `wanted`: GLPI holds the key it should; see `readable` for whether it can read it. `unproven`: a key that cannot be opened from here.
 * `other`: another one, or what is no key. `missing`: none, or an empty value. `unreadable`: something that GLPI cannot read. `unseen`: it
 * does not show.
 */
export type KeyStatus = (typeof KEY_STATUSES)[number]

export type InspectionJudgement = {
  standing: KeyStatus
  storage: Storage
  cause: CauseCode | null
  /** When the value that stands there was proven to be the key; null where it is not. */
  provenAt: string | null
  /** Whether GLPI can read it; null: not observed. */
  readable: boolean | null
  /** Since when GLPI is known to have no key; null where it has one, or that is unknown. */
  goneSince: string | null
}

/** Compares a GLPI with the key that it should hold. @param wanted null: any key that can be read will do. */
export function judgeInspection(
  { snapshot, cause }: InspectionResult,
  wanted: WantedKey | null,
  noted: Noted | null,
  at: number = Date.now(),
): InspectionJudgement {
  const { stored } = snapshot
  if (stored.state === 'unseen') return { ...NOTHING, standing: 'unseen', storage: 'unknown', cause }
  const fingerprint = wanted?.fingerprint ?? stored.fingerprint
  const ours = fingerprint === null ? null : { fingerprint, length: wanted?.key.length ?? stored.length ?? 0 }
  if (ours === null && stored.state === 'present')
    return { ...NOTHING, standing: 'unproven', storage: 'unknown', cause: stored.cause ?? 'stored-unproven' }
  const before = rememberedOf(noted)
  const reconciled = reconcileStoredKey(stored, ours, before, at)
  return {
    standing: standingOf(reconciled),
    storage: reconciled.storage,
    cause: reconciled.cause,
    provenAt: reconciled.storage === 'proven' ? instant(reconciled.provenAt) : null,
    readable: reconciled.readable?.holds ?? null,
    goneSince: reconciled.storage === 'none' && before.storage === 'none' ? instant(reconciled.since) : null,
  }
}

const NOTHING = { provenAt: null, readable: null, goneSince: null }

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function rememberedOf(noted: Noted | null): RememberedStorage {
  if (noted === null) return NOTHING_REMEMBERED
  if (noted.remembered) return noted.remembered
  const { key, mark, storage = null } = noted
  const at = noted.at ? Date.parse(noted.at) : null
  if (key === '' && storage === 'none') return { ...NOTHING_REMEMBERED, storage, since: at }
  return { ...NOTHING_REMEMBERED, mark, fingerprint: key, provenAt: mark === null ? null : at }
}

function standingOf({ storage, holdsAnother }: RememberedStorage): KeyStatus {
  if (storage === 'proven') return 'wanted'
  if (holdsAnother) return 'other'
  if (storage === 'blank' || storage === 'none') return 'missing'
  return storage === 'unreadable' ? 'unreadable' : 'unproven'
}
