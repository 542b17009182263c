import { SEEN_FIELDS, type GlpiSeen } from '#contract/glpi-seen.ts'
import { placeText } from '#contract/glpi-proxy.ts'
import type { SeenInGlpi } from '#domain/unlock.ts'
import type { Place } from '#domain/verdict.ts'
import type { StoredGlpi } from '../store/glpis.ts'
import { instantOf } from '../store/stored-values.ts'

/** GLPI_INSTALL_MODE of GLPI Network Cloud, whose platform holds the key. */
const CLOUD = 'CLOUD'

export const placeOf = ({
  storage,
  holdsAnother,
  installMode,
}: Pick<StoredGlpi, 'storage' | 'holdsAnother'> & { installMode: string | null }): Place => ({
  storage,
  holdsAnother,
  managed: installMode === CLOUD,
})

export const placeOfStored = (glpi: StoredGlpi | null): Place | null =>
  glpi && placeOf({ ...glpi, installMode: glpi.seen?.installMode ?? null })

export const isManaged = (glpi: StoredGlpi | null): boolean => placeOfStored(glpi)?.managed ?? false

/** Whether this key was given for the very places that are connected. */
export const mayWriteAgain = (glpi: StoredGlpi | null, key: { fingerprint: string } | null): boolean =>
  glpi !== null && key !== null && glpi.givenFingerprint === key.fingerprint && !isManaged(glpi)

export const seenInGlpi = (glpi: StoredGlpi | null): SeenInGlpi =>
  glpi && {
    storage: glpi.storage,
    storageCause: glpi.cause,
    vendorReach: glpi.seen?.vendorReach ?? null,
    marketplaceEnabled: glpi.seen?.marketplaceEnabled ?? null,
    directoryWritable: glpi.seen?.directoryWritable ?? null,
    readable: glpi.readable?.holds ?? null,
    hasItsOwn: glpi.holdsAnother || isManaged(glpi),
  }

/** What is told of a GLPI: field by field, so that nothing secret gets out by being added. */
export function glpiView(glpi: StoredGlpi): GlpiSeen {
  const { ways, seen, seenAt, attemptedAt, lookCause, lookEvidence, storage, cause, holdsAnother } = glpi
  const { storedSeenAt, since, provenAt, readable } = glpi
  const proxy = seen?.proxy ?? null
  return {
    ways,
    seenAt: instantOf(seenAt),
    attemptedAt: instantOf(attemptedAt),
    cause: lookCause,
    older: olderOf(glpi),
    evidence: lookEvidence,
    version: seen?.version ?? null,
    uid: seen?.uid ?? null,
    installMode: seen?.installMode ?? null,
    rights: seen?.rights ?? null,
    proxy: proxy && placeText(proxy),
    vendorReach: seen?.vendorReach ?? null,
    proxyUsed: glpi.sealedProxy !== null,
    replacePlugins: seen?.replacePlugins ?? null,
    directoryWritable: seen?.directoryWritable ?? null,
    cryptKey: seen?.cryptKey ?? null,
    clockOffsetSeconds: seen?.clockOffsetSeconds ?? null,
    storage,
    storageCause: cause,
    holdsAnother,
    storedSeenAt: instantOf(storedSeenAt),
    since: instantOf(since),
    provenAt: storage === 'proven' ? instantOf(provenAt) : null,
    readable: readable?.holds ?? null,
    readableBy: readable?.by ?? null,
    readableAt: instantOf(readable?.at ?? null),
  }
}

/** What the latest inspection that saw anything did not see, with the time at which it was seen. */
const olderOf = ({ seen, seenAt, storedSeenAt }: StoredGlpi): GlpiSeen['older'] => {
  const isOlder = storedSeenAt !== null && seenAt !== null && storedSeenAt < seenAt
  const times: Partial<Record<string, number>> = { ...seen?.times, ...(isOlder && { storage: storedSeenAt }) }
  return Object.fromEntries(
    SEEN_FIELDS.flatMap((field) => {
      const at = instantOf(times[field] ?? null)
      return at === null ? [] : [[field, at]]
    }),
  )
}
