import { setImmediate as giveWay } from 'node:timers/promises'
import { countWrites, type Store } from './database.ts'
import { otherWriters } from './other-writers.ts'

/** How long a change of another process, such as the command line, may go unnoticed. */
export const UNNOTICED_MS = 200
/** Looked so soon, nobody who reads all the time has to wait for a look. */
const AHEAD_MS = UNNOTICED_MS / 2
/** What was changed is read in pages, and others are answered in between. */
const PAGE = 500

/**
 * Notices what was changed in the store, by this process or another one. What was read of the store may be kept for as long as nothing
 * was written (`version`), or nothing about its subject (`of`).
 */
export function createStoreChanges({ store, steady }: { store: Store; steady: () => number }) {
  const others = otherWriters(store)
  let othersHaveWritten = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  /** The highest number that was read; null before the first time. */
  let read: number | null = null
  /** The version up to which all changes were read. */
  let current = -1
  const numbers = new Map<string, number>()

  const ownVersion = (): number => countWrites(store) + othersHaveWritten

  async function readNext(): Promise<boolean> {
    const after = read ?? 0
    const rows = await store
      .selectFrom('changes')
      .select(['number', 'subject'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(PAGE)
      .execute()
    for (const { number, subject } of rows) numbers.set(subject, number)
    read = Math.max(read ?? 0, rows.at(-1)?.number ?? 0)
    return rows.length === PAGE
  }

  async function readAll(): Promise<void> {
    if (read !== null) {
      while (await readNext()) await giveWay()
      return
    }
    const last = await store
      .selectFrom('changes')
      .select('number')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    read = last?.number ?? 0
  }

  async function look(): Promise<number> {
    const at = steady()
    if (await others.haveWritten()) othersHaveWritten += 1
    const version = ownVersion()
    if (version !== current) await readAll()
    current = Math.max(current, version)
    lookedAt = at
    return current
  }

  let looking: Promise<unknown> | null = null
  /** For those who will ask: what fails here fails for them too, and is told to them. */
  function lookAhead(): void {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = null))
  }

  return {
    /** The same number as long as nothing was written; null where that has to be found out: `look`. Who asks again and again need not. */
    version(): number | null {
      const age = steady() - lookedAt
      if (age >= UNNOTICED_MS || ownVersion() !== current) return null
      if (age >= AHEAD_MS) lookAhead()
      return current
    },

    /** Finds out what was changed. @returns the version. */
    look,

    /** The number of the latest change of a subject; 0 for none since the first look. */
    of: (subject: string): number => numbers.get(subject) ?? 0,

    /** The number of the latest change that was read. */
    last: (): number => read ?? 0,

    /** Every subject that was changed after that number. */
    after: (number: number): string[] =>
      number === read ? [] : [...numbers].flatMap(([subject, latest]) => (latest > number ? [subject] : [])),
  }
}
export type StoreChanges = ReturnType<typeof createStoreChanges>
