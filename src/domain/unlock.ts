import type { CauseCode } from './causes.ts'
import type { Storage } from './storage.ts'
import type { Known, Observation } from './verdict.ts'

/** What must hold for GLPI to open the marketplace (design, "Unlock"), in the order in which GLPI meets them. */
export const CONDITIONS = [
  'key-present',
  'key-readable',
  'vendor-reachable',
  'key-accepted',
  'subscription-running',
  'marketplace-enabled',
  'directory-writable',
] as const
export type ConditionId = (typeof CONDITIONS)[number]

export type Condition = {
  id: ConditionId
  /** null: it cannot be seen from here. */
  holds: boolean | null
  cause: CauseCode | null
}

export type Unlock = {
  /** false as soon as one condition fails; null while a condition about the key is not known. */
  open: boolean | null
  conditions: Condition[]
}

/** How GLPI Network answered when anything was last sent to it, key or no key. */
export type Reach = { reachable: boolean; cause: CauseCode | null } | null

/** What a connected GLPI shows of the conditions; null: it was not seen. */
export type SeenInGlpi = {
  storage: Storage
  storageCause: CauseCode | null
  marketplaceEnabled: boolean | null
  directoryWritable: boolean | null
  /** GLPI has a key that is none of ours: another one, or its platform's. */
  hasItsOwn: boolean
} | null

const READABLE: Readonly<Record<Storage, boolean | null>> = {
  proven: true,
  accepted: null,
  blank: false,
  unreadable: false,
  unknown: null,
  none: null,
}

/**
 * Lists the conditions with what is known of each. Those only a connected GLPI could show are null without one.
 * @param inDoubt the answer may be out of date, and only a clock that may be wrong could tell.
 */
export function unlockOf(known: Known | null, reach: Reach, inDoubt = false, seen: SeenInGlpi = null): Unlock {
  const verdict = inDoubt || known?.latest?.verdict === 'no-answer' ? null : (known?.answer?.verdict ?? null)
  const remembered = known?.answer ?? null
  const runs = remembered?.subscription?.running === true
  const conditions: Condition[] = [
    { id: 'key-present', holds: known !== null || (seen?.hasItsOwn ? null : false), cause: null },
    readableOf(known, seen),
    { id: 'vendor-reachable', holds: reach?.reachable ?? null, cause: reach?.cause ?? null },
    {
      id: 'key-accepted',
      holds: remembered === null ? null : remembered.verdict === 'refused' ? false : verdict === null ? null : true,
      cause: remembered?.verdict === 'refused' ? remembered.cause : null,
    },
    {
      id: 'subscription-running',
      holds: remembered?.verdict === 'ended' ? false : runs && verdict === 'accepted' ? true : null,
      cause: remembered?.verdict === 'ended' ? remembered.cause : null,
    },
    { id: 'marketplace-enabled', holds: seen?.marketplaceEnabled ?? null, cause: null },
    { id: 'directory-writable', holds: seen?.directoryWritable ?? null, cause: null },
  ]
  return { open: openOf(conditions), conditions }
}

function readableOf(known: Known | null, seen: SeenInGlpi): Condition {
  const holds = known === null || seen === null ? null : READABLE[seen.storage]
  return { id: 'key-readable', holds, cause: holds === false ? (seen?.storageCause ?? null) : null }
}

const DECISIVE = new Set<ConditionId>(['key-present', 'vendor-reachable', 'key-accepted', 'subscription-running'])

function openOf(conditions: Condition[]): boolean | null {
  if (conditions.some((c) => c.holds === false)) return false
  return conditions.some((c) => c.holds === null && DECISIVE.has(c.id)) ? null : true
}

/** No answer about the key, but it was GLPI Network that spoke. */
const VENDOR_SPOKE = new Set<CauseCode>(['rate-limited', 'vendor-error', 'reply-unreadable', 'reply-too-large'])

/** What an attempt to ask shows about the way to GLPI Network. */
export function reachOf(observation: Observation | null): Reach {
  if (observation === null) return null
  if (observation.verdict !== 'no-answer') return { reachable: true, cause: null }
  return { reachable: VENDOR_SPOKE.has(observation.cause), cause: observation.cause }
}
