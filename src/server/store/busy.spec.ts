import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseFile, openStore, sealingKeyId, type Store } from './database.ts'
import type { StoreFact } from './schema.ts'

let folder: string
let store: Store
let other: Database.Database
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  await sql`pragma busy_timeout = 0`.execute(store)
  await addFact('canary')
  other = new Database(databaseFile(folder))
})
afterEach(async () => {
  await store.destroy()
  other.close()
  rmSync(folder, { recursive: true })
})

const addFact = (name: StoreFact) => store.insertInto('store_facts').values({ name, value: '1' }).execute()
const factNames = async () =>
  (await store.selectFrom('store_facts').select('name').orderBy('name').execute()).map(({ name }) => name)

const forgetAll = () => store.transaction().execute((rows) => rows.deleteFrom('store_facts').execute())

/** With the lock that another program has meanwhile; one that reads lets a transaction begin, and not end. */
const HELD: [what: string, lock: string, refused: () => unknown][] = [
  ['a read', 'begin exclusive', () => store.selectFrom('store_facts').select('value').execute()],
  ['a read at once', 'begin exclusive', async () => sealingKeyId(store)],
  ['a change', 'begin immediate', () => addFact('mail')],
  ['a change that returns rows', 'begin immediate', () => store.deleteFrom('store_facts').returning('name').execute()],
  ['a transaction', 'begin immediate', forgetAll],
  ['the end of a transaction', 'begin; select name from store_facts', forgetAll],
]

test.each(HELD)(
  '%s that was refused as busy keeps nobody from the database afterwards',
  async (_what, lock, refused) => {
    other.exec(lock)
    await expect(refused()).rejects.toMatchObject({
      code: 'storage-failed',
      message: 'Another program keeps the database busy, so nothing was stored.',
      cause: { code: 'SQLITE_BUSY' },
    })
    other.exec('commit')
    expect(await factNames()).toEqual(['canary'])
    other.exec(`insert into store_facts (name, value) values ('address', '1')`)
    await store
      .transaction()
      .execute((rows) => rows.insertInto('store_facts').values({ name: 'calendar', value: '1' }).execute())
    expect(await factNames()).toEqual(['address', 'calendar', 'canary'])
  },
)

test('a command whose database stays busy says so', () => {
  other.exec('begin exclusive')
  expect(() => openStore(folder)).toThrow(
    `Another program keeps the database ${databaseFile(folder)} busy: try again once it has ended.`,
  )
})
