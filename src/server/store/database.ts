import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { Kysely, SqliteDialect } from 'kysely'
import {
  closeToOthers,
  isOfAnother,
  lstatOfOwn,
  ofAnother,
  prepareDatabaseFile,
  prepareDataFolder,
} from '../data-folder.ts'
import { keyFile } from '../key-file.ts'
import { SettingsError } from '../settings.ts'
import type { ReplicaLocks } from './replica-locks.ts'
import { MIGRATIONS, statementsOf, type Tables } from './schema.ts'
import { SQLITE_WORDS } from './sql-words.ts'
import { withStatementCache } from './statement-cache.ts'
import { isBusy, storageFaultOf } from './storage-fault.ts'
import { copyBeforeUpgrade, forgetOldCopies } from './upgrade-copy.ts'

export type Store = Kysely<Tables>

const FILE = 'latchkey.sqlite'
/** In milliseconds. Without it, libsql does not wait at all. */
export const BUSY_TIMEOUT = 'pragma busy_timeout = 5000'

export const databaseFile = (folder: string): string => join(folder, FILE)

/** @throws SettingsError */
export function assertDatabaseExists(folder: string): void {
  if (databaseExists(folder)) return
  // somebody who may not look into it sees nothing there
  const owner = ownerOf(folder)
  if (owner !== null && isOfAnother(owner)) throw ofAnother(folder)
  throw new SettingsError(`There is no Latchkey in ${folder}: set LATCHKEY_DATA to its folder.`)
}

/** null where it is not there, or cannot be seen. */
function ownerOf(folder: string): number | null {
  try {
    return statSync(folder).uid
  } catch {
    return null
  }
}

export const databaseExists = (folder: string): boolean => existsSync(databaseFile(folder))

/**
 * Opens the SQLite file in `folder` and migrates its tables to this version. It uses a rollback journal, so that a copy of the one
 * file is complete between two changes. A write-ahead log would keep the latest changes in a second file until it is 4 MB long.
 * @param beforeChange called with the file as it was found; what it throws leaves the file so.
 * @throws SettingsError when the file cannot be used.
 */
export function openStore(
  folder: string,
  beforeChange: (database: Database.Database) => void = () => undefined,
): Store {
  const path = databaseFile(folder)
  if (!existsSync(path)) refuseLost(folder, true)
  prepareDataFolder(folder)
  const { isOpenToOthers } = prepareDatabaseFile(path)
  const database = openFile(path)
  let upgrade: Upgrade | null = null
  try {
    database.exec('pragma foreign_keys = on; pragma synchronous = full')
    if (isEmpty(database)) refuseLost(folder, false)
    refuseNewer(versionOf(database), path)
    beforeChange(database)
    useRollbackJournal(database)
    upgrade = migrate(database, path)
    if (isOpenToOthers) closeToOthers(path)
  } catch (error) {
    database.close()
    throw asUnusable(error, path)
  }
  const writes = { count: 0 }
  const statements = withStatementCache(database, writes)
  const store = new Kysely<Tables>({ dialect: new SqliteDialect({ database: statements }) })
  const keyId = statements.prepare(`select value from store_facts where name = 'key'`)
  noteStore(store, { writes, upgrade, keyId: () => Object(keyId.all([])[0]).value ?? null })
  return store
}

/**
 * The version of the tables in `folder`; 0 where there are none yet. Nothing is changed, and a gateway may run.
 * @throws SettingsError where `openStore` would refuse it.
 */
export function inspectDatabase(folder: string): number {
  const path = databaseFile(folder)
  if (!existsSync(path)) {
    refuseLost(folder, true)
    return 0
  }
  if (isOfAnother(lstatOfOwn(path).uid)) throw ofAnother(path)
  const database = openFile(path, { readonly: true })
  try {
    if (isEmpty(database)) refuseLost(folder, false)
    const version = versionOf(database)
    refuseNewer(version, path)
    return version
  } catch (error) {
    throw asUnusable(error, path)
  } finally {
    database.close()
  }
}

/** Opens it so that it waits while another program writes. @throws SettingsError */
function openFile(path: string, options: Database.Options = {}): Database.Database {
  try {
    const database = new Database(path, options)
    database.exec(BUSY_TIMEOUT)
    return database
  } catch (error) {
    throw asUnusable(error, path)
  }
}

/** What is known of an open store beside its queries. */
type StoreParts = {
  writes: { count: number }
  /** See `sealingKeyId`. */
  keyId?: () => string | null
  /** Of a database that other replicas share. */
  shared?: SharedParts
  /** What opening it has changed; null for nothing. */
  upgrade?: Upgrade | null
}
/** Tables that were brought to this version. */
export type Upgrade = {
  from: number
  to: number
  /** The database as it was before. */
  copy: string
}
export type SharedParts = {
  /** As `changes` names what this process writes. */
  writer: string
  locks: ReplicaLocks
}

const partsOf = new WeakMap<Store, StoreParts>()

/** Adds to what is known of a store. */
export const noteStore = (store: Store, parts: Partial<StoreParts>): void =>
  void partsOf.set(store, { writes: { count: 0 }, ...partsOf.get(store), ...parts })

export const upgradeOf = (store: Store): Upgrade | null => partsOf.get(store)?.upgrade ?? null

/** null for SQLite, whose file belongs to one gateway. */
export const sharedPartsOf = (store: Store): SharedParts | null => partsOf.get(store)?.shared ?? null

/** The id of the key that everything new is sealed with, read at once, within whatever transaction runs; null before the first one. */
export const sealingKeyId = (store: Store): string | null => partsOf.get(store)?.keyId?.() ?? null

/** The same of a file that may have no tables yet. */
export function keyIdIn(database: Database.Database): string | null {
  const hasFacts = database.prepare(`select 1 from sqlite_master where name = 'store_facts'`).get() !== undefined
  const row: unknown = hasFacts ? database.prepare(`select value from store_facts where name = 'key'`).get() : null
  return Object(row).value ?? null
}

/** How many statements of this process may have written something that is kept in memory: `weightOf`. */
export const countWrites = (store: Store): number => partsOf.get(store)?.writes.count ?? 0

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
    if (!isBusy(error)) throw error
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The administrator has to replace a file that is damaged or is no database, and to mend a disk that takes nothing. */
function asUnusable(error: unknown, path: string): unknown {
  if (codeOf(error) === 'SQLITE_NOTADB' || codeOf(error) === 'SQLITE_CORRUPT')
    return new SettingsError(`${path} is no sound SQLite database: put it back from your backup.`)
  if (isBusy(error))
    return new SettingsError(`Another program keeps the database ${path} busy: try again once it has ended.`)
  return storageFaultOf(error) === null
    ? error
    : new SettingsError(
        `The database ${path} cannot be used: its disk is full, failed or takes no changes (${codeOf(error)}).`,
      )
}

export const versionOf = (database: Database.Database): number =>
  Object.values(Object(database.prepare('pragma user_version').get())).map(Number)[0] ?? 0

/** @throws SettingsError */
export function refuseNewer(version: number, path: string): void {
  if (version > MIGRATIONS.length)
    throw new SettingsError(`${path} was written by a newer Latchkey: start that one, or put back a backup of before.`)
}

/** One transaction reads the version, copies what is there and migrates, so that two starts at once do not both do so. */
function migrate(database: Database.Database, path: string): Upgrade | null {
  database.exec('begin immediate')
  let from = 0
  let copy: string | null = null
  try {
    from = versionOf(database)
    refuseNewer(from, path)
    if (from > 0 && from < MIGRATIONS.length) copy = copyBeforeUpgrade(database, path, from, Date.now())
    for (const statement of statementsOf(MIGRATIONS.slice(from), SQLITE_WORDS)) database.exec(statement)
    if (from < MIGRATIONS.length) database.exec(`pragma user_version = ${MIGRATIONS.length}`)
    database.exec('commit')
  } catch (error) {
    // SQLite itself has ended it where the disk failed
    if (database.inTransaction) database.exec('rollback')
    // the next start makes another one of the same
    if (copy !== null && isStill(database, from)) rmSync(copy, { force: true })
    throw error
  }
  if (copy === null) return null
  forgetOldCopies(path, { latest: copy })
  return { from, to: MIGRATIONS.length, copy }
}

/** false where that cannot be read: a commit that has failed may hold all the same. */
function isStill(database: Database.Database, version: number): boolean {
  try {
    return versionOf(database) === version
  } catch {
    return false
  }
}
