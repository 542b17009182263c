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

/** An installed plugin beside its entry in the catalogue. `update`: the newer version that there is. */
export type InstalledMark = Pick<InstalledPlugin, 'version' | 'isActive'> & { update: string | null }

/** By their keys; those that are not listed are left out. */
export function markInstalled(
  installed: readonly InstalledPlugin[],
  listed: readonly Pick<Listed, 'key' | 'version'>[],
): Map<string, InstalledMark> {
  const versions = new Map(listed.map(({ key, version }) => [key, version]))
  return new Map(
    installed.flatMap(({ key, version, isActive }) => {
      const newest = versions.get(key)
      return newest === undefined ? [] : [[key, { version, isActive, update: updateOf(version, newest) }] as const]
    }),
  )
}

const updateOf = (installed: string, newest: string | null): string | null =>
  newest !== null && compareVersions(newest, installed) > 0 ? newest : null

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
    const { name, version, standing } = found
    if (standing === 'open') summary.endWithKey.push(name)
    const to = updateOf(from, version)
    if (to !== null) summary.updates.push({ name, from, to, isOpen: standing === 'open' || standing === 'free' })
  }
  return summary
}
