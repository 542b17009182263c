export type Kept<T> = {
  value: T
  /** How long it may be reused; 0: only by callers that are already waiting for it. */
  keptMs: number
}

export type TimedCacheParts = {
  /** How many values are kept. Beyond that, the least recently used ones are dropped. */
  most: number
  /** A monotonic clock. */
  steady: () => number
}

/** Loads each value once at a time, and keeps it for as long as its loader says. */
export function createTimedCache<T>({ most, steady }: TimedCacheParts) {
  const loading = new Map<string, Promise<T>>()
  // in the order in which they were last asked for
  const kept = new Map<string, { value: T; until: number }>()

  function keep(name: string, { value, keptMs }: Kept<T>): T {
    kept.delete(name)
    if (keptMs > 0) kept.set(name, { value, until: steady() + keptMs })
    for (const [oldest] of kept) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return value
  }

  return {
    async get(name: string, load: () => Promise<Kept<T>>): Promise<T> {
      const found = kept.get(name)
      if (found && steady() < found.until) {
        kept.delete(name)
        kept.set(name, found)
        return found.value
      }
      const running = loading.get(name)
      if (running) return running
      const started = load()
        .then((loaded) => keep(name, loaded))
        .finally(() => loading.delete(name))
      loading.set(name, started)
      return started
    },

    /** Settles when nothing is being loaded. */
    async idle(): Promise<void> {
      await Promise.allSettled(loading.values())
    },
  }
}
