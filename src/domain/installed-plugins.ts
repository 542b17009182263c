import { compareVersions } from './versions.ts'
import type { Standing } from './marketplace.ts'

/** A plugin that GLPI has a row for. `isActive`: it runs there. */
export type InstalledPlugin = { key: string; version: string; isActive: boolean }

/** What the catalogue says of a plugin. */
type Listed = { key: string; name: string; standing: Standing; version: string | null }

export type InstalledSummary = {
  installed: number
  /** Those for which the catalogue has a newer version for this GLPI. */
  updates: { name: string; from: string; to: string; isOpen: boolean }[]
  /** The names of those that the offer of the key opens: their updates end with it. */
  endWithKey: string[]
  /** Folders that the catalogue does not name: from elsewhere, or no longer there. */
  notListed: string[]
}

/** What is installed, beside what GLPI Network lists. */
export function compareInstalled(installed: readonly InstalledPlugin[], listed: readonly Listed[]): InstalledSummary {
  const byKey = new Map(listed.map((plugin) => [plugin.key, plugin]))
  const summary: InstalledSummary = { installed: installed.length, updates: [], endWithKey: [], notListed: [] }
  for (const { key, version: from } of installed) {
    const found = byKey.get(key)
    if (!found) {
      summary.notListed.push(key)
      continue
    }
    const { name, version: to, standing } = found
    if (standing === 'open') summary.endWithKey.push(name)
    if (to !== null && compareVersions(to, from) > 0)
      summary.updates.push({ name, from, to, isOpen: standing === 'open' || standing === 'free' })
  }
  return summary
}
