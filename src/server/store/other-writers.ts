import { sql, type RawBuilder } from 'kysely'
import { sharedPartsOf, type Store } from './database.ts'

/** Notices what other processes have written, such as the command line or another replica. */
export type OtherWriters = {
  /** @returns whether another process has written since the last call; false for the first one. */
  haveWritten(): Promise<boolean>
}

/**
 * For what is kept in memory: it may say yes for a write of this process as well. SQLite counts commits of other connections, and names
 * none. PostgreSQL's snapshot is the same for as long as nothing was committed: what is seen through it is then the same, too.
 */
export function otherWriters(store: Store): OtherWriters {
  const version: RawBuilder<Record<string, string | number>> = sharedPartsOf(store)
    ? sql`select cast(pg_current_snapshot() as text) as version`
    : sql`pragma data_version`
  let known: string | number | null = null
  return {
    async haveWritten() {
      const { rows } = await version.execute(store)
      const now = Object.values(rows[0] ?? {})[0] ?? null
      const isOther = known !== null && now !== known
      known = now
      return isOther
    },
  }
}

/** For open pages, which hear of what this process writes by itself: of PostgreSQL, what others noted in `changes`. */
export function changesOfOthers(store: Store): OtherWriters {
  const shared = sharedPartsOf(store)
  if (!shared) return otherWriters(store)
  let known: number | null = null
  return {
    async haveWritten() {
      const after = known
      const later = after === null ? sql`` : sql`where number > ${after}`
      const { rows } = await sql<{ last: number | null; others: number }>`
        select max(number) as last, count(case when writer <> ${shared.writer} then 1 end) as others
        from changes ${later}`.execute(store)
      known = rows[0]?.last ?? after ?? 0
      return after !== null && (rows[0]?.others ?? 0) > 0
    },
  }
}
