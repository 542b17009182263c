import { foldLetters } from '../../ui/fold.ts'

/** Somewhere to go to. */
export type Place = {
  path: string
  name: string
  /** Said beside the name, and searched as well. */
  detail: string
}

export const MOST_OF_A_GROUP = 8

/** Those that hold every word of the search, the ones whose name begins with it first; and how many there are in all. */
export function findPlaces(
  places: readonly Place[],
  search: string,
  most = MOST_OF_A_GROUP,
): { found: readonly Place[]; total: number } {
  const wanted = foldLetters(search).trim()
  const words = wanted.split(/\s+/)
  const matching = places
    .map((place) => ({ place, name: foldLetters(place.name), detail: foldLetters(place.detail) }))
    .filter(({ name, detail }) => words.every((word) => name.includes(word) || detail.includes(word)))
  const rank = (name: string) => (name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2)
  const found = matching
    .toSorted((one, other) => rank(one.name) - rank(other.name))
    .slice(0, most)
    .map(({ place }) => place)
  return { found, total: matching.length }
}

/** The page of another instance that shows the same as this one does of its own; the registration from anywhere else. */
export const sameTabOf = (instance: string, path: string): string =>
  `/${instance}/setup/general/${/^\/[^/]+\/setup\/general\/([\w-]+)$/.exec(path)?.[1] ?? 'glpi-network'}`
