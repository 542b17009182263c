import { sql } from 'kysely'
import type { Store } from './database.ts'

/** Notices what other processes have written, such as the command line. SQLite counts commits of other connections, and names none. */
export function otherWriters(store: Store) {
  let known: number | null = null
  return {
    /** @returns whether another process has written since the last call; false for the first one. */
    async haveWritten(): Promise<boolean> {
      const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(store)
      const version = rows[0]?.data_version ?? null
      const isOther = known !== null && version !== known
      known = version
      return isOther
    },
  }
}
