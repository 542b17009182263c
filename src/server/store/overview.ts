import { setImmediate as giveWay } from 'node:timers/promises'
import { sql } from 'kysely'
import { STORAGES } from '#domain/storage.ts'
import type { VendorAnswer, Observation } from '#domain/verdict.ts'
import type { Store } from './database.ts'
import { isPostgres } from './dialect.ts'
import { readMethods, type StoredGlpi } from './glpis.ts'
import { SANDBOX_ID, type StoredInstance } from './instances.ts'
import { vendorMoment } from './registrations.ts'
import { oneOf, readStoredAnswer, readObservation, storedCause, storedJson, storedMoment } from './stored-values.ts'

/** What the list needs to know about one instance. */
export type OverviewRow = Pick<StoredInstance, 'id' | 'name' | 'servicesUrl'> & {
  known: {
    latest: Observation | null
    answer: VendorAnswer | null
    answerAt: number | null
    answerVendorAt: number | null
    savedAt: number | null
    fingerprint: string
    isShared: boolean
  } | null
  glpi:
    | (Pick<StoredGlpi, 'methods' | 'seenAt' | 'inspectionCause' | 'storage' | 'cause' | 'holdsAnother'> & {
        version: string | null
        installMode: string | null
        clockOffsetSeconds: number | null
      })
    | null
}

/** Invalid JSON is left out: it would make the query fail, and with it the whole list. */
const json = (column: string) => sql`case when json_valid(${sql.ref(column)}) then json(${sql.ref(column)}) end`
const number = (column: string) =>
  sql`case when typeof(${sql.ref(column)}) in ('integer', 'real') then ${sql.ref(column)} end`

/** Practice counts neither way. */
const isShared = sql`i.id <> ${SANDBOX_ID} and exists (
  select 1 from registrations o
  where o.fingerprint = r.fingerprint and o.instance_id <> r.instance_id and o.instance_id <> ${SANDBOX_ID})`

const SQLITE_ROW = sql<string>`json_object(
  'id', i.id, 'name', i.name, 'servicesUrl', i.services_url,
  'known', case when r.instance_id is not null then json_object(
    'latest', ${json('r.latest')}, 'answer', ${json('r.answer')},
    'answerAt', ${number('r.answer_at')}, 'answerVendorAt', ${number('r.answer_vendor_at')},
    'savedAt', ${number('r.saved_at')}, 'fingerprint', r.fingerprint, 'isShared', json(iif(${isShared}, 'true', 'false'))) end,
  'glpi', case when g.instance_id is not null then json_object(
    'methods', ${json('g.ways')}, 'seenAt', ${number('g.seen_at')}, 'inspectionCause', g.cause, 'storage', g.storage, 'cause', g.storage_cause,
    'holdsAnother', json(iif(g.holds_another = 1, 'true', 'false')),
    'version', case when json_valid(g.seen) then g.seen ->> '$.version' end,
    'installMode', case when json_valid(g.seen) then g.seen ->> '$.installMode' end,
    'clockOffsetSeconds', case when json_valid(g.seen) then g.seen ->> '$.clockOffsetSeconds' end) end
)`

/** Here what was stored as JSON stays text: PostgreSQL refuses some of what JavaScript takes, and the whole list with it. */
const POSTGRES_ROW = sql<string>`cast(json_build_object(
  'id', i.id, 'name', i.name, 'servicesUrl', i.services_url,
  'known', case when r.instance_id is not null then json_build_object(
    'latest', r.latest, 'answer', r.answer, 'answerAt', r.answer_at, 'answerVendorAt', r.answer_vendor_at,
    'savedAt', r.saved_at, 'fingerprint', r.fingerprint, 'isShared', ${isShared}) end,
  'glpi', case when g.instance_id is not null then json_build_object(
    'methods', g.ways, 'seenAt', g.seen_at, 'inspectionCause', g.cause, 'storage', g.storage, 'cause', g.storage_cause,
    'holdsAnother', g.holds_another = 1, 'seen', g.seen) end
) as text)`

/** Each row is read as one JSON text: with twenty columns and 10,000 rows, libsql would take five times as long. */
const overview = (store: Store) =>
  store
    .selectFrom('instances as i')
    .leftJoin('registrations as r', 'r.instance_id', 'i.id')
    .leftJoin('glpis as g', 'g.instance_id', 'i.id')
    .select((isPostgres(store) ? POSTGRES_ROW : SQLITE_ROW).as('row'))

/** The query decides the shape. The values are as stored, so they may be anything. */
type Raw = Pick<OverviewRow, 'id' | 'name' | 'servicesUrl'> & {
  known: Record<keyof NonNullable<OverviewRow['known']>, unknown> | null
  glpi: Record<keyof NonNullable<OverviewRow['glpi']> | 'seen', unknown> | null
}

/** As `SQLITE_ROW` or as `POSTGRES_ROW` has it. */
const parsed = (value: unknown): unknown => (typeof value === 'string' ? storedJson(value) : value)

function read(row: string): OverviewRow {
  const { known, glpi, ...instance }: Raw = JSON.parse(row)
  const answerAt = known && storedMoment(known.answerAt)
  return {
    ...instance,
    known: known && {
      latest: readObservation(parsed(known.latest)),
      answer: readStoredAnswer(parsed(known.answer)),
      answerAt,
      answerVendorAt: vendorMoment(known.answerVendorAt, answerAt),
      savedAt: storedMoment(known.savedAt),
      fingerprint: textOrNull(known.fingerprint) ?? '',
      isShared: known.isShared === true,
    },
    glpi: glpi && {
      methods: readMethods(parsed(glpi.methods)),
      seenAt: storedMoment(glpi.seenAt),
      inspectionCause: storedCause(glpi.inspectionCause),
      storage: oneOf(STORAGES, glpi.storage) ?? 'unknown',
      cause: storedCause(glpi.cause),
      holdsAnother: glpi.holdsAnother === true,
      ...seenOf(glpi),
    },
  }
}

function seenOf(glpi: NonNullable<Raw['glpi']>) {
  const { version, installMode, clockOffsetSeconds } = Object(parsed(glpi.seen) ?? glpi)
  return {
    version: textOrNull(version),
    installMode: textOrNull(installMode),
    clockOffsetSeconds: numberOrNull(clockOffsetSeconds),
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const numberOrNull = (value: unknown): number | null => (Number.isFinite(value) ? Number(value) : null)

/** SQLite answers within the same tick: a page takes about 3 ms. */
const PAGE = 25

/**
 * `take` of every instance, in the order in which they were added. They are read page by page, and others are answered in between: one
 * that is changed meanwhile is seen as it was before or as it is afterwards.
 */
export async function readOverview<T>(store: Store, take: (row: OverviewRow) => T): Promise<T[]> {
  const taken: T[] = []
  const page = () =>
    overview(store)
      .select(['i.created_at as createdAt', 'i.id as id'])
      .orderBy('i.created_at')
      .orderBy('i.id')
      .limit(PAGE)
  let rows = await page().execute()
  for (;;) {
    for (const { row } of rows) taken.push(take(read(row)))
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return taken
    await giveWay()
    rows = await page()
      .where((eb) => eb(eb.refTuple('i.created_at', 'i.id'), '>', eb.tuple(last.createdAt, last.id)))
      .execute()
  }
}

/** `take` of these instances, in no order; those that are not there are left out. Read page by page as well. */
export async function readInOverview(
  store: Store,
  ids: readonly string[],
  take: (row: OverviewRow) => void,
): Promise<void> {
  for (let from = 0; from < ids.length; from += PAGE) {
    if (from > 0) await giveWay()
    const rows = await overview(store)
      .where('i.id', 'in', ids.slice(from, from + PAGE))
      .execute()
    for (const { row } of rows) take(read(row))
  }
}

export async function findInOverview(store: Store, id: string): Promise<OverviewRow | null> {
  const found = await overview(store).where('i.id', '=', id).executeTakeFirst()
  return found ? read(found.row) : null
}

/** The first ones, in the order in which they were added. */
export async function readFirstOf(store: Store, most: number): Promise<OverviewRow[]> {
  const rows = await overview(store).orderBy('i.created_at').orderBy('i.id').limit(most).execute()
  return rows.map(({ row }) => read(row))
}

export async function countInstances(store: Store): Promise<number> {
  const { count } = await store
    .selectFrom('instances')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
