import Database from 'libsql'
import { keyFile, keyIdOf } from './key-file.ts'
import { nameOfKeySource, readKeys, type KeySource } from './key-source.ts'
import { finishRotation } from './rotation.ts'
import { CANARY_PLACE, connectionPlace } from './sealed-places.ts'
import { SettingsError } from './settings.ts'
import type { SharedDatabase } from './database-url.ts'
import { prepareDataFolder } from './data-folder.ts'
import {
  BUSY_TIMEOUT,
  databaseFile,
  keyIdIn,
  noteStore,
  openStore,
  sealingKeyId,
  type Store,
} from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { createKeyRing, createVault, type Vault } from './vault.ts'

/** The text has no meaning: it only shows whether the key opens it. */
const CANARY = 'latchkey'

export type DataOptions = {
  source?: KeySource
  /** Where the data is, unless it is in SQLite in the folder. */
  shared?: SharedDatabase | null
  /** Called once the data is known to be sound, and nothing is changed yet. What it throws stops the opening. */
  beforeChange?: () => void
}

/**
 * The store in a data folder, and the keys that open its secrets. A rotation that was cut short is finished.
 * @throws SettingsError when either is missing or unusable, or when they do not belong together. Nothing is changed then.
 */
export async function openData(
  folder: string,
  {
    source = { from: 'file', path: keyFile(folder), isOwn: true },
    shared = null,
    beforeChange = () => undefined,
  }: DataOptions = {},
): Promise<OpenData> {
  // one that is not Latchkey's to make has to be there before anything else is made
  if (source.from !== 'file' || !source.isOwn) readKeys(source, false)
  if (shared) return openShared(folder, source, shared)
  let sealed: Sealed[] = []
  const database = databaseFile(folder)
  const store = openStore(folder, (opened) => {
    sealed = sealedIn(opened)
    if (sealed.length > 0) fittingKey({ database, source, sealed, id: keyIdIn(opened) })
    beforeChange()
  })
  try {
    // a key file that is made here comes after the tables: one beside an empty database means that a database was lost
    const current = fittingKey({ database, source, sealed, id: sealingKeyId(store) })
    // a new store, or one of an earlier version
    if (sealingKeyId(store) !== keyIdOf(current)) await storeFacts(store).note('key', keyIdOf(current))
    const vault = createKeyRing({ read: () => readKeys(source, false), currentId: () => sealingKeyId(store) })
    if (!sealed.some(({ place }) => place === CANARY_PLACE))
      await storeFacts(store).note('canary', vault.seal(CANARY, CANARY_PLACE))
    if (source.from === 'file') await finishRotation({ store, vault, path: source.path, database })
    return { store, vault }
  } catch (error) {
    await store.destroy()
    throw error
  }
}

export type OpenData = { store: Store; vault: Vault }

/**
 * The same in PostgreSQL. Replicas have the same key, each by its own file or setting. It is never changed there (rotate-data.ts), so
 * that its id may stay in memory. Of replicas that start together on an empty database, the key of the first is the one.
 */
async function openShared(folder: string, source: KeySource, shared: SharedDatabase): Promise<OpenData> {
  if (source.from === 'file' && source.isOwn) prepareDataFolder(folder)
  const { openPostgres } = await import('./store/postgres.ts')
  const store = await openPostgres(shared)
  try {
    const vault = await store.transaction().execute(async (transaction) => {
      const facts = storeFacts(transaction)
      const [canary, id] = [await facts.find('canary'), await facts.find('key')]
      const key = fittingKey({ source, ...sealOfCanary(shared.name, canary, id) })
      const current = keyIdOf(key)
      noteStore(store, { keyId: () => current })
      const ring = createKeyRing({ read: () => readKeys(source, false), currentId: () => current })
      if (id !== current) await facts.note('key', current)
      if (canary === null) await facts.note('canary', ring.seal(CANARY, CANARY_PLACE))
      return ring
    })
    return { store, vault }
  } catch (error) {
    await store.destroy()
    throw error
  }
}

/** Whether this key belongs to a database that is not in its place yet. */
export function keyOpens(database: Database.Database, key: Uint8Array): boolean {
  const vault = createVault(key)
  const sealed = sealedIn(database)
  return sealed.length === 0 || sealed.some(({ text, place }) => vault.opens(text, place))
}

/** What tells which key is the one of a store: texts that are sealed with it, and its id where that is stored. */
export type Seal = { database: string; sealed: Sealed[]; id: string | null }

/** Of the SQLite file in a folder, which is only read. */
export function sealOf(folder: string): Seal {
  const path = databaseFile(folder)
  const database = new Database(path, { readonly: true })
  try {
    database.exec(BUSY_TIMEOUT)
    return { database: path, sealed: sealedIn(database), id: keyIdIn(database) }
  } finally {
    database.close()
  }
}

export const sealOfCanary = (database: string, canary: string | null, id: string | null): Seal => ({
  database,
  sealed: canary === null ? [] : [{ text: canary, place: CANARY_PLACE }],
  id,
})

/** @throws SettingsError where something is sealed, and this key does not open it. */
export function assertKeyFits(source: KeySource, seal: Seal): void {
  if (seal.sealed.length > 0) fittingKey({ source, ...seal })
}

type Fitting = Seal & { source: KeySource }

/** The key that this store is sealed with. @throws SettingsError */
function fittingKey({ database, source, sealed, id }: Fitting): Uint8Array {
  const isNew = sealed.length === 0
  const keys = readKeys(source, isNew)
  const fits = (key: Uint8Array) => sealed.some(({ text, place }) => createVault(key).opens(text, place))
  const candidates = id === null || isNew ? keys : keys.filter((key) => keyIdOf(key) === id)
  const key = candidates.find((candidate) => isNew || fits(candidate))
  if (key) return key
  throw new SettingsError(
    `The encryption key file ${nameOfKeySource(source)} is not the one that ${database} was written with: put back the two that belong together.`,
  )
}

type Sealed = { text: string; place: string }

/** Where earlier versions sealed something; a few rows are enough, since one key sealed them all. */
const LOOKED_AT: { query: string; place: (id: string) => string }[] = [
  { query: `select value as text, name as id from store_facts where name = 'canary'`, place: () => CANARY_PLACE },
  { query: `select sealed_key as text, instance_id as id from registrations limit 20`, place: (id) => id },
  { query: `select sealed_connection as text, instance_id as id from glpis limit 20`, place: connectionPlace },
]

/** The canary; in a store without one, other sealed texts. */
function sealedIn(database: Database.Database): Sealed[] {
  for (const { query, place } of LOOKED_AT) {
    const rows = rowsOf(database, query)
    if (rows.length > 0) return rows.map(({ text, id }) => ({ text, place: place(id) }))
  }
  return []
}

/** None where a store of an earlier version has no such table yet. */
function rowsOf(database: Database.Database, query: string): { text: string; id: string }[] {
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => ({ text: String(Object(row).text), id: String(Object(row).id) }))
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return []
    throw error
  }
}
