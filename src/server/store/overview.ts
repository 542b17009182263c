import type { Answer, Known, Observation } from '#domain/verdict.ts'
import type { Answered } from '../vendor-clock.ts'
import type { Store } from './database.ts'
import { GLPI_COLUMNS, readJoinedGlpi } from './glpis.ts'
import type { StoredInstance } from './instances.ts'

export type OverviewRow = { instance: StoredInstance; known: (Known & Answered) | null }

/** All instances with what the list shows of each, by one query. */
export async function readOverview(store: Store): Promise<OverviewRow[]> {
  const rows = await store
    .selectFrom('instances')
    .leftJoin('registrations', 'registrations.instance_id', 'instances.id')
    .leftJoin('glpis', 'glpis.instance_id', 'instances.id')
    .select([
      'instances.id',
      'instances.name',
      'instances.services_url as servicesUrl',
      'instances.uid',
      'registrations.saved_at as savedAt',
      'registrations.latest',
      'registrations.answer',
      'registrations.answer_at as answerAt',
      'registrations.answer_vendor_at as answerVendorAt',
      ...GLPI_COLUMNS,
    ])
    .orderBy('instances.created_at')
    .orderBy('instances.id')
    .execute()
  return rows.map(({ id, name, servicesUrl, uid, savedAt, latest, answer, answerAt, answerVendorAt, ...glpi }) => ({
    instance: { id, name, servicesUrl, uid, glpi: readJoinedGlpi(glpi) },
    known:
      savedAt === null ? null : { latest: readLatest(latest), answer: readAnswer(answer), answerAt, answerVendorAt },
  }))
}

// these JSON columns hold what `record` wrote there
const readLatest = (text: string | null): Observation | null => (text === null ? null : JSON.parse(text))
const readAnswer = (text: string | null): Answer | null => (text === null ? null : JSON.parse(text))
