import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Problem } from '#contract/problem.ts'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { storageFaultOf } from './store/storage-fault.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const TOWN = '/api/instances/town'

/** SQLite itself refuses to let the file grow, as on a disk that is full. */
async function fill(): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(panel.gateway.store)
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 1)}`.execute(panel.gateway.store)
}

test('a disk that is full: it is named as such, nothing is stored, and the next change succeeds once there is room', async () => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  await panel.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard') })
  await fill()
  const long = { id: 'city', name: 'City', servicesUrl: `${panel.sandbox.url}/${'x'.repeat(1900)}` }
  const replies = []
  for (let at = 0; at < 12; at += 1) {
    const reply = await panel.call('POST', '/api/instances', { ...long, id: `city-${at}` })
    replies.push([reply.status, reply.ok ? null : Problem.parse(await reply.json()).code])
  }
  expect(replies.at(-1)).toEqual([507, 'disk-full'])
  const { key } = Registration.parse(await panel.json('GET', `${TOWN}/registration`))
  expect(key?.fingerprint).toBe(fingerprintOf(sandboxKey('standard')))
  // the log says what SQLite said, and nothing of a rollback
  expect(panel.reports.length).toBeGreaterThan(0)
  for (const report of panel.reports) expect(report).toMatchObject({ code: 'SQLITE_FULL' })
  panel.reports = []
  await sql`pragma max_page_count = 100000`.execute(panel.gateway.store)
  expect((await panel.call('POST', '/api/instances', long)).status).toBe(201)
})

const fault = (code: string) => Object.assign(new Error(code), { code })

test.each([
  ['SQLITE_FULL', 'disk-full', 'The disk of the data folder is full, so nothing was stored.'],
  ['SQLITE_IOERR_FSYNC', 'storage-failed', 'it is unknown whether this was stored'],
  ['SQLITE_IOERR', 'storage-failed', 'it is unknown whether this was stored'],
  ['SQLITE_READONLY_DIRECTORY', 'storage-failed', 'takes no changes, so nothing was stored'],
  ['SQLITE_CANTOPEN', 'storage-failed', 'takes no files, so nothing was stored'],
])('%s is %s', (code, problem, words) => {
  const error = fault(code)
  expect(storageFaultOf(error)).toMatchObject({ code: problem, message: expect.stringContaining(words), cause: error })
})

test('other errors are no faults of a disk', () => {
  expect([storageFaultOf(fault('SQLITE_CONSTRAINT')), storageFaultOf(new Error('x'))]).toEqual([null, null])
})
