import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runAs, runAsCommandLine } from '../actor.ts'
import { cutAudit, recordAudit, inOneWrite } from './audit.ts'
import { auditCheckpoint, verifyAudit, type Checkpoint } from './audit-chain.ts'
import { databaseFile, openStore, type Store } from './database.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  await fill(store)
})
afterEach(async () => {
  await store.destroy()
  rmSync(folder, { recursive: true })
})

const ANN = { number: 7, role: 'operator', name: 'Ann', origin: 'invite' } as const
const [OLD, NEW] = ['sha256:old', 'sha256:new']

/** Five rows, at 1,000 to 5,000. */
async function fill(into: Store): Promise<void> {
  await runAs(
    ANN,
    async () => {
      await add(
        into,
        { action: 'key-save', instance: 'town', before: OLD, after: NEW, facts: { storage: 'proven' } },
        1000,
      )
      await add(
        into,
        { action: 'key-remove', instance: 'town', before: NEW, outcome: 'failed', code: 'stored-unproven' },
        2000,
      )
    },
    '192.0.2.7',
  )
  await runAsCommandLine('root', () => add(into, { action: 'token-create', facts: { token: 1, name: 'a' } }, 3000))
  await add(into, { action: 'verdict-change', instance: 'town', facts: { from: 'active', to: 'refused' } }, 4000)
  await runAs(
    null,
    () => add(into, { action: 'sign-in', outcome: 'refused', code: 'sign-in-link-spent', count: 12 }, 5000),
    null,
  )
}

const add = (into: Store, entry: Parameters<typeof recordAudit>[1], at: number) =>
  inOneWrite(into, (transaction) => recordAudit(transaction, entry, at))

/** As somebody would who has the file, and knows its triggers. */
function tamper(...statements: string[]): void {
  const database = new Database(databaseFile(folder))
  for (const name of [
    'audit_no_other_insert',
    'audit_no_update',
    'audit_no_delete',
    'audit_head_no_delete',
    'audit_head_no_update',
  ])
    database.exec(`drop trigger if exists ${name}`)
  for (const statement of statements) database.exec(statement)
  database.close()
}

/** A statement that stores a row once more. */
const insertAs = (number: number, row = 5) =>
  `insert into audit select ${number}, at, action, outcome, code, count, origin, sign_in_id, person, role, address, instance_id,
     fingerprint_before, fingerprint_after, facts, hash from audit where number = ${row}`

const faultOf = async (checkpoint: Checkpoint | null = null) => {
  const { fault } = await verifyAudit(store, checkpoint)
  return fault && `${fault.fault} ${fault.number}`
}

test('a chain that nobody has touched verifies, against every checkpoint of it', async () => {
  expect(await faultOf()).toBeNull()
  const checkpoint = await auditCheckpoint(store)
  expect(checkpoint).toMatchObject({ number: 5 })
  expect(await faultOf(checkpoint)).toBeNull()
  await add(store, { action: 'sign-out' }, 6000)
  expect(await faultOf(checkpoint)).toBeNull()
  expect(await faultOf({ ...checkpoint, hash: 'f'.repeat(64) })).toBe('checkpoint 5')
})

const COLUMNS: [string, string][] = [
  ['at', 'at + 1'],
  ['action', `'read'`],
  ['outcome', `'refused '`],
  ['code', `'other'`],
  ['count', 'count + 1'],
  ['origin', `'oidc'`],
  ['sign_in_id', '99'],
  ['person', `'Bob'`],
  ['role', `'admin'`],
  ['address', `'198.51.100.1'`],
  ['instance_id', `'village'`],
  ['fingerprint_before', `'sha256:x'`],
  ['fingerprint_after', `'sha256:x'`],
  ['facts', `'{"x":1}'`],
  ['hash', `'${'a'.repeat(64)}'`],
]
const EDITS = [1, 2, 3, 4, 5].flatMap((row) => COLUMNS.map(([column, to]) => ({ row, column, to })))

test.each(EDITS)('shows that row $row was edited in $column', async ({ row, column, to }) => {
  tamper(`update audit set ${column} = ${to} where number = ${row}`)
  expect(await faultOf()).toBe(`edited ${row}`)
})

test('every column is one of those', async () => {
  const row = await store.selectFrom('audit').selectAll().executeTakeFirstOrThrow()
  expect(Object.keys(row).toSorted()).toEqual(['number', ...COLUMNS.map(([column]) => column)].toSorted())
})

test.each([
  ['the first row is gone', ['delete from audit where number = 1'], 'missing 1'],
  ['a row in the middle is gone', ['delete from audit where number = 3'], 'missing 3'],
  ['the latest rows are gone', ['delete from audit where number > 3'], 'cut 4'],
  ['all are gone', ['delete from audit'], 'cut 1'],
  [
    'two are swapped',
    [
      'update audit set number = 99 where number = 2',
      'update audit set number = 2 where number = 3',
      'update audit set number = 3 where number = 99',
    ],
    'edited 2',
  ],
  [
    'one was put in',
    [
      'update audit set number = -number where number > 2',
      'update audit set number = 1 - number where number < 0',
      insertAs(3, 2),
      'update audit_head set number = 6',
    ],
    'edited 3',
  ],
  ['one was put at the end', [insertAs(6)], 'added 6'],
  ['one was put before the first', [insertAs(0)], 'added 0'],
  ['one has a number that none has', [insertAs(-7)], 'added -7'],
  ['the head names another hash', [`update audit_head set hash = '${'b'.repeat(64)}'`], 'edited 5'],
  [
    'the beginning was cut, as retention does, and is not recorded',
    [
      'update audit_head set cut_number = 2, cut_hash = (select hash from audit where number = 2)',
      'delete from audit where number <= 2',
    ],
    'beginning 3',
  ],
])('%s', async (_, statements, fault) => {
  tamper(...statements)
  expect(await faultOf()).toBe(fault)
})

test('the next row cannot be written over one that was put at the end', async () => {
  tamper(insertAs(6))
  await expect(add(store, { action: 'sign-out' }, 6000)).rejects.toThrow(/UNIQUE/)
})

test('only a checkpoint from elsewhere shows that the latest rows were cut together with the head', async () => {
  const checkpoint = await auditCheckpoint(store)
  tamper(
    'delete from audit where number > 3',
    'update audit_head set number = 3, hash = (select hash from audit where number = 3)',
  )
  expect(await faultOf()).toBeNull()
  expect(await faultOf(checkpoint)).toBe('cut 4')
  await add(store, { action: 'sign-out' }, 6000)
  await add(store, { action: 'sign-out' }, 7000)
  expect(await faultOf()).toBeNull()
  expect(await faultOf(checkpoint)).toBe('checkpoint 5')
})

test('the store itself takes no change of a row, and no removal', async () => {
  const changes = [
    store.updateTable('audit').set({ person: 'Bob' }),
    store.deleteFrom('audit').where('number', '=', 1),
    store.deleteFrom('audit_head'),
    store.updateTable('audit_head').set({ number: 3 }),
  ]
  for (const change of changes) await expect(change.execute()).rejects.toThrow(/never/)
  for (const number of [-1, 0, 6, 7])
    await expect(sql.raw(insertAs(number)).execute(store)).rejects.toThrow(/never added but behind/)
  expect(await faultOf()).toBeNull()
})

test('retention removes the beginning, records that, and leaves what verifies', async () => {
  const [before, after] = [await auditCheckpoint(store), 3000]
  expect(await cutAudit(store, { olderThan: after }, 9000)).toBe(true)
  expect(await cutAudit(store, { olderThan: after }, 9000)).toBe(false)
  const rows = await store.selectFrom('audit').select(['number', 'action']).orderBy('number').execute()
  expect(rows.map(({ number, action }) => `${number} ${action}`)).toEqual([
    '3 token-create',
    '4 verdict-change',
    '5 sign-in',
    '6 audit-cut',
  ])
  expect(await faultOf()).toBeNull()
  expect(await faultOf(before)).toBeNull()
  expect(await faultOf({ number: 1, hash: before.hash })).toBe('checkpoint-removed 1')
  tamper('delete from audit where number = 3')
  expect(await faultOf()).toBe('missing 3')
})

test('what was put below the cut is named, stays, and keeps nothing from being removed', async () => {
  expect(await cutAudit(store, { olderThan: 3000 }, 9000)).toBe(true)
  tamper(insertAs(2, 6), insertAs(0, 6))
  expect(await faultOf()).toBe('added 0')
  expect(await cutAudit(store, { olderThan: 5000 }, 9000)).toBe(true)
  const rows = await store.selectFrom('audit').select('number').orderBy('number').execute()
  expect(rows.map(({ number }) => number)).toEqual([0, 2, 5, 6, 7])
  expect(await faultOf()).toBe('added 0')
})

test('an old checkpoint hides no fault', async () => {
  const { hash } = await auditCheckpoint(store)
  await cutAudit(store, { olderThan: 3000 }, 9000)
  expect(await faultOf({ number: 1, hash })).toBe('checkpoint-removed 1')
  tamper(`update audit set person = 'Bob' where number = 4`)
  expect(await faultOf({ number: 1, hash })).toBe('edited 4')
  expect(await faultOf({ number: 99, hash })).toBe('edited 4')
})

test('everything may be old', async () => {
  expect(await cutAudit(store, { olderThan: 10_000 }, 11_000)).toBe(true)
  expect(await store.selectFrom('audit').select('number').execute()).toEqual([{ number: 6 }])
  expect(await faultOf()).toBeNull()
  expect(await verifyAudit(store)).toMatchObject({ rows: 1, head: { number: 6 } })
})

test('that rows were removed is not removed by itself, which would never end', async () => {
  await cutAudit(store, { olderThan: 10_000 }, 11_000)
  expect(await cutAudit(store, { olderThan: 12_000 }, 13_000)).toBe(false)
  await add(store, { action: 'sign-out' }, 14_000)
  expect(await cutAudit(store, { olderThan: 12_000 }, 15_000)).toBe(false)
  expect(await cutAudit(store, { olderThan: 15_000 }, 16_000)).toBe(true)
  expect(await verifyAudit(store)).toMatchObject({ rows: 1, head: { number: 8 }, fault: null })
})

test('rows of transactions at once make one chain', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, at) => add(store, { action: 'sign-out' }, 6000 + at)))
  expect(await verifyAudit(store)).toMatchObject({ rows: 55, fault: null })
})

test('a text that a database would cut or change is stored as one that it does not, and none is long', async () => {
  const texts = { code: 'a\0b', instance: 'a\0b', before: '\ud800', after: 'x'.repeat(20_000) }
  await runAs(
    { ...ANN, name: 'A\0nn\udfff' },
    () => add(store, { action: 'read', ...texts, facts: texts }, 6000),
    'a\0b',
  )
  expect(await faultOf()).toBeNull()
  const row = await store.selectFrom('audit').selectAll().where('number', '=', 6).executeTakeFirstOrThrow()
  const expected = { code: 'a\uFFFDb', instance: 'a\uFFFDb', before: '\uFFFD', after: 'x'.repeat(500) }
  expect(row).toMatchObject({
    person: 'A\uFFFDnn\uFFFD',
    address: 'a\uFFFDb',
    code: 'a\uFFFDb',
    instance_id: 'a\uFFFDb',
  })
  expect(row).toMatchObject({ fingerprint_before: '\uFFFD', fingerprint_after: 'x'.repeat(500) })
  expect(JSON.parse(row.facts)).toEqual(expected)
})

test('what is not stored leaves no row', async () => {
  const change = inOneWrite(store, async (transaction) => {
    await recordAudit(transaction, { action: 'sign-out' }, 6000)
    throw new Error('no')
  })
  await expect(change).rejects.toThrow('no')
  expect(await auditCheckpoint(store)).toMatchObject({ number: 5 })
})
