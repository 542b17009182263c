import type { CauseCode } from './causes.ts'
import type { Storage } from './storage.ts'
import type { Known, Observation } from './verdict.ts'

/**
 * What must hold for GLPI to open the marketplace (design, "Unlock"), in the order in which GLPI meets them. `vendor-reachable` is about
 * this machine, and `vendor-reachable-from-glpi` about GLPI's own. `key-matches`: the key that was asked about is the one in GLPI.
 */
export const CONDITIONS = [
  'key-present',
  'key-readable',
  'vendor-reachable',
  'vendor-reachable-from-glpi',
  'key-accepted',
  'key-matches',
  'subscription-running',
  'marketplace-enabled',
  'directory-writable',
] as const
export type ConditionId = (typeof CONDITIONS)[number]

export type Condition = {
  id: ConditionId
  /** null: it was not observed. */
  holds: boolean | null
  cause: CauseCode | null
}

export type Unlock = {
  /** false as soon as a condition that GLPI itself meets fails; null while a condition about the key is not known. */
  open: boolean | null
  conditions: Condition[]
}

/** How GLPI Network answered when anything was last sent to it, key or no key. */
export type Reachability = { reachable: boolean; cause: CauseCode | null } | null

/** What a connected GLPI shows of the conditions; null: it was not seen. */
export type SeenInGlpi = {
  storage: Storage
  storageCause: CauseCode | null
  /** Whether GLPI Network answered GLPI's own machine. */
  vendorReach: Reachability
  marketplaceEnabled: boolean | null
  directoryWritable: boolean | null
  /** Whether GLPI was seen to be able to read the key. */
  readable: boolean | null
  /** GLPI has a key that is not ours: another one, or its platform's. */
  hasItsOwn: boolean
} | null

/** Whether GLPI has a key while Latchkey has none for it: only an inspection that found nothing tells. */
const PRESENT: Readonly<Record<Storage, boolean | null>> = {
  proven: null,
  accepted: null,
  blank: false,
  unreadable: null,
  unknown: null,
  none: false,
}

/**
 * Lists the conditions with what is known of each. Those only a connected GLPI could show are null without one.
 * @param inDoubt the answer may be out of date, and only a possibly wrong clock could show it.
 */
export function unlockOf(known: Known | null, reach: Reachability, inDoubt = false, seen: SeenInGlpi = null): Unlock {
  // of a key that is not the one in GLPI, the answer says nothing about GLPI
  const remembered = seen?.hasItsOwn ? null : (known?.answer ?? null)
  const verdict = inDoubt || known?.latest?.verdict === 'no-answer' ? null : (remembered?.verdict ?? null)
  const runs = remembered?.subscription?.running === true
  const conditions: Condition[] = [
    presentIn(known, seen),
    readableOf(known, seen),
    { id: 'vendor-reachable', ...reachedOf(reach) },
    { id: 'vendor-reachable-from-glpi', ...reachedOf(seen?.vendorReach ?? null) },
    {
      id: 'key-accepted',
      holds: remembered === null ? null : remembered.verdict === 'refused' ? false : verdict === null ? null : true,
      cause: remembered?.verdict === 'refused' ? remembered.cause : null,
    },
    matchOf(known, seen),
    {
      id: 'subscription-running',
      holds: remembered?.verdict === 'ended' ? false : runs && verdict === 'accepted' ? true : null,
      cause: remembered?.verdict === 'ended' ? remembered.cause : null,
    },
    { id: 'marketplace-enabled', holds: seen?.marketplaceEnabled ?? null, cause: null },
    { id: 'directory-writable', holds: seen?.directoryWritable ?? null, cause: null },
  ]
  return { open: openOf(conditions, seen === null ? DECISIVE : DECISIVE_IN_GLPI), conditions }
}

const reachedOf = (reach: Reachability): Omit<Condition, 'id'> => ({
  holds: reach?.reachable ?? null,
  cause: reach?.cause ?? null,
})

function presentIn(known: Known | null, seen: SeenInGlpi): Condition {
  const holds = isPresent(known, seen)
  return { id: 'key-present', holds, cause: holds === false ? (seen?.storageCause ?? null) : null }
}

/** GLPI that is seen to have none has none, whatever Latchkey keeps. */
function isPresent(known: Known | null, seen: SeenInGlpi): boolean | null {
  if (seen?.hasItsOwn) return true
  if (known === null) return seen === null ? false : PRESENT[seen.storage]
  return seen === null || PRESENT[seen.storage] !== false
}

/** Neither an empty value nor one that was proven once shows whether GLPI can read a key today. */
function readableOf(known: Known | null, seen: SeenInGlpi): Condition {
  if (known === null || seen === null) return { id: 'key-readable', holds: null, cause: null }
  const isEmpty = PRESENT[seen.storage] === false
  const holds = seen.storage === 'unreadable' ? false : isEmpty && seen.readable ? null : seen.readable
  return { id: 'key-readable', holds, cause: holds === false ? seen.storageCause : null }
}

function matchOf(known: Known | null, seen: SeenInGlpi): Condition {
  const differs = known !== null && seen?.hasItsOwn === true
  const holds = differs ? false : known !== null && seen?.storage === 'proven' ? true : null
  return { id: 'key-matches', holds, cause: differs ? (seen.storageCause ?? 'key-differs') : null }
}

/** Without these being known, nothing can be said of the marketplace. */
const DECISIVE = new Set<ConditionId>(['key-present', 'vendor-reachable', 'key-accepted', 'subscription-running'])

/** Only a connected GLPI could show it; then it has to. */
const DECISIVE_IN_GLPI = new Set<ConditionId>([...DECISIVE, 'key-readable'])

/** What fails here is not GLPI's: its own network and its own key may be good. Then nothing is known. */
const NOT_OF_GLPI = new Set<ConditionId>(['vendor-reachable', 'key-matches'])

/** Whether GLPI itself meets this condition, so that it closes the marketplace where it fails. */
export const isGlpis = (id: ConditionId): boolean => !NOT_OF_GLPI.has(id)

function openOf(conditions: Condition[], decisive: ReadonlySet<ConditionId>): boolean | null {
  if (conditions.some(({ id, holds }) => holds === false && isGlpis(id))) return false
  return conditions.every(({ id, holds }) => holds === true || (holds === null && !decisive.has(id))) ? true : null
}

/** No answer about the key, but it was GLPI Network that spoke. */
const VENDOR_SPOKE = new Set<CauseCode>(['rate-limited', 'vendor-error', 'reply-unreadable', 'reply-too-large'])

/** What an attempt to ask shows about the path to GLPI Network. */
export function reachabilityOf(observation: Observation | null): Reachability {
  if (observation === null) return null
  if (observation.verdict !== 'no-answer') return { reachable: true, cause: null }
  return { reachable: VENDOR_SPOKE.has(observation.cause), cause: observation.cause }
}
