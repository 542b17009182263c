import pMap from 'p-map'

export type Limits = {
  /** How many items are worked on at once. */
  concurrency: number
  /** Once it answers true, no further item is begun; those that were begun end. */
  isStopping: () => boolean
}

/** Works on every item, in order and a few at once. Only the items at hand are held. */
export async function forEachLimited<Item>(
  items: Iterable<Item>,
  { concurrency, isStopping }: Limits,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  function* untilStopping(): Generator<Item> {
    for (const item of items) {
      if (isStopping()) return
      yield item
    }
  }
  await pMap(untilStopping(), work, { concurrency })
}
