export type InstanceLocks = {
  /** Runs `work` alone under this name, after everything that came before it. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Settles when nothing runs any more. */
  idle(): Promise<void>
}

/** Runs work one at a time for each name, in the order of the calls. */
export function createInstanceLocks(): InstanceLocks {
  const last = new Map<string, Promise<unknown>>()
  return {
    run(name, work) {
      const before = last.get(name) ?? Promise.resolve()
      const mine = before.then(work, work)
      last.set(name, mine)
      const forget = () => last.get(name) === mine && last.delete(name)
      mine.then(forget, forget)
      return mine
    },
    async idle() {
      while (last.size > 0) await Promise.allSettled(last.values())
    },
  }
}
