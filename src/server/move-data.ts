import { sql } from 'kysely'
import { readSharedDatabase } from './database-url.ts'
import { asCommandLine } from './command-line.ts'
import { lockFolder } from './folder-lock.ts'
import { nameOfKeySource, readKeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { SettingsError } from './settings.ts'
import { recordAudit } from './store/audit.ts'
import { assertDatabaseExists, type Store } from './store/database.ts'
import { storeFacts } from './store/facts.ts'

export type MoveOptions = {
  dataFolder: string
  /** The environment, which names the database, and may name the encryption key. */
  env: Readonly<Record<string, string | undefined>>
}

/** `rows`: null where all of it was there already. */
export type Moved = { database: string; rows: number | null }

/** A statement of PostgreSQL takes 65,535 values. */
const ROWS_AT_ONCE = 500

/**
 * Copies what is in a data folder's SQLite file into an empty PostgreSQL database, in one transaction: whenever this is interrupted, the
 * database holds nothing of it, or all, and it can be run again. The file stays as it is. No gateway may run on the folder meanwhile.
 * @throws SettingsError
 */
export async function moveData({ dataFolder, env }: MoveOptions): Promise<Moved> {
  const shared = readSharedDatabase(env)
  if (!shared) throw new SettingsError('LATCHKEY_DATABASE_URL is not set: name the PostgreSQL database to move to.')
  assertDatabaseExists(dataFolder)
  const source = readKeySource(env, dataFolder)
  const release = lockFolder(dataFolder, { pid: process.pid, keySource: nameOfKeySource(source) })
  try {
    // finishes a rotation that was cut short: in PostgreSQL there is one key
    const { store: from } = await openData(dataFolder, { source })
    try {
      const { openPostgres } = await import('./store/postgres.ts')
      const into = await openPostgres(shared)
      try {
        return { database: shared.name, rows: await asCommandLine(() => copyAll(from, into, shared.name)) }
      } finally {
        await into.destroy()
      }
    } finally {
      await from.destroy()
    }
  } finally {
    release()
  }
}

/** @returns how many rows were copied; null where the same data is there already. */
function copyAll(from: Store, into: Store, name: string): Promise<number | null> {
  return into.transaction().execute(async (transaction) => {
    const there = await storeFacts(transaction).find('canary')
    // sealed anew with each store, so that it tells one from another
    if (there !== null && there === (await storeFacts(from).find('canary'))) return null
    if (there !== null)
      throw new SettingsError(`The database ${name} holds the data of another Latchkey: name an empty one.`)
    let rows = 0
    // the audit takes new rows only; whoever has its tables may lift that, within this transaction
    await sql`alter table audit disable trigger audit_no_other_insert`.execute(transaction)
    for (const table of await tablesInOrder(from)) rows += await copyTable(from, transaction, table)
    await sql`alter table audit enable trigger audit_no_other_insert`.execute(transaction)
    await recordAudit(transaction, { action: 'data-move', facts: { rows } }, Date.now())
    return rows
  })
}

/** Written by triggers, for each row that is copied. */
const NOT_COPIED = new Set(['changes'])

/** Every table, behind those that its rows refer to. */
async function tablesInOrder(from: Store): Promise<string[]> {
  const found = await sql<{ name: string; parent: string | null }>`
    select tables.name, parents."table" as parent from sqlite_master as tables
    left join pragma_foreign_key_list(tables.name) as parents
    where tables.type = 'table' and tables.name not like 'sqlite_%'`.execute(from)
  const left = new Map<string, Set<string>>()
  for (const { name, parent } of found.rows) {
    const parents = left.get(name) ?? new Set()
    if (parent !== null && parent !== name) parents.add(parent)
    left.set(name, parents)
  }
  const ordered: string[] = []
  while (left.size > 0) {
    const next = [...left].find(([, parents]) => [...parents].every((parent) => !left.has(parent)))
    if (!next) throw new Error('tables refer to each other in a circle')
    left.delete(next[0])
    ordered.push(next[0])
  }
  return ordered.filter((table) => !NOT_COPIED.has(table))
}

async function copyTable(from: Store, into: Store, table: string): Promise<number> {
  const info = await sql<{ name: string; type: string; pk: number }>`select * from pragma_table_info(${table})`.execute(
    from,
  )
  const columns = info.rows.map(({ name }) => name)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const keys = info.rows.filter(({ pk }) => pk > 0).map(({ name }) => sql.ref(name))
  const replaced = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))
  let copied = 0
  for (let after = 0; ;) {
    const { rows } = await sql<{ rowid: number } & Record<string, unknown>>`
      select rowid as "rowid", ${names} from ${sql.table(table)} where rowid > ${after} order by rowid limit ${ROWS_AT_ONCE}
    `.execute(from)
    const last = rows.at(-1)
    if (!last) break
    after = last.rowid
    const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
    // the tables of an empty database hold nothing but what a migration has put there
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}
      ${keys.length > 0 ? sql`on conflict (${sql.join(keys)}) do update set ${replaced}` : sql``}`.execute(into)
    copied += rows.length
  }
  const numbered = info.rows.find(({ type, pk }) => pk === 1 && type.toLowerCase() === 'integer')
  if (numbered && copied > 0) await continueNumbers(into, table, numbered.name)
  return copied
}

/** The next row gets the number after the last one. */
const continueNumbers = (into: Store, table: string, column: string) =>
  sql`select setval(pg_get_serial_sequence(${table}, ${column}), (select max(${sql.ref(column)}) from ${sql.table(table)}))`.execute(
    into,
  )
