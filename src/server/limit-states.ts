import { sharedPartsOf, type Store } from './store/database.ts'
import { hashOfLimit, limitRows } from './store/limit-rows.ts'
import { LIMIT_KINDS, type LimitKind } from './store/schema.ts'

/** What a limit counts under a name, such as the wrong tokens of an address; null for nothing yet. */
export type LimitStates<State> = {
  find(name: string): Promise<State | null>
  /** @param next gets what is counted, and says what is from now on. No two do so at once. @returns that. */
  change(name: string, next: (found: State | null) => State | null): Promise<State | null>
}

/** Names that are remembered; the one that was changed longest ago is forgotten first. */
const MOST_NAMES = 10_000

/** Of this process alone. */
export function memoryStates<State>() {
  const states = new Map<string, State>()
  return {
    find: async (name: string): Promise<State | null> => states.get(name) ?? null,
    async change(name: string, next: (found: State | null) => State | null): Promise<State | null> {
      const state = next(states.get(name) ?? null)
      states.delete(name)
      if (state !== null) states.set(name, state)
      const [oldest] = states.keys()
      if (states.size > MOST_NAMES && oldest !== undefined) states.delete(oldest)
      return state
    },
    /** The one that was changed last is the last. */
    entries: (): [string, State][] => [...states],
    clear: () => states.clear(),
  }
}

type Kind<State> = {
  kind: LimitKind
  /** How long a count matters after it was changed. */
  keptMs: number
  /** @returns null for what cannot be read. */
  read: (stored: unknown) => State | null
  /** Is written at once with SQLite too, because it seldom changes; other counts are when the gateway stops. */
  isSeldom?: boolean
}

/** So many changes of one kind are written in a minute: of a flood from many addresses, each replica counts the rest for itself. */
const MOST_WRITES = 600
const MINUTE_MS = 60_000
/** After so many, what matters no more is deleted. */
const PURGE_EVERY = 100
/** Of one kind, when the gateway stops. */
const MOST_AT_STOP = 500

type LimitBookParts = { store: Store; now: () => number; steady: () => number; report: (error: unknown) => void }

/**
 * What limits count. On PostgreSQL it is in rows, so that it holds for all replicas, whose clocks have to agree. With SQLite one gateway
 * counts in memory, by a clock that nobody sets, and what it has counted is written for the next start.
 */
export async function openLimitBook({ store, now, steady, report }: LimitBookParts) {
  const isShared = sharedPartsOf(store) !== null
  const at = isShared ? now : steady
  const rows = limitRows(store)
  const atStart = new Map<LimitKind, Map<string, unknown>>()
  if (!isShared) for (const kind of LIMIT_KINDS) atStart.set(kind, await rows.all(kind, at()))
  const stops: (() => Promise<void>)[] = []
  let writes = 0

  async function write<State>(transaction: Store, { kind, keptMs }: Kind<State>, hash: string, state: State | null) {
    await limitRows(transaction).put(kind, hash, state, at() + keptMs)
    writes += 1
    if (writes % PURGE_EVERY === 0) await limitRows(transaction).purge(at())
  }

  function inRows<State>(options: Kind<State>): LimitStates<State> {
    const { kind, read } = options
    const local = memoryStates<State>()
    let minuteFrom = Number.NEGATIVE_INFINITY
    let written = 0
    const find = async (name: string) => (await local.find(name)) ?? read(await rows.find(hashOfLimit(kind, name)))
    return {
      find,
      async change(name, next) {
        if (Math.abs(at() - minuteFrom) >= MINUTE_MS) {
          minuteFrom = at()
          written = 0
          local.clear()
        }
        written += 1
        if (written > MOST_WRITES) {
          const known = await find(name)
          return local.change(name, (found) => next(found ?? known))
        }
        const hash = hashOfLimit(kind, name)
        return store.transaction().execute(async (transaction) => {
          const found = read(await limitRows(transaction).find(hash))
          const state = next(found)
          if (state !== null || found !== null) await write(transaction, options, hash, state)
          return state
        })
      },
    }
  }

  function inMemory<State>(options: Kind<State>): LimitStates<State> {
    const { kind, read, isSeldom = false } = options
    const memory = memoryStates<State>()
    const former = atStart.get(kind) ?? new Map<string, unknown>()
    /** What was counted before the start is taken up when its name is used. */
    function takeUp(name: string): void {
      const hash = former.size > 0 ? hashOfLimit(kind, name) : ''
      if (!former.has(hash)) return
      const state = read(former.get(hash))
      former.delete(hash)
      void memory.change(name, (found) => found ?? state)
    }
    if (!isSeldom)
      stops.push(async () => {
        const last = memory.entries().slice(-MOST_AT_STOP)
        if (last.length === 0) return
        await store.transaction().execute(async (transaction) => {
          await limitRows(transaction).purge(at())
          for (const [name, state] of last) await write(transaction, options, hashOfLimit(kind, name), state)
        })
      })
    return {
      async find(name) {
        takeUp(name)
        return memory.find(name)
      },
      async change(name, next) {
        takeUp(name)
        let isNothing = false
        const state = await memory.change(name, (found) => {
          const changed = next(found)
          isNothing = found === null && changed === null
          return changed
        })
        // a disk that takes nothing makes no limit a failure
        if (isSeldom && !isNothing) await write(store, options, hashOfLimit(kind, name), state).catch(report)
        return state
      },
    }
  }

  return {
    /** The clock that all is counted by. */
    at,

    of: <State>(options: Kind<State>): LimitStates<State> => (isShared ? inRows(options) : inMemory(options)),

    /** Writes what was not written yet. */
    async stop(): Promise<void> {
      for (const stop of stops) await stop().catch(report)
    },
  }
}
export type LimitBook = Awaited<ReturnType<typeof openLimitBook>>
