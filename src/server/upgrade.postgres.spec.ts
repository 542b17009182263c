import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { readSharedDatabase } from './database-url.ts'
import { checkDatabase, checkKey } from './self-check.ts'
import { openPostgres } from './store/postgres.ts'
import { MIGRATIONS } from './store/schema.ts'
import { TestGateway } from './testing/gateway.ts'
import { PostgresCluster } from './testing/postgres-cluster.ts'
import { administer, newPostgres } from './testing/postgres-database.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const nameOf = (url: string): string => readSharedDatabase({ LATCHKEY_DATABASE_URL: url })?.name ?? ''

async function open(url: string) {
  const shared = readSharedDatabase({ LATCHKEY_DATABASE_URL: url })
  if (shared === null) throw new Error('no database')
  return openPostgres(shared)
}

const tables = async (url: string): Promise<unknown[]> =>
  (await administer(`select tablename from pg_tables where schemaname = 'public' order by 1`, url)).map(
    ({ tablename }) => tablename,
  )

test('a migration that fails in the middle leaves nothing of it', async () => {
  const url = await newPostgres()
  // what version 22 makes, behind all before it
  await administer('create table glpi_sessions (a text)', url)
  await expect(open(url)).rejects.toThrow(`The database ${nameOf(url)} cannot be used: it says 42P07.`)
  expect(await tables(url)).toEqual(['glpi_sessions'])
  await administer('drop table glpi_sessions', url)
  await (await open(url)).destroy()
  expect(await tables(url)).toContain('instances')
})

/** What a version after this one may do while replicas of this one run: it adds, and takes nothing away. */
const LATER = `
  alter table registrations add column later bigint not null default 0;
  create table later (instance_id text primary key references instances(id) on delete cascade, word text not null);
  update schema_version set version = ${MIGRATIONS.length + 1}
`

test('a replica of this version goes on beside a newer one, and is not started again', async () => {
  const url = await newPostgres()
  const panel = await TestGateway.open((gateway) => (gateway.env['LATCHKEY_DATABASE_URL'] = url))
  try {
    await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
    await administer(LATER, url)
    const key = sandboxKey('standard')
    expect((await panel.call('PUT', '/api/instances/town/registration', { key })).status).toBe(200)
    const read = Registration.parse(await panel.json('GET', '/api/instances/town/registration'))
    expect(read.key?.fingerprint).toBe(fingerprintOf(key))
    expect((await panel.call('GET', '/api/ready')).status).toBe(200)
    const refusal = `${nameOf(url)} was written by a newer Latchkey: start that one, or put back a backup of before.`
    await expect(open(url)).rejects.toThrow(refusal)
    await expect(checkDatabase(folder, { LATCHKEY_DATABASE_URL: url })).rejects.toThrow(refusal)
    expect((await administer('select version from schema_version', url))[0]).toEqual({ version: MIGRATIONS.length + 1 })
    expect(panel.reports).toEqual([])
  } finally {
    await panel.close()
  }
})

let cluster: PostgresCluster
beforeAll(async () => {
  // of its own, to be stopped
  cluster = await PostgresCluster.start()
})
afterAll(() => cluster.close())

test('self-check reads a database and changes nothing, and names one that is down', async () => {
  const name = await cluster.newDatabase()
  const url = cluster.url(name)
  const env = { LATCHKEY_DATABASE_URL: url }
  expect(await checkDatabase(folder, env)).toMatchObject({ word: 'database-missing', isGood: true })
  expect(await checkKey(folder, env)).toMatchObject({ word: 'key-missing', isGood: true })
  expect(await tables(url)).toEqual([])
  const panel = await TestGateway.open((gateway) => (gateway.env['LATCHKEY_DATABASE_URL'] = url))
  expect(await checkDatabase(panel.folder, env)).toMatchObject({ word: 'database-good', isGood: true })
  expect(await checkKey(panel.folder, env)).toMatchObject({ word: 'key-good', isGood: true })
  // another replica that was given no key, or another one
  await expect(checkKey(folder, env)).rejects.toThrow('latchkey.key is missing')
  writeFileSync(join(folder, 'latchkey.key'), Buffer.alloc(32, 7), { mode: 0o600 })
  await expect(checkKey(folder, env)).rejects.toThrow(`is not the one that ${nameOf(url)} was written with`)
  await panel.close()
  await cluster.stop()
  await expect(checkDatabase(folder, env)).rejects.toThrow(
    `The database ${nameOf(url)} cannot be used: it says ECONNREFUSED.`,
  )
})
