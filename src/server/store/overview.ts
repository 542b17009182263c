import { sql } from 'kysely'
import type { Answer, Observation } from '#domain/verdict.ts'
import type { Store } from './database.ts'
import type { StoredGlpi } from './glpis.ts'
import type { StoredInstance } from './instances.ts'

/** What the list shows of one instance. */
export type OverviewRow = Pick<StoredInstance, 'id' | 'name' | 'servicesUrl'> & {
  known: {
    latest: Observation | null
    answer: Answer | null
    answerAt: number | null
    answerVendorAt: number | null
  } | null
  glpi:
    | (Pick<StoredGlpi, 'ways' | 'lookCause' | 'storage' | 'cause' | 'holdsAnother'> & {
        version: string | null
        installMode: string | null
      })
    | null
}

/** Each row comes as one text: handing over twenty columns of 10,000 rows takes libsql five times as long. */
const overview = (store: Store) =>
  store
    .selectFrom('instances as i')
    .leftJoin('registrations as r', 'r.instance_id', 'i.id')
    .leftJoin('glpis as g', 'g.instance_id', 'i.id')
    .select(
      sql<string>`json_object(
        'id', i.id, 'name', i.name, 'servicesUrl', i.services_url,
        'known', case when r.instance_id is not null then json_object(
          'latest', json(r.latest), 'answer', json(r.answer),
          'answerAt', r.answer_at, 'answerVendorAt', r.answer_vendor_at) end,
        'glpi', case when g.instance_id is not null then json_object(
          'ways', json(g.ways), 'lookCause', g.cause, 'storage', g.storage, 'cause', g.storage_cause,
          'holdsAnother', json(iif(g.holds_another, 'true', 'false')),
          'version', g.seen ->> '$.version', 'installMode', g.seen ->> '$.installMode') end
      )`.as('row'),
    )

// a row is what its query says
const read = (row: string): OverviewRow => JSON.parse(row)

/** All instances, in the order in which they were added. */
export async function readOverview(store: Store): Promise<OverviewRow[]> {
  const rows = await overview(store).orderBy('i.created_at').orderBy('i.id').execute()
  return rows.map(({ row }) => read(row))
}

export async function findInOverview(store: Store, id: string): Promise<OverviewRow | null> {
  const found = await overview(store).where('i.id', '=', id).executeTakeFirst()
  return found ? read(found.row) : null
}
