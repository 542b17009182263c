import type { MarketplacePlugin } from '#contract/marketplace.ts'
import type { InstalledMark } from '#domain/installed-plugins.ts'
import { countStandings, STANDINGS, type Standing } from '#domain/marketplace.ts'
import { foldLetters } from '../ui/fold.ts'

/** The orders that GLPI's own marketplace offers. */
export const PLUGIN_ORDERS = ['name', 'name-reversed', 'downloads', 'updated', 'added', 'rating'] as const
export type PluginOrder = (typeof PLUGIN_ORDERS)[number]

/** Whether a plugin is in GLPI, and whether there is a newer version of it. */
export const PRESENCES = ['any', 'installed', 'update', 'absent'] as const
export type Presence = (typeof PRESENCES)[number]

export type PluginView = {
  search: string
  /** None: all of them. */
  standings: readonly Standing[]
  presence: Presence
  order: PluginOrder
}

export const ALL_PLUGINS: PluginView = { search: '', standings: [], presence: 'any', order: 'name' }

/** A plugin with what finding and sorting it take, worked out once. */
export type ListedPlugin = {
  plugin: MarketplacePlugin
  /** What a search searches in. */
  text: string
  /** Its place by name; of one name there may be several plugins. */
  place: number
}

/** In the order in which GLPI Network lists them, which decides between equals. */
export function listPlugins(plugins: readonly MarketplacePlugin[], locale: string): ListedPlugin[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const names = [...new Set(plugins.map(({ name }) => name))].toSorted(compare)
  const places = new Map<string, number>()
  let place = 0
  for (const [at, name] of names.entries()) {
    if (at > 0 && compare(names[at - 1] ?? '', name) !== 0) place = at
    places.set(name, place)
  }
  return plugins.map((plugin) => ({ plugin, text: textOf(plugin), place: places.get(plugin.name) ?? 0 }))
}

const textOf = ({ key, name, summary, authors, license, offer }: MarketplacePlugin): string =>
  foldLetters([name, key, summary, ...authors, license, offer?.title ?? offer?.reference].filter(Boolean).join('\n'))

export function havingKeys(all: readonly ListedPlugin[], keys: readonly string[]): readonly ListedPlugin[] {
  const wanted = new Set(keys)
  return all.filter(({ plugin }) => wanted.has(plugin.key))
}

export type InstalledMarks = ReadonlyMap<string, InstalledMark>

const isPresent: Record<Presence, (mark: InstalledMark | undefined) => boolean> = {
  any: () => true,
  installed: (mark) => mark !== undefined,
  update: (mark) => mark?.update != null,
  absent: (mark) => mark === undefined,
}

/** @param marks null: what is installed is not known, and nothing is left out. */
export const havingPresence = (
  all: readonly ListedPlugin[],
  presence: Presence,
  marks: InstalledMarks | null,
): readonly ListedPlugin[] =>
  marks === null || presence === 'any' ? all : all.filter(({ plugin }) => isPresent[presence](marks.get(plugin.key)))

/** Those that hold every word of the search. */
export function findPlugins(all: readonly ListedPlugin[], search: string): readonly ListedPlugin[] {
  const words = foldLetters(search).split(/\s+/).filter(Boolean)
  return words.length === 0 ? all : all.filter(({ text }) => words.every((word) => text.includes(word)))
}

/** What is sorted by, the greatest first; null comes last. */
const VALUES: Record<PluginOrder, (listed: ListedPlugin) => number | null> = {
  name: ({ place }) => -place,
  'name-reversed': ({ place }) => place,
  downloads: ({ plugin }) => plugin.downloads,
  updated: ({ plugin }) => momentOf(plugin.updatedAt),
  added: ({ plugin }) => momentOf(plugin.addedAt),
  rating: ({ plugin }) => plugin.rating,
}

const momentOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant))

/** As in GLPI, equals stay in the order of the list. */
export function sortPlugins(all: readonly ListedPlugin[], order: PluginOrder): readonly ListedPlugin[] {
  const valueOf = VALUES[order]
  return all
    .map((row) => ({ row, value: valueOf(row) ?? -Infinity }))
    .toSorted((one, other) => (one.value === other.value ? 0 : other.value - one.value))
    .map(({ row }) => row)
}

/** Those that stand where it is wanted; none wanted: all of them. */
export function shownPlugins(matching: readonly ListedPlugin[], standings: readonly Standing[]): MarketplacePlugin[] {
  const wanted = new Set(standings)
  return matching.map(({ plugin }) => plugin).filter(({ standing }) => wanted.size === 0 || wanted.has(standing))
}

/** The standings that occur in the whole list, so that none comes and goes while somebody types, with how many of a search have each. */
export function countsToChoose(
  all: readonly ListedPlugin[],
  matching: readonly ListedPlugin[],
): { standing: Standing; count: number }[] {
  const occurring = new Set(all.map(({ plugin }) => plugin.standing))
  const counts = countStandings(matching.map(({ plugin }) => plugin))
  return STANDINGS.filter((standing) => occurring.has(standing)).map((standing) => ({
    standing,
    count: counts[standing],
  }))
}
