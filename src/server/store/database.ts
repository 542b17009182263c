import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'
import { keyFile } from '../key-file.ts'
import { SettingsError } from '../settings.ts'
import { MIGRATIONS, type Tables } from './schema.ts'

export type Store = Kysely<Tables>

const FILE = 'latchkey.sqlite'

export const databaseFile = (folder: string): string => join(folder, FILE)

export const databaseExists = (folder: string): boolean => existsSync(databaseFile(folder))

/**
 * Opens the SQLite file in `folder` and migrates its tables to this version. It uses a rollback journal, so that a copy of the one
 * file is complete between two changes. A write-ahead log would keep the latest changes in a second file until it is 4 MB long.
 * @throws SettingsError when the file cannot be used.
 */
export function openStore(folder: string): Store {
  const path = databaseFile(folder)
  if (!existsSync(path)) refuseLost(folder, true)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const database = new Database(path)
  try {
    database.exec('pragma busy_timeout = 5000; pragma foreign_keys = on; pragma synchronous = full')
    if (isEmpty(database)) refuseLost(folder, false)
    useRollbackJournal(database)
    migrate(database, path)
  } catch (error) {
    database.close()
    throw asUnusable(error, path)
  }
  const writes = { count: 0 }
  const store = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(database, writes) }) })
  writesOf.set(store, writes)
  return store
}

const writesOf = new WeakMap<Store, { count: number }>()

/** How many statements of this process may have written. One that is not committed yet counts. */
export const countWrites = (store: Store): number => writesOf.get(store)?.count ?? 0

/** The key file is created after the database, so a key file without a database means that the database was lost. @throws SettingsError */
function refuseLost(folder: string, isMissing: boolean): void {
  const key = keyFile(folder)
  if (!existsSync(key)) return
  throw new SettingsError(
    `The database ${databaseFile(folder)} is ${isMissing ? 'missing' : 'empty'}, and its encryption key file is there: put the database back from your backup, or, to begin anew without what was saved, move ${key} away too.`,
  )
}

/** A database that was copied without its journal may look like this. */
const isEmpty = (database: Database.Database): boolean =>
  database.prepare('select 1 from sqlite_master limit 1').all().length === 0

function useRollbackJournal(database: Database.Database): void {
  try {
    database.exec('pragma journal_mode = delete')
  } catch (error) {
    // an earlier version still has the file open, with a write-ahead log: the next start changes it
    if (codeOf(error) !== 'SQLITE_BUSY') throw error
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The administrator has to replace a file that is damaged or is no database. */
const asUnusable = (error: unknown, path: string): unknown =>
  codeOf(error) === 'SQLITE_NOTADB' || codeOf(error) === 'SQLITE_CORRUPT'
    ? new SettingsError(`${path} is no sound SQLite database: put it back from your backup.`)
    : error

function migrate(database: Database.Database, path: string): void {
  // one transaction reads the version and migrates, so that two starts at once do not both migrate
  database.exec('begin immediate')
  try {
    const [version = 0] = Object.values(Object(database.prepare('pragma user_version').get())).map(Number)
    if (version > MIGRATIONS.length)
      throw new SettingsError(
        `${path} was written by a newer Latchkey: start that one, or put back a backup of before.`,
      )
    for (const statement of MIGRATIONS.slice(version).flat()) database.exec(statement)
    if (version < MIGRATIONS.length) database.exec(`pragma user_version = ${MIGRATIONS.length}`)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}

/** What can change nothing. */
const READS = /^\s*(select|pragma data_version)\b/i

/** libsql keeps memory for every prepared statement, so each text is prepared once. */
function withStatementCache(database: Database.Database, writes: { count: number }): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = prepared.get(sql)
      if (known) return known
      const statement = database.prepare(sql)
      const weight = READS.test(sql) ? 0 : 1
      const wrapped: SqliteStatement = {
        reader: statement.reader,
        all: (parameters) => {
          writes.count += weight
          return statement.all([...parameters])
        },
        run: (parameters) => {
          writes.count += weight
          const { changes, lastInsertRowid } = statement.run([...parameters])
          return { changes, lastInsertRowid }
        },
        iterate: (parameters) => {
          writes.count += weight
          return statement.iterate([...parameters])
        },
      }
      prepared.set(sql, wrapped)
      return wrapped
    },
  }
}
