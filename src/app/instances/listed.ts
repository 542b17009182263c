import type { Instance } from '#contract/panel.ts'
import type { Storage } from '#domain/storage.ts'
import type { State } from '#domain/verdict.ts'
import { compareVersions } from '#domain/versions.ts'
import { foldLetters } from '../ui/fold.ts'
import type { Column, ListView } from './list-view.ts'

/** An instance with what finding and sorting it take, worked out once. */
export type ListedInstance = {
  instance: Instance
  /** What a search searches in. */
  text: string
  /** Its place by name. */
  place: number
}

/** What asks for a person first. */
const URGENCY: Record<State, number> = {
  broken: 0,
  refused: 1,
  differs: 2,
  ended: 3,
  expiring: 4,
  unconfirmed: 5,
  pending: 6,
  'not-started': 7,
  none: 8,
  active: 9,
  managed: 10,
}

const STORAGE_URGENCY: Record<Storage, number | null> = {
  unreadable: 0,
  blank: 1,
  unknown: 2,
  accepted: 3,
  proven: 4,
  none: null,
}

/** By name; the order of every list before it is sorted otherwise. */
export function listInstances(instances: readonly Instance[], locale: string): ListedInstance[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  return instances
    .toSorted((one, other) => compare(one.name, other.name))
    .map((instance, place) => ({ instance, text: textOf(instance), place }))
}

const textOf = ({ id, name, servicesUrl, cause, glpi }: Instance): string =>
  foldLetters([name, id, servicesUrl, cause, glpi?.version].filter(Boolean).join('\n'))

/** Those that hold every word of the search. */
export function findInstances(all: readonly ListedInstance[], search: string): readonly ListedInstance[] {
  const words = foldLetters(search).split(/\s+/).filter(Boolean)
  return words.length === 0 ? all : all.filter(({ text }) => words.every((word) => text.includes(word)))
}

/** What is sorted by; null has no place in the order, and comes last whichever way round. */
const KEYS: Record<Column, (listed: ListedInstance) => string | number | null> = {
  name: ({ place }) => place,
  version: ({ instance }) => instance.glpi?.version ?? null,
  state: ({ instance }) => URGENCY[instance.state],
  left: ({ instance }) => instance.daysLeft,
  storage: ({ instance }) => STORAGE_URGENCY[instance.storage],
  checked: ({ instance }) => (instance.checkedAt === null ? null : Date.parse(instance.checkedAt)),
}

const compareKeys = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : compareVersions(String(one), String(other))

/** The rows of a view, in its order; equal rows are sorted by name. */
export function shownInstances(
  matching: readonly ListedInstance[],
  { states, isShared, sort, descending }: ListView,
): Instance[] {
  const wanted = new Set(states)
  const keyOf = KEYS[sort]
  const sign = descending ? -1 : 1
  return matching
    .filter(({ instance }) => wanted.size === 0 || wanted.has(instance.state))
    .filter(({ instance }) => !isShared || instance.isShared === true)
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((one, other) => {
      if (one.key === null || other.key === null) {
        return Number(one.key === null) - Number(other.key === null) || one.row.place - other.row.place
      }
      return sign * compareKeys(one.key, other.key) || one.row.place - other.row.place
    })
    .map(({ row }) => row.instance)
}

/** How many are in each state; states without any are not in it. */
export function countStates(all: readonly { state: State }[]): Partial<Record<State, number>> {
  const counts: Partial<Record<State, number>> = {}
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
