import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'
import { MIGRATIONS, type Tables } from './schema.ts'

export type Store = Kysely<Tables>

const FILE = 'latchkey.sqlite'

export const databaseExists = (folder: string): boolean => existsSync(join(folder, FILE))

/** Opens the SQLite file in `folder` and brings it to this version's tables. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const database = new Database(join(folder, FILE))
  database.exec(
    'pragma journal_mode = wal; pragma busy_timeout = 5000; pragma foreign_keys = on; pragma synchronous = full',
  )
  migrate(database)
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(database) }) })
}

function migrate(database: Database.Database): void {
  // one transaction for the look and the change, so that two starts at once do not both migrate
  database.exec('begin immediate')
  try {
    const [version = 0] = Object.values(Object(database.prepare('pragma user_version').get())).map(Number)
    for (const statement of MIGRATIONS.slice(version).flat()) database.exec(statement)
    database.exec(`pragma user_version = ${MIGRATIONS.length}`)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}

/** libsql keeps memory for every prepared statement, so each text is prepared once. */
function withStatementCache(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = prepared.get(sql)
      if (known) return known
      const statement = database.prepare(sql)
      const wrapped: SqliteStatement = {
        reader: statement.reader,
        all: (parameters) => statement.all([...parameters]),
        run: (parameters) => {
          const { changes, lastInsertRowid } = statement.run([...parameters])
          return { changes, lastInsertRowid }
        },
        iterate: (parameters) => statement.iterate([...parameters]),
      }
      prepared.set(sql, wrapped)
      return wrapped
    },
  }
}
