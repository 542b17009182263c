import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openData } from './open-data.ts'
import { instanceStore } from './store/instances.ts'
import { registrationStore } from './store/registrations.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const DATABASE = 'latchkey.sqlite'
const KEY = 'latchkey.key'
const at = (name: string) => join(folder, name)

/** A folder with one instance and its key in it. @returns while it is still open, as in a running gateway. */
async function filled() {
  const { store, vault } = await openData(folder)
  await instanceStore(store, Date.now).add({ id: 'town', name: 'Town', servicesUrl: 'https://services.example' })
  const sealedKey = vault.seal('the key', 'town')
  const saved = { sealedKey, fingerprint: 'sha256:x', keyLength: 7, finding: 'clean' } as const
  await registrationStore(store).save('town', saved, 1)
  return store
}

async function keyIn(): Promise<string | null> {
  const { store, vault } = await openData(folder)
  const saved = await registrationStore(store).find('town')
  await store.destroy()
  return saved && vault.open(saved.sealedKey, 'town')
}

function run(sql: string): void {
  const database = new Database(at(DATABASE))
  database.exec(sql)
  database.close()
}

/** As a version before the canary left it. */
const withoutCanary = () => run(`delete from store_facts where name = 'canary'`)

/** What is in the folder, file by file; without what SQLite has beside a file with a log as long as that is open. */
const contents = () =>
  readdirSync(folder)
    .filter((name) => !/-(wal|shm)$/.test(name))
    .toSorted()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(at(name)))
          .digest('hex')}`,
    )

test('what is committed is in the one file: a copy taken beside a running gateway is whole', async () => {
  const store = await filled()
  expect(readdirSync(folder).toSorted()).toEqual([KEY, DATABASE].toSorted())
  const copy = mkdtempSync(join(tmpdir(), 'latchkey-'))
  for (const name of [DATABASE, KEY]) copyFileSync(at(name), join(copy, name))
  const original = folder
  folder = copy
  expect(await keyIn()).toBe('the key')
  rmSync(copy, { recursive: true })
  folder = original
  await store.destroy()
})

test('a store of a version with a write-ahead log is taken over, and has none afterwards', async () => {
  await (await filled()).destroy()
  run('pragma journal_mode = wal')
  expect(await keyIn()).toBe('the key')
  const database = new Database(at(DATABASE))
  expect(database.prepare('pragma journal_mode').all()).toMatchObject([{ journal_mode: 'delete' }])
  database.close()
})

test.each<[string, () => void, RegExp]>([
  [
    'missing beside a key file',
    () => rmSync(at(DATABASE)),
    /is missing, and its encryption key file is there: put the/,
  ],
  ['of no bytes', () => truncateSync(at(DATABASE)), /is empty, and its encryption key file is there: put the database/],
  [
    'copied without the log that everything was in',
    () => (rmSync(at(DATABASE)), run('pragma journal_mode = wal')),
    /is empty, and its encryption key file is there/,
  ],
  ['another file', () => writeFileSync(at(DATABASE), 'Dear diary, '.repeat(500)), /is no sound SQLite database/],
  ['cut off', () => truncateSync(at(DATABASE), 5000), /is no sound SQLite database: put it back from your backup/],
  ['of a newer version', () => run('pragma user_version = 1000'), /was written by a newer Latchkey/],
])('a database that is %s stops the start with one sentence, and stays as it is', async (_, spoil, sentence) => {
  await (await filled()).destroy()
  spoil()
  const before = contents()
  await expect(openData(folder)).rejects.toThrow(sentence)
  expect(contents()).toEqual(before)
})

test('without its key file too, a missing database is a fresh start', async () => {
  await (await filled()).destroy()
  rmSync(at(DATABASE))
  rmSync(at(KEY))
  expect(await keyIn()).toBeNull()
  expect(await keyIn()).toBeNull()
})

test.each<[string, () => void]>([
  ['noticed at once', () => undefined],
  ['noticed by what is sealed, in a store from before there was a canary', withoutCanary],
])('another key file is %s, and nothing is changed', async (_, prepare) => {
  await (await filled()).destroy()
  prepare()
  const own = readFileSync(at(KEY))
  writeFileSync(at(KEY), Buffer.alloc(32, 7))
  const before = contents()
  await expect(openData(folder)).rejects.toThrow(/is not the one that .* was written with: put back the two that/)
  expect(contents()).toEqual(before)
  writeFileSync(at(KEY), own)
  expect(await keyIn()).toBe('the key')
})

test('a store from before there was a canary gets one at its first start', async () => {
  await (await filled()).destroy()
  withoutCanary()
  expect(await keyIn()).toBe('the key')
  const { store } = await openData(folder)
  expect(await store.selectFrom('store_facts').select('name').execute()).toEqual([{ name: 'canary' }, { name: 'key' }])
  await store.destroy()
})

test('a key file is not made beside a database that something is sealed in', async () => {
  await (await filled()).destroy()
  rmSync(at(KEY))
  await expect(openData(folder)).rejects.toThrow(/is missing, and saved keys cannot be read without it/)
  expect(readdirSync(folder)).toEqual([DATABASE])
})

test('a first start that was cut short before the key file was made is gone on with', async () => {
  const { store } = await openData(folder)
  await store.destroy()
  withoutCanary()
  rmSync(at(KEY))
  expect(await keyIn()).toBeNull()
})
