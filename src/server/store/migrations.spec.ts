import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { openStore } from './database.ts'
import { instanceStore } from './instances.ts'
import { readOverview } from './overview.ts'
import { registrationStore } from './registrations.ts'
import { MIGRATIONS, statementsOf } from './schema.ts'
import { POSTGRES_WORDS, SQLITE_WORDS } from './sql-words.ts'

/** Until version 6 every instance had an id that was made up. */
const townOf = (version: number): string =>
  version < 6
    ? `insert into instances values ('town', 'Town', 'https://services.example', 'uid', 1)`
    : `insert into instances (id, name, services_url, created_at) values ('town', 'Town', 'https://services.example', 1)`

test.each(MIGRATIONS.map((_, version) => version).filter((version) => version > 0))(
  'a store of version %i is brought to this one with what is in it',
  async (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
    const former = new Database(join(folder, 'latchkey.sqlite'))
    for (const statement of statementsOf(MIGRATIONS.slice(0, version), SQLITE_WORDS)) former.exec(statement)
    former.exec(`
      pragma user_version = ${version};
      ${townOf(version)};
      insert into registrations (instance_id, sealed_key, fingerprint, key_length, finding, saved_at, failures, next_check_at)
        values ('town', 'sealed', 'sha256:x', 300, 'clean', 2, 0, 3);
    `)
    former.close()
    const store = openStore(folder)
    expect(await instanceStore(store, Date.now).find('town')).toMatchObject({ name: 'Town', glpi: null })
    expect(await registrationStore(store).find('town')).toMatchObject({ sealedKey: 'sealed', savedAt: 2 })
    expect(await readOverview(store, (row) => row)).toMatchObject([{ id: 'town', known: { answer: null }, glpi: null }])
    await store.destroy()
    rmSync(folder, { recursive: true })
  },
)

test('an id that was made up is dropped, and so is a login in an address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const former = new Database(join(folder, 'latchkey.sqlite'))
  for (const statement of statementsOf(MIGRATIONS.slice(0, 5), SQLITE_WORDS)) former.exec(statement)
  former.exec(`
    pragma user_version = 5;
    insert into instances values ('a', 'A', 'https://me:p@ss/w@services.example/x', 'made-up', 1);
    insert into instances values ('b', 'B', 'http://services.example', 'made-up', 2);
  `)
  former.close()
  const store = openStore(folder)
  const found = await Promise.all(['a', 'b'].map((id) => instanceStore(store, Date.now).find(id)))
  expect(found.map((one) => [one?.uid, one?.glpiVersion, one?.servicesUrl])).toEqual([
    [null, null, 'https://services.example/x'],
    [null, null, 'http://services.example'],
  ])
  await store.destroy()
  rmSync(folder, { recursive: true })
})

/** The last version that replicas were not upgraded one after another from. */
const UNTIL_PACKAGES = 22

/** What a program of the version before lives with: whatever it reads is still there, and whatever it writes is whole. */
const onlyAdds = (statement: string): boolean =>
  /^\s*(create (unique )?(index|table|trigger)|create (or replace )?function|insert into|update)\b/i.test(statement) ||
  (/^\s*alter table \w+ add column\b/i.test(statement) && (!/not null/i.test(statement) || /default/i.test(statement)))

test.each<[string, boolean]>([
  ['create table later (a text)', true],
  ['create unique index by_later on later(a)', true],
  ['alter table history add column later text', true],
  ['alter table history add column later integer not null default 0', true],
  ['alter table history add column later integer not null', false],
  ['alter table history drop column later', false],
  ['alter table history rename to past', false],
  ['drop table history', false],
  ['delete from history', false],
])('a replica of the version before lives with "%s": %s', (statement, expected) => {
  expect(onlyAdds(statement)).toBe(expected)
})

test('what comes after the first packages only adds, so that replicas can be upgraded one after another', () => {
  const later = statementsOf(MIGRATIONS.slice(UNTIL_PACKAGES), POSTGRES_WORDS)
  expect(later.filter((statement) => !onlyAdds(statement))).toEqual([])
})
