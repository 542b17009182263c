import type { Snapshot } from '#domain/storage.ts'

/** What one method saw, completed by what the next one sees. */
export function mergeSnapshots(known: Snapshot, more: Partial<Snapshot>): Snapshot {
  return {
    version: known.version ?? more.version ?? null,
    uid: known.uid ?? more.uid ?? null,
    installMode: known.installMode ?? more.installMode ?? null,
    rights: known.rights ?? more.rights ?? null,
    proxy: known.proxy ?? more.proxy ?? null,
    proxyExclusions: known.proxyExclusions ?? more.proxyExclusions ?? null,
    vendorReach: known.vendorReach ?? more.vendorReach ?? null,
    replacePlugins: known.replacePlugins ?? more.replacePlugins ?? null,
    marketplaceEnabled: known.marketplaceEnabled ?? more.marketplaceEnabled ?? null,
    directoryWritable: known.directoryWritable ?? more.directoryWritable ?? null,
    cryptKey: known.cryptKey ?? more.cryptKey ?? null,
    stored: known.stored.state === 'unseen' ? (more.stored ?? known.stored) : known.stored,
  }
}

/**
 * An empty value is no fault where GLPI is seen to be able to encrypt, whichever method saw that: by its crypt key, or by a session of
 * GLPI 11. @param encrypts one of them saw it.
 */
export function settleSnapshot(snapshot: Snapshot, encrypts: boolean): Snapshot {
  const { stored, cryptKey } = snapshot
  const isEmptied = stored.state === 'blank' && stored.cause === 'stored-blank' && (encrypts || cryptKey === 'sound')
  return isEmptied ? { ...snapshot, stored: { ...stored, state: 'none', cause: null } } : snapshot
}
