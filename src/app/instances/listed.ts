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

type Compare = (one: Instance, other: Instance) => number

/**
 * Lists instances by name; the order of every list before it is sorted otherwise. To sort ten thousand names takes long, and few are
 * changed at a time: those that are the same objects as the last time keep their order.
 */
export function createLister() {
  let before: ListedInstance[] = []
  let sortedFor = ''
  return (instances: readonly Instance[], locale: string): ListedInstance[] => {
    const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
    const byName: Compare = (one, other) => compare(one.name, other.name)
    const texts = new Map(before.map(({ instance, text }) => [instance, text]))
    const rest = new Set(instances)
    // `delete` tells whether it was there
    const kept = sortedFor === locale ? before.flatMap(({ instance }) => (rest.delete(instance) ? [instance] : [])) : []
    const all = merge(kept, [...rest].toSorted(byName), byName)
    sortedFor = locale
    before = all.map((instance, place) => ({ instance, text: texts.get(instance) ?? textOf(instance), place }))
    return before
  }
}

/** Both are in order; few are added. */
function merge(kept: readonly Instance[], added: readonly Instance[], compare: Compare): Instance[] {
  const all: Instance[] = []
  let from = 0
  for (const instance of added) {
    const to = placeAfter(instance, kept, from, compare)
    for (const one of kept.slice(from, to)) all.push(one)
    all.push(instance)
    from = to
  }
  return all.concat(kept.slice(from))
}

/** Where an instance belongs, by halves. */
function placeAfter(instance: Instance, sorted: readonly Instance[], from: number, compare: Compare): number {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle]
    if (other && compare(other, instance) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

const textOf = ({ id, name, servicesUrl, cause, glpi }: Instance): string =>
  foldLetters([name, id, servicesUrl, cause, glpi?.version].filter(Boolean).join('\n'))

/** Those that hold every word of the search. Where that is all of them it is the same list, so that nothing is drawn anew. */
export function findInstances(all: readonly ListedInstance[], search: string): readonly ListedInstance[] {
  const words = foldLetters(search).split(/\s+/).filter(Boolean)
  const found = all.filter(({ text }) => words.every((word) => text.includes(word)))
  return found.length === all.length ? all : found
}

/** What is sorted by; null has no place in the order, and comes last whichever way round. */
const KEYS: Record<Exclude<Column, 'version'>, (listed: ListedInstance) => number | null> = {
  name: ({ place }) => place,
  state: ({ instance }) => URGENCY[instance.state],
  left: ({ instance }) => instance.daysLeft,
  storage: ({ instance }) => STORAGE_URGENCY[instance.storage],
  checked: ({ instance }) => (instance.checkedAt === null ? null : Date.parse(instance.checkedAt)),
}

/** Of ten thousand instances most have the same few versions: those are compared, and not each with each. */
function versionKeys(rows: readonly ListedInstance[]): (listed: ListedInstance) => number | null {
  const versions = new Set(rows.flatMap(({ instance }) => instance.glpi?.version ?? []))
  const places = new Map([...versions].toSorted(compareVersions).map((version, place) => [version, place]))
  return ({ instance }) => places.get(instance.glpi?.version ?? '') ?? null
}

/** In the order of a view, before anything is searched for; equal rows are sorted by name. */
export function sortInstances(
  all: readonly ListedInstance[],
  { sort, descending }: Pick<ListView, 'sort' | 'descending'>,
): readonly ListedInstance[] {
  const keyOf = sort === 'version' ? versionKeys(all) : KEYS[sort]
  const sign = descending ? -1 : 1
  return all
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((one, other) => {
      if (one.key === null || other.key === null) {
        return Number(one.key === null) - Number(other.key === null) || one.row.place - other.row.place
      }
      return sign * (one.key - other.key) || one.row.place - other.row.place
    })
    .map(({ row }) => row)
}

/** The rows of a view, in the order in which they come. */
export function shownInstances(
  matching: readonly ListedInstance[],
  { states, isShared }: Pick<ListView, 'states' | 'isShared'>,
): Instance[] {
  const wanted = new Set(states)
  return matching
    .map(({ instance }) => instance)
    .filter(({ state }) => wanted.size === 0 || wanted.has(state))
    .filter((instance) => !isShared || instance.isShared === true)
}

/** How many are in each state; states without any are not in it. */
export function countStates(all: readonly { state: State }[]): Partial<Record<State, number>> {
  const counts: Partial<Record<State, number>> = {}
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
