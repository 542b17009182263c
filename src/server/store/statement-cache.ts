import type Database from 'libsql'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { weightOf } from './statements.ts'
import { isBusy, storageFaultOf } from './storage-fault.ts'

/**
 * A transaction takes its turn to write when it begins: what it reads is then still so when it writes, beside whatever other program.
 * SQLite ends one by itself where the disk failed, so that there may be nothing to take back.
 */
const BEGIN = 'begin'
const ROLLBACK = 'rollback'

/**
 * libsql keeps memory for every prepared statement, so each text is prepared once.
 * @param writes counts the statements that may have written something: `weightOf`.
 */
export function withStatementCache(database: Database.Database, writes: { count: number }): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  const twoRows = database.prepare('select 1 union all select 2')
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = prepared.get(sql)
      if (known) return known
      const statement = database.prepare(sql === BEGIN ? 'begin immediate' : sql)
      const weight = weightOf(sql)
      const counted = <Result>(work: () => Result): Result => {
        writes.count += weight
        try {
          return work()
        } catch (error) {
          if (isBusy(error)) endStatement(database, statement, twoRows)
          throw storageFaultOf(error) ?? error
        }
      }
      const wrapped: SqliteStatement = {
        reader: statement.reader,
        all: (parameters) => counted(() => statement.all([...parameters])),
        run: (parameters) =>
          sql === ROLLBACK && !database.inTransaction
            ? NOTHING_CHANGED
            : counted(() => {
                const { changes, lastInsertRowid } = statement.run([...parameters])
                return { changes, lastInsertRowid }
              }),
        iterate: (parameters) => counted(() => statement.iterate([...parameters])),
      }
      prepared.set(sql, wrapped)
      return wrapped
    },
  }
}

const NOTHING_CHANGED = { changes: 0, lastInsertRowid: 0 }

/**
 * SQLite leaves a statement that it refused as busy in progress, to be tried once more, and libsql 0.5 resets it only when it is run again
 * (libsql-js#238). Until then this connection keeps its lock after whatever it reads next, so that no other program can write, and
 * cannot commit itself. Run once more while interrupted, a statement ends before it asks for a lock.
 * @param twoRows an interrupt lasts while any statement is in progress, as this one is after its first row; it reads no table, and so
 * takes no lock.
 */
function endStatement(database: Database.Database, statement: Database.Statement, twoRows: Database.Statement): void {
  twoRows.iterate()
  // libsql's types do not name it
  Object(database).interrupt()
  try {
    statement.all()
  } catch {
    // SQLITE_INTERRUPT, as meant
  }
  twoRows.all()
}
