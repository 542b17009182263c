import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSharedDatabase } from '../database-url.ts'
import { administer, newPostgres } from '../testing/postgres-database.ts'
import type { Store } from './database.ts'
import { glpiStore } from './glpis.ts'
import { readHistory } from './history.ts'
import { findInOverview, readFirstOf, readInOverview } from './overview.ts'
import { openPostgres } from './postgres.ts'
import { registrationStore } from './registrations.ts'

/** Without the triggers that note each row. */
const FILL = `
  set session_replication_role = replica;
  create temporary table n as select n from generate_series(1, 100000) as n;
  insert into instances (id, name, services_url, created_at)
    select 'town-' || n, 'Town ' || n, 'https://services.example/' || n % 3, n from n;
  insert into registrations (instance_id, sealed_key, fingerprint, key_length, finding, saved_at, failures, next_check_at)
    select 'town-' || n, 'sealed', 'sha256:' || n, 7, 'clean', n, 0, n from n;
  insert into glpis (instance_id, sealed_connection, ways, failures, next_look_at, storage, holds_another)
    select 'town-' || n, 'sealed', '["rest"]', 0, n, 'unknown', 0 from n;
  insert into history (instance_id, event, first_at, last_at, count, state, verdict)
    select 'town-' || n, 'saved', n, n, 1, 'pending', 'not-asked' from n;
  insert into changes (subject) select 'town-' || n from n;
  analyze`

let store: Store
beforeAll(async () => {
  const url = await newPostgres()
  const shared = readSharedDatabase({ LATCHKEY_DATABASE_URL: url })
  if (!shared) throw new Error('no address')
  store = await openPostgres(shared)
  await administer(FILL, url)
})
afterAll(() => store.destroy())

/** Of tables, and of indexes, as PostgreSQL counts for a connection. */
async function countRead(at: Store): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(pg_stat_get_xact_tuples_returned(oid)) as read from pg_class
    where relnamespace = cast('public' as regnamespace) and relkind in ('r', 'i')`.execute(at)
  return rows[0]?.read ?? Infinity
}

const rowsTouched = (work: (store: Store) => Promise<unknown>): Promise<number> =>
  store.transaction().execute(async (transaction) => {
    const before = await countRead(transaction)
    await work(transaction)
    return (await countRead(transaction)) - before
  })

const DUE = 1_000_000_000
const ELSEWHERE = ['https://services.example/1']

test.each<[string, number, (store: Store) => Promise<unknown>]>([
  ['the first of the list', 150, (at) => readFirstOf(at, 25)],
  ['one of the list', 10, (at) => findInOverview(at, 'town-77777')],
  [
    'rows of the list that were changed',
    200,
    (at) => readInOverview(at, ['town-1', 'town-50000', 'town-99999'], () => undefined),
  ],
  [
    'what was changed since a reader looked',
    10,
    (at) =>
      at.selectFrom('changes').select('subject').where('number', '>', 99_995).orderBy('number').limit(500).execute(),
  ],
  ['a history', 10, (at) => readHistory(at, 'town-77777')],
  ['the key of one', 10, (at) => registrationStore(at).find('town-77777')],
  ['who has the same key', 20, (at) => registrationStore(at).othersWith('sha256:7', 'town-8', 3)],
  ['when a key is due next', 10, (at) => registrationStore(at).nextDueAt()],
  ['when a GLPI is due next', 10, (at) => glpiStore(at).nextDueAt()],
  ['keys that are due', 200, (at) => registrationStore(at).claimDue(DUE, 45_000, 12)],
  [
    'keys that are due, but for an address that is busy',
    400,
    (at) => registrationStore(at).claimDue(DUE, 45_000, 12, ELSEWHERE),
  ],
  ['GLPIs that are due', 200, (at) => glpiStore(at).claimDue(DUE, 45_000, 8)],
])('of 100,000 instances, %s: at most %i rows are touched', async (_, most, work) => {
  const touched = await rowsTouched(work)
  expect(touched).toBeGreaterThan(0)
  expect(touched).toBeLessThanOrEqual(most)
})
