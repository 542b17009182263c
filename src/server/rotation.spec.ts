import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Notices } from '#contract/notices.ts'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { keyFile, keyIdOf, nextKeyFile, readKeyFile } from './key-file.ts'
import { readKeys } from './key-source.ts'
import { rotateKey } from './rotation.ts'
import { FACT_PLACES, SEALED_COLUMNS } from './sealed-places.ts'
import { databaseFile, sealingKeyId } from './store/database.ts'
import { formerKeyStore } from './store/former-keys.ts'
import { registrationStore } from './store/registrations.ts'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { typeIn } from './glpi-sign-in/testing/signing-in.ts'
import { TestGateway } from './testing/gateway.ts'
import { DEAD_MAIL_SERVER, ON_DUTY } from './testing/notices.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'
import { createKeyRing, createVault } from './vault.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
/** By which somebody is signed in. */
let people: FakeGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  glpi.snapshot = {
    proxy: { host: '127.0.0.1', port: 9, user: 'operator', password: 'a password' },
    proxyExclusions: ['GLPINetwork'],
  }
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  people = await startFakeGlpi()
})
afterEach(async () => {
  await panel.close()
  await people.close()
})

const TOWN = '/api/instances/town'
const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 't'.repeat(40) } }

/** Something in each place that is sealed. */
async function fill() {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
  for (const name of ['basic', 'standard']) await panel.json('PUT', `${TOWN}/registration`, { key: sandboxKey(name) })
  await panel.call('POST', `${TOWN}/registration/refresh`)
  await panel.call('PUT', '/api/notices/mail', DEAD_MAIL_SERVER)
  await panel.call('POST', '/api/notices/recipients', ON_DUTY)
  await panel.call('PUT', `${TOWN}/sign-in`, { method: 'password', url: people.url })
  await typeIn(panel, people.login, people.password)
}

const path = () => keyFile(panel.folder)
const keyOnDisk = () => readKeyFile(path(), false)

/** As another program does it, with keys of its own. It shares the gateway's connection: in one thread, two would wait for each other. */
function rotate() {
  const { store } = panel.gateway
  const read = () => readKeys({ from: 'file', path: path(), isOwn: true }, false)
  const vault = createKeyRing({ read, currentId: () => sealingKeyId(store) })
  return rotateKey({ store, vault, path: path(), database: databaseFile(panel.folder) })
}

function inDatabase<T>(work: (database: Database.Database) => T): T {
  const database = new Database(databaseFile(panel.folder))
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const tables = (database: Database.Database): string[] =>
  database
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .all()
    .map((row) => Object(row).name)

/** Every text in the store that was sealed with this key, as `table.column`; facts by their name. */
const sealedWith = (key: Uint8Array): string[] =>
  inDatabase((database) =>
    tables(database)
      .flatMap((table) =>
        database
          .prepare(`select * from ${table}`)
          .all()
          .flatMap((row) =>
            Object.entries(Object(row)).map(([column, value]) => ({
              name: table === 'store_facts' ? `fact ${Object(row).name}` : `${table}.${column}`,
              value: String(value),
            })),
          ),
      )
      .filter(({ value }) => value.startsWith(`${keyIdOf(key)}.`))
      .map(({ name }) => name)
      .toSorted(),
  )

/** With its former key put back, so that all that is stored was opened. */
async function readEverything() {
  const { connection: shown } = Object(await panel.json('GET', `${TOWN}/settings`))
  const { mail, recipients } = Notices.parse(await panel.json('GET', '/api/notices'))
  const checked = Registration.parse(await panel.json('POST', `${TOWN}/registration/refresh`))
  const back = { fingerprint: fingerprintOf(sandboxKey('basic')), replaceUnverified: true }
  const restored = Registration.parse(await panel.json('POST', `${TOWN}/registration/restore`, back))
  await panel.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard'), replaceUnverified: true })
  const { signIn } = Object(await panel.json('GET', `${TOWN}/sign-in`))
  const asked = people.requests.length
  panel.passed += 7 * 60_000
  await panel.gateway.glpiRights.readDue()
  const isRightRead = people.requests.length > asked
  return [
    shown.rest.url,
    mail?.host,
    recipients[0]?.target,
    checked.state,
    restored.key?.fingerprint,
    signIn.method,
    isRightRead,
  ]
}

const EVERYTHING = [
  'http://127.0.0.1:9/glpi',
  '127.0.0.1',
  'duty@example.org',
  'active',
  fingerprintOf(sandboxKey('basic')),
  'password',
  true,
]
const PLACES = [
  ...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`),
  ...Object.entries(FACT_PLACES).flatMap(([name, place]) => (place === null ? [] : [`fact ${name}`])),
].toSorted()

test('every column with sealed texts is in the list, and refuses what is sealed with a key that was given up', () => {
  inDatabase((database) => {
    const sealed = tables(database).flatMap((table) =>
      database
        .prepare(`pragma table_info(${table})`)
        .all()
        .map((row) => `${table}.${Object(row).name}`)
        .filter((name) => name.includes('.sealed_')),
    )
    expect(sealed.toSorted()).toEqual(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).toSorted())
    const triggers = database.prepare(`select name from sqlite_master where type = 'trigger'`).all()
    const names = triggers.map((row) => Object(row).name)
    for (const { table, column } of [...SEALED_COLUMNS, { table: 'store_facts', column: 'value' }])
      expect(names).toEqual(expect.arrayContaining([`${table}_${column}_key_insert`, `${table}_${column}_key_update`]))
  })
})

test('beside a running gateway, everything is sealed anew, and the gateway goes on with the new key', async () => {
  await fill()
  const former = keyOnDisk()
  expect(sealedWith(former)).toEqual(PLACES)
  expect(await rotate()).toEqual({ sealed: PLACES.length - 1, unreadable: 0 })
  const key = keyOnDisk()
  expect(keyIdOf(key)).not.toBe(keyIdOf(former))
  expect([sealedWith(former), sealedWith(key)]).toEqual([[], PLACES])
  expect(readdirSync(panel.folder).filter((name) => name.startsWith('latchkey.key'))).toEqual(['latchkey.key'])
  expect(await readEverything()).toEqual(EVERYTHING)
  expect(sealedWith(former)).toEqual([])
  await panel.gateway.stop()
  await panel.start()
  expect(await readEverything()).toEqual(EVERYTHING)
})

test('changes while the key is changed again and again: none is lost, and none is sealed with a former key', async () => {
  await fill()
  const names = ['advanced', 'basic', 'ends-in-6', 'standard']
  const former: Uint8Array[] = []
  for (const name of names) {
    former.push(keyOnDisk())
    const body = { key: sandboxKey(name), replaceUnverified: true }
    const [saved] = await Promise.all([panel.call('PUT', `${TOWN}/registration`, body), rotate()])
    expect([name, saved.status]).toEqual([name, 200])
  }
  expect(former.flatMap(sealedWith)).toEqual([])
  await panel.gateway.stop()
  await panel.start()
  expect(await readEverything()).toEqual(EVERYTHING)
})

test('a key that ends is stored as it is sealed by then, whenever it was read', async () => {
  await fill()
  const { store } = panel.gateway
  const saved = await registrationStore(store).find('town')
  if (saved === null) throw new Error('no key is saved')
  const former = { ...saved, endedAt: Date.now(), reason: 'replaced', servicesUrl: '', given: false } as const
  await rotate()
  await formerKeyStore(store).add('town', former)
  expect(sealedWith(keyOnDisk()).filter((name) => name === 'former_keys.sealed_key')).toHaveLength(2)
})

test('what a program has sealed with a key that was given up is refused, not lost', async () => {
  await fill()
  const former = createVault(keyOnDisk())
  await rotate()
  const texts = [former.seal('x', 'town'), former.seal('x', 'town').slice(17)]
  for (const text of texts)
    for (const { table, column } of SEALED_COLUMNS)
      expect(() => inDatabase((database) => database.prepare(`update ${table} set ${column} = ?`).run([text]))).toThrow(
        'sealed with a key that was given up',
      )
})

test.each<[string, (key: Uint8Array) => void]>([
  ['before anything was sealed with it', () => undefined],
  ['once the store named the new key', (key) => inDatabase((database) => noteKey(database, key))],
])('a rotation that died %s: the next start has every secret, and the next rotation succeeds', async (_, die) => {
  await fill()
  await panel.gateway.stop()
  const key = new Uint8Array(32).fill(9)
  const next = nextKeyFile(path(), key)
  writeFileSync(next, key, { mode: 0o600 })
  die(key)
  await panel.start()
  expect(await readEverything()).toEqual(EVERYTHING)
  await rotate()
  expect(existsSync(next)).toBe(false)
  expect(sealedWith(keyOnDisk())).toEqual(PLACES)
  expect(await readEverything()).toEqual(EVERYTHING)
})

test('the start that finishes a rotation removes the copies of before an upgrade, which nobody could open any more', async () => {
  await panel.gateway.stop()
  const copy = `${databaseFile(panel.folder)}.version-7-20300101T000000Z`
  writeFileSync(copy, '')
  await panel.start()
  expect(existsSync(copy)).toBe(true)
  await panel.gateway.stop()
  const key = new Uint8Array(32).fill(9)
  writeFileSync(nextKeyFile(path(), key), key, { mode: 0o600 })
  inDatabase((database) => noteKey(database, key))
  await panel.start()
  expect([existsSync(copy), keyIdOf(keyOnDisk())]).toEqual([false, keyIdOf(key)])
})

/** What the first step of a rotation stores. */
function noteKey(database: Database.Database, key: Uint8Array): void {
  database.prepare(`update store_facts set value = ? where name = 'key'`).run([keyIdOf(key)])
  const canary = createVault(key).seal('latchkey', 'canary')
  database.prepare(`update store_facts set value = ? where name = 'canary'`).run([canary])
}

test('a store of an earlier version, whose texts name no key, is sealed anew like any other', async () => {
  await fill()
  await panel.gateway.stop()
  const strange = createVault(new Uint8Array(32).fill(5)).seal('x', 'elsewhere').slice(17)
  inDatabase((database) => {
    for (const { table, column } of SEALED_COLUMNS)
      database.exec(`update ${table} set ${column} = substr(${column}, 18)`)
    database.exec(`update store_facts set value = substr(value, 18) where name in ('canary', 'mail')`)
    database.exec(`delete from store_facts where name = 'key'`)
    // one of another folder, which nobody can open
    database.prepare('update former_keys set sealed_key = ?').run([strange])
  })
  await panel.start()
  expect(await rotate()).toEqual({ sealed: PLACES.length - 2, unreadable: 1 })
  expect(sealedWith(keyOnDisk())).toEqual(PLACES.filter((name) => name !== 'former_keys.sealed_key'))
  expect(Registration.parse(await panel.json('POST', `${TOWN}/registration/refresh`)).state).toBe('active')
})
