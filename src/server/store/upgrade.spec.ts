import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { History } from '#contract/history.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from '../testing/gateway.ts'
import { openData } from '../open-data.ts'
import { databaseFile, openStore, upgradeOf, versionOf } from './database.ts'
import { registrationStore } from './registrations.ts'
import { MIGRATIONS } from './schema.ts'
import { upgradeCopies } from './upgrade-copy.ts'

/** Stores that programs of earlier commits have written, each with the key file of its folder. */
const STORES = new URL('testing/stores/', import.meta.url)
const VERSIONS = readdirSync(STORES)
  .flatMap((name) => /^v(\d+)-\w+\.sqlite\.gz$/.exec(name)?.[1] ?? [])
  .map(Number)
  .toSorted((one, other) => one - other)

/** What each of them was furnished with. */
const TOWN = fingerprintOf(sandboxKey('advanced'))
const TOWN_BEFORE = fingerprintOf(sandboxKey('standard'))
const HARBOUR = fingerprintOf(sandboxKey('ends-in-6'))
/** By then no key of before and no link has been forgotten. */
const AN_HOUR_LATER = Date.UTC(2026, 10, 29, 20)
/** Since when there are people with names, and the audit. */
const [WITH_PEOPLE, WITH_AUDIT] = [20, 21]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(version: number, into: string): void {
  const name = readdirSync(STORES).find((one) => one.startsWith(`v${version}-`) && one.endsWith('.sqlite.gz')) ?? ''
  writeFileSync(databaseFile(into), gunzipSync(readFileSync(new URL(name, STORES))), { mode: 0o600 })
  copyFileSync(new URL(name.replace('.sqlite.gz', '.key'), STORES), join(into, 'latchkey.key'))
  chmodSync(join(into, 'latchkey.key'), 0o600)
}

/** Every table with its statement, and every row. */
function contentOf(path: string): Record<string, unknown> {
  const database = new Database(path, { readonly: true })
  try {
    const parts = database.prepare('select type, name, sql from sqlite_master order by type, name').all()
    const tables = parts.flatMap((part) => (Object(part).type === 'table' ? String(Object(part).name) : []))
    return {
      version: versionOf(database),
      parts,
      rows: Object.fromEntries(tables.map((table) => [table, database.prepare(`select * from "${table}"`).all()])),
    }
  } finally {
    database.close()
  }
}

test('there is a store of the commit before packages were made, and of others', () => {
  expect(VERSIONS).toEqual([7, 11, 15, 18, 20, 21, 22])
})

test.each(VERSIONS)('a store that a program of version %i has written is read whole by this one', async (version) => {
  const panel = await TestGateway.open((gateway) => {
    gateway.passed = AN_HOUR_LATER - Date.now()
    put(version, gateway.folder)
  })
  try {
    const read = async (id: string) => Registration.parse(await panel.json('GET', `/api/instances/${id}/registration`))
    const [town, harbour] = [await read('town'), await read('harbour')]
    expect([town.key?.fingerprint, harbour.key?.fingerprint]).toEqual([TOWN, version > 7 ? HARBOUR : undefined])
    expect(town.former.map(({ fingerprint }) => fingerprint)).toEqual([TOWN_BEFORE])
    const { entries } = History.parse(await panel.json('GET', '/api/instances/town/history'))
    expect(entries.filter(({ event }) => event === 'saved' || event === 'replaced')).toHaveLength(2)
    expect(await panel.json('GET', '/api/instances/harbour/settings')).toMatchObject({
      connection: { rest: { url: 'http://127.0.0.1:9/glpi' } },
    })
    const [people, audit] = [await panel.json('GET', '/api/people'), await panel.json('GET', '/api/audit')]
    expect([JSON.stringify(people).includes('Ada'), JSON.stringify(audit).includes('key-save')]).toEqual([
      version >= WITH_PEOPLE,
      version >= WITH_AUDIT,
    ])
    expect(panel.reports).toEqual([])
    // the key of then opens what it has sealed
    const { store, vault } = await openData(panel.folder)
    const { sealedKey = '' } = (await registrationStore(store).find('town')) ?? {}
    expect(fingerprintOf(vault.open(sealedKey, 'town'))).toBe(TOWN)
    await store.destroy()
    const upgraded = panel.log.filter((line) => line.startsWith('the database was brought from version'))
    expect(upgraded).toEqual(
      version === MIGRATIONS.length
        ? []
        : [
            `the database was brought from version ${version} to ${MIGRATIONS.length}; as it was before, it is in ${upgradeCopies(databaseFile(panel.folder)).at(-1)}`,
          ],
    )
  } finally {
    await panel.close()
  }
})

test.each(VERSIONS.filter((version) => version < MIGRATIONS.length))(
  'of version %i a copy is made before, which is what was there, bit for bit',
  async (version) => {
    put(version, folder)
    const path = databaseFile(folder)
    const [before, content] = [readFileSync(path), contentOf(path)]
    const store = openStore(folder)
    const [copy = ''] = upgradeCopies(path)
    expect(upgradeOf(store)).toEqual({ from: version, to: MIGRATIONS.length, copy })
    await store.destroy()
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    expect(copy).toMatch(new RegExp(`latchkey\\.sqlite\\.version-${version}-\\d{8}T\\d{6}Z$`))
    expect(readFileSync(copy).equals(before)).toBe(true)
    // gone back: the program of then finds its own tables and rows
    rmSync(path)
    copyFileSync(copy, path)
    expect(contentOf(path)).toEqual(content)
  },
)

test('a store of this version, and a new one, are not copied', async () => {
  const first = openStore(folder)
  expect(upgradeOf(first)).toBe(null)
  await first.destroy()
  await openStore(folder).destroy()
  expect(upgradeCopies(databaseFile(folder))).toEqual([])
})

test('a migration that fails in the middle leaves the store as it was, and no copy of it', async () => {
  put(18, folder)
  const path = databaseFile(folder)
  // what version 22 makes, behind what versions 19 to 21 have done
  const inTheWay = new Database(path)
  inTheWay.exec('create table glpi_sessions (a text)')
  inTheWay.close()
  const before = readFileSync(path)
  expect(() => openStore(folder)).toThrow('table glpi_sessions already exists')
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(folder).toSorted()).toEqual(['latchkey.key', 'latchkey.sqlite'])
  const outOfTheWay = new Database(path)
  outOfTheWay.exec('drop table glpi_sessions')
  outOfTheWay.close()
  const store = openStore(folder)
  expect(upgradeOf(store)?.from).toBe(18)
  await store.destroy()
})

test('the last three copies stay, whatever else lies there', async () => {
  put(18, folder)
  const path = databaseFile(folder)
  const older = ['version-9-20200102T000000Z', 'version-11-20200103T000000Z', 'version-18-20200101T000000Z']
  const others = ['version-x', 'before-20300101T000000Z', 'version-7-20300101T000000Z.mine']
  for (const name of [...older, ...others]) writeFileSync(`${path}.${name}`, '')
  const store = openStore(folder)
  const names = readdirSync(folder).flatMap((name) => /^latchkey\.sqlite\.(.*)$/.exec(name)?.[1] ?? [])
  expect(names).toEqual(expect.arrayContaining(others))
  // by their time, and not by their number
  const stay = [`${path}.version-9-20200102T000000Z`, `${path}.version-11-20200103T000000Z`]
  expect(upgradeCopies(path)).toEqual([...stay, upgradeOf(store)?.copy])
  await store.destroy()
})

test('the copy that was just made stays, though the clock was ahead when the others were', async () => {
  put(18, folder)
  const path = databaseFile(folder)
  for (const day of [1, 2, 3]) writeFileSync(`${path}.version-9-2090010${day}T000000Z`, '')
  const store = openStore(folder)
  expect(upgradeCopies(path)).toEqual([
    upgradeOf(store)?.copy,
    `${path}.version-9-20900102T000000Z`,
    `${path}.version-9-20900103T000000Z`,
  ])
  await store.destroy()
})

test('a copy of before that cannot be removed neither stops the start nor costs the new one', async () => {
  put(18, folder)
  const path = databaseFile(folder)
  for (const day of [1, 2, 3]) mkdirSync(`${path}.version-9-2020010${day}T000000Z`)
  const store = openStore(folder)
  const { copy = '' } = upgradeOf(store) ?? {}
  expect(statSync(copy).isFile()).toBe(true)
  await store.destroy()
})

test('a newer store is refused in one sentence, and is not touched', async () => {
  await openStore(folder).destroy()
  const path = databaseFile(folder)
  const newer = new Database(path)
  newer.exec(`pragma user_version = ${MIGRATIONS.length + 1}`)
  newer.close()
  const before = readFileSync(path)
  expect(() => openStore(folder)).toThrow(
    `${path} was written by a newer Latchkey: start that one, or put back a backup of before.`,
  )
  expect(readFileSync(path).equals(before)).toBe(true)
})
