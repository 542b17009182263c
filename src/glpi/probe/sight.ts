import { REPLACE_PLUGINS, type Sight } from '#domain/storage.ts'
import type { Answer } from './answer.ts'
import { storedThere } from './stored-there.ts'

/** What the probe saw of a GLPI. It tells no password: that of the proxy is used where it is, and stays there. */
export function sightOf(answer: Answer): Partial<Sight> {
  const { glpi, keyFile, directory, database } = answer
  const seen: Partial<Sight> = {
    version: glpi.version,
    installMode: glpi.version === null ? null : glpi.installMode,
    marketplaceEnabled: glpi.version === null ? null : glpi.marketplace,
    directoryWritable: directory.seen?.writable ?? false,
    cryptKey: keyFile.sound ? 'sound' : 'missing',
  }
  if (database.error !== null) return seen
  return {
    ...seen,
    uid: database.uid,
    // it is GLPI's own console that writes, by GLPI's own account
    rights: { read: true, update: true },
    proxy: database.proxy && { ...database.proxy, user: database.proxy.user || null, password: null },
    replacePlugins: replacePluginsOf(database.replacePlugins),
    stored: storedThere(answer),
  }
}

export const replacePluginsOf = (value: string | null): Sight['replacePlugins'] =>
  REPLACE_PLUGINS.find((known) => String(known) === value) ?? null
