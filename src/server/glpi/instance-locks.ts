import type { ReplicaLocks } from '../store/replica-locks.ts'

export type InstanceLocks = {
  /** Runs `work` alone under this name, after everything that came before it. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Settles when nothing runs any more. */
  idle(): Promise<void>
}

/**
 * Runs work one at a time for each name, in the order of the calls.
 * @param replicas with them, also one at a time among all replicas.
 */
export function createInstanceLocks(replicas: ReplicaLocks | null = null): InstanceLocks {
  const last = new Map<string, Promise<unknown>>()
  return {
    run(name, work) {
      const before = last.get(name) ?? Promise.resolve()
      const alone = replicas === null ? work : () => replicas.run(`instance ${name}`, work)
      const mine = before.then(alone, alone)
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
