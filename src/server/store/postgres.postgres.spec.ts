import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { readSharedDatabase } from '../database-url.ts'
import { moveData } from '../move-data.ts'
import { openData } from '../open-data.ts'
import { administer, emptyPostgres, newPostgres } from '../testing/postgres-database.ts'
import { verifyAudit } from './audit-chain.ts'
import { openStore, type Store } from './database.ts'
import { storeFacts } from './facts.ts'
import { instanceStore } from './instances.ts'
import { openPostgres } from './postgres.ts'
import { registrationStore } from './registrations.ts'
import { MIGRATIONS } from './schema.ts'
import { signIns } from './sign-ins.ts'

const sharedAt = (url: string) => {
  const shared = readSharedDatabase({ LATCHKEY_DATABASE_URL: url })
  if (!shared) throw new Error('no address')
  return shared
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const columnsOf = async (store: Store, query: string): Promise<string[]> =>
  (await sql.raw<{ column: string }>(query).execute(store)).rows.map(({ column }) => column).toSorted()

test('replicas that start together on an empty database migrate it once, to the tables that SQLite has', async () => {
  const url = await newPostgres()
  const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgres(sharedAt(url))))
  expect(await administer('select version from schema_version', url)).toEqual([{ version: MIGRATIONS.length }])
  const folder = newFolder()
  const sqlite = openStore(folder)
  const inSqlite = await columnsOf(
    sqlite,
    `select tables.name || '.' || columns.name as "column" from sqlite_master as tables
     join pragma_table_info(tables.name) as columns where tables.type = 'table' and tables.name not like 'sqlite_%'`,
  )
  const inPostgres = await columnsOf(
    stores[0] ?? sqlite,
    `select table_name || '.' || column_name as "column" from information_schema.columns where table_schema = 'public'`,
  )
  expect(inPostgres.filter((one) => !['changes.writer', 'schema_version.version'].includes(one))).toEqual(inSqlite)
  await Promise.all([sqlite, ...stores].map((store) => store.destroy()))
})

test('a database of a later version is refused, and so is one that does not answer', async () => {
  const url = await newPostgres()
  await administer('create table schema_version (version integer); insert into schema_version values (999)', url)
  await expect(openPostgres(sharedAt(url))).rejects.toThrow(/was written by a newer Latchkey/)
  await expect(openPostgres(sharedAt('postgres://a:secret@127.0.0.1:1/x'))).rejects.toThrow(
    'The database postgres://127.0.0.1:1/x cannot be used: it says ECONNREFUSED.',
  )
})

test('of two first starts with different keys, one begins and the other is refused', async () => {
  const shared = sharedAt(await newPostgres())
  const starts = await Promise.allSettled([newFolder(), newFolder()].map((folder) => openData(folder, { shared })))
  expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const reasons = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []))
  expect(reasons).toEqual([expect.stringMatching(/latchkey.key is (missing|not the one)/)])
  await Promise.all(starts.map(async (start) => start.status === 'fulfilled' && start.value.store.destroy()))
})

test('what is sealed with a key that was given up is refused', async () => {
  const { url, giveBack } = await emptyPostgres()
  const store = await openPostgres(sharedAt(url))
  await storeFacts(store).note('former-keys', '0123456789abcdef')
  await instanceStore(store, () => 1).add({ id: 'town', name: 'Town', servicesUrl: 'https://services.example' })
  const save = (sealedKey: string) =>
    registrationStore(store).save('town', { sealedKey, fingerprint: 'x', keyLength: 1, finding: 'clean' }, 1)
  await expect(save('0123456789abcdef.sealed')).rejects.toThrow('sealed with a key that was given up')
  await expect(save('without an id')).rejects.toThrow('sealed with a key that was given up')
  expect((await save('fedcba9876543210.sealed')).savedAt).toBe(1)
  await store.destroy()
  await giveBack()
})

/** A data folder with some of everything. */
async function filledFolder(count: number): Promise<string> {
  const folder = newFolder()
  const { store, vault } = await openData(folder)
  for (let at = 0; at < count; at += 1) {
    const id = `town-${at}`
    await instanceStore(store, () => at).add({ id, name: `Town ✓ ${at}`, servicesUrl: 'https://services.example' })
    const key = {
      sealedKey: vault.seal(`key of ${id}`, id),
      fingerprint: `f${at}`,
      keyLength: 7,
      finding: 'clean' as const,
    }
    await registrationStore(store).save(id, key, at)
  }
  await signIns(store, Date.now).invite('viewer', 1)
  await store.destroy()
  return folder
}

test('move copies all of it once; what happened since then stays, and a database of others is refused', async () => {
  const dataFolder = await filledFolder(600)
  const before = readFileSync(join(dataFolder, 'latchkey.sqlite'))
  const url = await newPostgres()
  const env = { LATCHKEY_DATABASE_URL: url }
  const { rows } = await moveData({ dataFolder, env })
  expect(rows).toBe(600 * 2 + 5)
  expect(readFileSync(join(dataFolder, 'latchkey.sqlite')).equals(before)).toBe(true)
  const { store, vault } = await openData(dataFolder, { shared: sharedAt(url) })
  const moved = store.selectFrom('audit').select(['action', 'origin', 'facts']).orderBy('number', 'desc').limit(1)
  expect(await moved.execute()).toEqual([
    { action: 'data-move', origin: 'command-line', facts: JSON.stringify({ rows }) },
  ])
  expect((await verifyAudit(store)).fault).toBeNull()
  const saved = await registrationStore(store).find('town-7')
  expect(vault.open(saved?.sealedKey ?? '', 'town-7')).toBe('key of town-7')
  expect((await instanceStore(store, () => 1).find('town-7'))?.name).toBe('Town ✓ 7')
  // numbers go on where they were
  await signIns(store, Date.now).invite('admin', 1)
  expect((await signIns(store, Date.now).invitations()).map(({ number }) => number)).toEqual([1, 2])
  await instanceStore(store, () => 1).remove('town-7')
  expect(await moveData({ dataFolder, env })).toMatchObject({ rows: null })
  expect(await instanceStore(store, () => 1).find('town-7')).toBeUndefined()
  await store.destroy()
  await expect(moveData({ dataFolder: await filledFolder(1), env })).rejects.toThrow(
    /holds the data of another Latchkey/,
  )
})

test('move that is cut off leaves nothing, and can be run again', async () => {
  const dataFolder = await filledFolder(600)
  const url = await newPostgres()
  const env = { LATCHKEY_DATABASE_URL: url }
  await openPostgres(sharedAt(url)).then((store) => store.destroy())
  // the last table is reached, and refused
  await administer(`alter table sign_ins add constraint none check (id < 0)`, url)
  await expect(moveData({ dataFolder, env })).rejects.toThrow('violates check constraint')
  expect(await administer('select count(*)::int as count from instances', url)).toEqual([{ count: 0 }])
  await administer(`alter table sign_ins drop constraint none`, url)
  expect((await moveData({ dataFolder, env })).rows).toBe(1205)
})

test('a text with a NUL and a number that no row can have are nobody’s, as on SQLite', async () => {
  const { url, giveBack } = await emptyPostgres()
  const store = await openPostgres(sharedAt(url))
  onTestFinished(async () => {
    await store.destroy()
    await giveBack()
  })
  expect(await instanceStore(store, () => 0).find('a\0b')).toBeUndefined()
  expect(await signIns(store, () => 0).withdraw(1e30)).toBe(false)
})

test.each([
  [
    'postgres://u:p%40ss@db.example/latchkey',
    { host: 'db.example', port: 5432, password: 'p@ss', tls: { ca: undefined, checksName: true } },
  ],
  ['postgresql://u@db.example:6000/x?sslmode=disable', { port: 6000, tls: null }],
  ['postgres://u@db.example/x?sslmode=require', { tls: { ca: undefined, checksName: true } }],
  ['postgres://u@db.example/x?sslmode=verify-ca', { tls: { ca: undefined, checksName: false } }],
  ['postgres://u@db.example/x', { connectMs: 5000 }],
  ['postgres://u@db.example/x?connect_timeout=30', { connectMs: 30_000 }],
  ['postgres://u@[::1]/x', { host: '::1', tls: null }],
  ['postgres:///x?host=/run/postgresql', { host: '/run/postgresql', database: 'x', tls: null }],
])('%s is read', (url, expected) => {
  expect(sharedAt(url)).toMatchObject(expected)
})

test.each([
  'mysql://u@h/x',
  'postgres://u:secret@h/x?sslmode=prefer',
  'postgres://u:secret@h/x?connect_timeout=0',
  'postgres://u:secret@h/x?connect_timeout=5s',
  'postgres://h',
  'postgres://u@h/x?foo=1',
  'x',
])('%s is refused, and not repeated', (url) => {
  expect(() => sharedAt(url)).toThrow(/^LATCHKEY_DATABASE_URL must be an address such as (?!.*secret)/)
})
