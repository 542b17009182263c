import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordAudit } from './audit.ts'
import { createStoreChanges } from './changes.ts'
import { openStore, type Store } from './database.ts'
import { instanceStore } from './instances.ts'
import { registrationStore } from './registrations.ts'
import type { Tables } from './schema.ts'
import { sessions } from './sessions.ts'
import { signIns } from './sign-ins.ts'

let folder: string
let store: Store
let time = 0
const steady = () => time
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  for (const id of ['town', 'port'])
    await instanceStore(store, Date.now).add({ id, name: id, servicesUrl: 'https://a.example' })
  await save('town', 'sha256:a')
})
afterEach(async () => {
  await store.destroy()
  rmSync(folder, { recursive: true })
})

const save = (id: string, fingerprint: string, at = store) =>
  registrationStore(at).save(id, { sealedKey: 'sealed', fingerprint, keyLength: 300, finding: 'clean' }, 1)
const rename = (id: string, at = store) =>
  at.updateTable('instances').set({ name: 'New' }).where('id', '=', id).execute()
const run = (statement: string) => sql.raw(statement).execute(store)

const SUBJECTS = ['town', 'port', 'sha256:a', 'sha256:b'] as const

test.each<[string, () => Promise<unknown>, (typeof SUBJECTS)[number][]]>([
  ['nothing', () => Promise.resolve(), []],
  ['what belongs to no instance', () => run(`insert into store_facts values ('address', 'x')`), []],
  ['an instance is added', () => instanceStore(store, Date.now).add({ id: 'new', name: 'New', servicesUrl: '' }), []],
  ['an instance without a key', () => rename('port'), ['port']],
  // others that have its key name it
  ['an instance with a key', () => rename('town'), ['town', 'sha256:a']],
  ['a first key', () => save('port', 'sha256:a'), ['port', 'sha256:a']],
  ['another key', () => save('town', 'sha256:b'), ['town', 'sha256:a', 'sha256:b']],
  ['a verdict', () => run(`update registrations set latest = '{}'`), ['town']],
  ['a key is removed', () => registrationStore(store).remove('town'), ['town', 'sha256:a']],
  ['an instance is removed', () => instanceStore(store, Date.now).remove('town'), ['town', 'sha256:a']],
  [
    'a GLPI',
    () =>
      run(`insert into glpis (instance_id, sealed_connection, ways, failures, next_look_at, storage, holds_another)
    values ('port', 'x', '[]', 0, 0, 'unknown', 0)`),
    ['port'],
  ],
  [
    'a former key',
    () => run(`insert into former_keys values ('port', 'x', 'sha256:c', 1, 'clean', 1, 'removed', '', 0)`),
    ['port'],
  ],
])('what changes with: %s', async (_, change, subjects) => {
  const changes = createStoreChanges({ store, steady })
  await changes.look()
  const before = SUBJECTS.map(changes.of)
  await change()
  await changes.look()
  expect(SUBJECTS.filter((subject, at) => changes.of(subject) > (before[at] ?? 0))).toEqual(subjects)
})

test('what this process writes is noticed at once, and what another one writes soon', async () => {
  const changes = createStoreChanges({ store, steady })
  expect(changes.version()).toBeNull()
  const version = await changes.look()
  time += 199
  expect(changes.version()).toBe(version)
  await rename('port')
  expect(changes.version()).toBeNull()
  expect(await changes.look()).toBeGreaterThan(version)
  const seen = [changes.version(), changes.of('port')]
  const theirs = openStore(folder)
  await changes.look()
  await rename('port', theirs)
  await theirs.destroy()
  time += 200
  expect(changes.version()).toBeNull()
  expect(await changes.look()).toBeGreaterThan(seen[0] ?? 0)
  expect(changes.of('port')).toBeGreaterThan(seen[1] ?? 0)
})

const NOTHING = sql<boolean>`1 = 0`

test('every table counts but those that nothing kept is made of, and so does one that nobody has thought of', async () => {
  for (const name of ['thought_of_by_nobody', 'audit_heads']) await run(`create table ${name} (id integer)`)
  const changes = createStoreChanges({ store, steady })
  const { rows } = await sql<{ name: keyof Tables }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name`.execute(store)
  const uncounted: string[] = []
  for (const { name } of rows) {
    const version = await changes.look()
    await store.deleteFrom(name).where(NOTHING).execute()
    if ((await changes.look()) === version) uncounted.push(name)
  }
  expect(rows.length).toBeGreaterThan(10)
  expect(uncounted).toEqual([
    'audit',
    'audit_head',
    'diagnosis_run_followers',
    'diagnosis_run_lines',
    'diagnosis_runs',
    'shared_page_secrets',
    'shared_pages',
  ])
})

test.each<[string, (at: Store) => Promise<unknown>, 0 | 1]>([
  ['a row of the audit', (at) => recordAudit(at, { action: 'sign-in' }, 1), 0],
  [
    'a row beside a change',
    (at) => recordAudit(at, { action: 'instance-change' }, 1).then(() => rename('port', at)),
    1,
  ],
  ['what is written in another way', (at) => sql`with one as (select 1) delete from changes`.execute(at), 1],
])('whether what is kept has to be read again after a transaction with: %s', async (_, write, counts) => {
  const changes = createStoreChanges({ store, steady })
  const version = await changes.look()
  await store.transaction().execute(write)
  expect(changes.version()).toBe(counts === 0 ? version : null)
})

test('when a session was used last makes nothing to be read again, and what else is changed of it does', async () => {
  let now = 1_000_000
  const changes = createStoreChanges({ store, steady })
  const [links, open] = [signIns(store, () => now), sessions(store, () => now, changes)]
  const opened = await links.burn(await links.invite('viewer', 1))
  const found = await open.find(opened?.secret ?? '')
  const version = changes.version()
  now += 60_000
  if (found) open.touch(found)
  await open.stop()
  const { used_at } = await store.selectFrom('sign_ins').select('used_at').executeTakeFirstOrThrow()
  expect([used_at, changes.version()]).toEqual([now, version])
  await open.extendRight(opened?.session.number ?? 0, now + 1)
  expect(changes.version()).toBeNull()
})

test('more changes than are read at once', async () => {
  const changes = createStoreChanges({ store, steady })
  await changes.look()
  await run(`insert into instances (id, name, services_url, created_at)
    with recursive n(n) as (select 1 union all select n + 1 from n where n < 1201) select 'i' || n, 'x', 'x', 1 from n`)
  await changes.look()
  expect([changes.of('i1'), changes.of('i1201')].map((number) => number > 0)).toEqual([true, true])
})

test('who reads all the time never waits for a look, and what another process writes is seen as soon as ever', async () => {
  time = 0
  const changes = createStoreChanges({ store, steady })
  const version = await changes.look()
  for (time = 0; time < 2000; time += 50) {
    expect(changes.version()).toBe(version)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const other = openStore(folder)
  await rename('port', other)
  await other.destroy()
  const seen = async () => {
    time += 50
    return changes.version() ?? changes.look()
  }
  await expect.poll(seen, { timeout: 10_000 }).not.toBe(version)
  expect(changes.of('port')).toBeGreaterThan(0)
})
