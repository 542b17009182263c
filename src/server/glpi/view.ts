import type { GlpiSeen } from '#contract/connection.ts'
import type { SeenInGlpi } from '#domain/unlock.ts'
import type { Place } from '#domain/verdict.ts'
import type { StoredGlpi } from '../store/glpis.ts'

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
    hasItsOwn: glpi.holdsAnother || isManaged(glpi),
  }

/** What is told of a GLPI: field by field, so that nothing secret gets out by being added. */
export function glpiView(glpi: StoredGlpi): GlpiSeen {
  const { ways, seen, seenAt, lookCause, storage, cause, holdsAnother } = glpi
  const proxy = seen?.proxy ?? null
  return {
    ways,
    seenAt: seenAt === null ? null : new Date(seenAt).toISOString(),
    cause: lookCause,
    version: seen?.version ?? null,
    uid: seen?.uid ?? null,
    installMode: seen?.installMode ?? null,
    rights: seen?.rights ?? null,
    proxy: proxy && `${proxy.host}:${proxy.port}`,
    vendorReach: seen?.vendorReach ?? null,
    proxyUsed: glpi.sealedProxy !== null,
    replacePlugins: seen?.replacePlugins ?? null,
    directoryWritable: seen?.directoryWritable ?? null,
    cryptKey: seen?.cryptKey ?? null,
    clockOffsetSeconds: seen?.clockOffsetSeconds ?? null,
    storage,
    storageCause: cause,
    holdsAnother,
  }
}
