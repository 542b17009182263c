/**
 * Works on items, at most `limit` at once, in their order; none is begun once `isStopping` says so, and those that were begun end.
 * Only the items at hand are held.
 */
export async function withConcurrency<Item>(
  items: Iterable<Item>,
  limit: number,
  isStopping: () => boolean,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]()
  async function worker(): Promise<void> {
    while (!isStopping()) {
      const next = left.next()
      if (next.done) return
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
}
