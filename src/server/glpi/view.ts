import { SNAPSHOT_FIELDS, type GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { placeText } from '#contract/glpi-proxy.ts'
import type { SeenInGlpi } from '#domain/unlock.ts'
import type { GlpiStorageState } from '#domain/verdict.ts'
import type { StoredGlpi } from '../store/glpis.ts'
import { instantOf } from '../store/stored-values.ts'

/** GLPI_INSTALL_MODE of GLPI Network Cloud, whose platform holds the key. */
const CLOUD = 'CLOUD'

export const storageStateOf = ({
  storage,
  holdsAnother,
  installMode,
}: Pick<StoredGlpi, 'storage' | 'holdsAnother'> & { installMode: string | null }): GlpiStorageState => ({
  storage,
  holdsAnother,
  managed: installMode === CLOUD,
})

export const storedStorageStateOf = (glpi: StoredGlpi | null): GlpiStorageState | null =>
  glpi && storageStateOf({ ...glpi, installMode: glpi.seen?.installMode ?? null })

export const isManaged = (glpi: StoredGlpi | null): boolean => storedStorageStateOf(glpi)?.managed ?? false

/** Whether this key was entered for exactly the places that are connected. */
export const canRewrite = (glpi: StoredGlpi | null, key: { fingerprint: string } | null): boolean =>
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

/** A GLPI, as the page shows it. Each field is named, so that a new secret is not shown by accident. */
export function glpiView(glpi: StoredGlpi): GlpiSnapshot {
  const { methods, seen, seenAt, attemptedAt, inspectionCause, inspectionEvidence, storage, cause, holdsAnother } = glpi
  const { storedSeenAt, since, provenAt, readable } = glpi
  const proxy = seen?.proxy ?? null
  return {
    ways: methods,
    seenAt: instantOf(seenAt),
    attemptedAt: instantOf(attemptedAt),
    cause: inspectionCause,
    older: olderOf(glpi),
    evidence: inspectionEvidence,
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

/** The fields that the latest inspection did not see, with the time at which each was last seen. */
const olderOf = ({ seen, seenAt, storedSeenAt }: StoredGlpi): GlpiSnapshot['older'] => {
  const isOlder = storedSeenAt !== null && seenAt !== null && storedSeenAt < seenAt
  const times: Partial<Record<string, number>> = { ...seen?.times, ...(isOlder && { storage: storedSeenAt }) }
  return Object.fromEntries(
    SNAPSHOT_FIELDS.flatMap((field) => {
      const at = instantOf(times[field] ?? null)
      return at === null ? [] : [[field, at]]
    }),
  )
}
