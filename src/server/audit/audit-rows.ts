import type { SelectQueryBuilder } from 'kysely'
import type { AuditAction, AuditFilter, AuditOutcome, AuditRow } from '#contract/audit.ts'
import type { AuditRecord } from '../store/audit-chain.ts'
import type { Store } from '../store/database.ts'
import type { Tables } from '../store/schema.ts'
import { instantOf } from '../store/stored-values.ts'

/** Which rows are meant: `from` and `to` are milliseconds since the epoch, `to` the first one that is not meant. */
export type AuditQuery = Partial<{
  instance: string
  person: string
  action: AuditAction
  outcome: AuditOutcome
  from: number
  to: number
}> &
  Partial<Record<AuditFilter, unknown>>

/** Where a page ends: rows at the same moment are told apart by their numbers. */
export type AuditPlace = { at: number; number: number }

const EPOCH = new Date(0).toISOString()

export const auditRowOf = (row: AuditRecord): AuditRow => ({
  number: row.number,
  at: instantOf(row.at) ?? EPOCH,
  action: row.action,
  outcome: row.outcome,
  code: row.code,
  count: row.count,
  origin: row.origin,
  signIn: row.sign_in_id,
  person: row.person,
  role: row.role,
  address: row.address,
  instance: row.instance_id,
  before: row.fingerprint_before,
  after: row.fingerprint_after,
  // `recordAudit` writes nothing else
  facts: JSON.parse(row.facts),
  hash: row.hash,
})

type Rows = SelectQueryBuilder<Tables, 'audit', AuditRecord>

function matching(store: Store, { instance, person, action, outcome, from, to }: AuditQuery): Rows {
  // what is not behind the cut was not written by Latchkey: `audit verify` names it
  let rows: Rows = store
    .selectFrom('audit')
    .selectAll()
    .where('number', '>', (row) => row.selectFrom('audit_head').select('cut_number'))
  if (instance !== undefined) rows = rows.where('instance_id', '=', instance)
  if (person !== undefined) rows = rows.where('person', '=', person)
  if (action !== undefined) rows = rows.where('action', '=', action)
  if (outcome !== undefined) rows = rows.where('outcome', '=', outcome)
  if (from !== undefined) rows = rows.where('at', '>=', from)
  if (to !== undefined) rows = rows.where('at', '<', to)
  return rows
}

/**
 * The latest first. Each filter has an index that ends with the time and the number, and a page begins where the one before it ended:
 * with one filter no more rows are touched than are shown, however many there are. Of two together one index is used, and its rows that
 * the other filter leaves out are read too.
 */
export const auditPage = (store: Store, query: AuditQuery, before: AuditPlace | null, limit: number) => {
  const rows = matching(store, query).orderBy('at', 'desc').orderBy('number', 'desc').limit(limit)
  return before === null
    ? rows
    : rows.where((row) => row(row.refTuple('at', 'number'), '<', row.tuple(before.at, before.number)))
}

const AT_ONCE = 500

/** All of them, the oldest first, a few at a time. @param after only rows behind this number. */
export async function* auditRows(store: Store, query: AuditQuery, after = 0): AsyncGenerator<AuditRow[]> {
  let last = after
  for (;;) {
    const rows = await matching(store, query).where('number', '>', last).orderBy('number').limit(AT_ONCE).execute()
    if (rows.length > 0) yield rows.map(auditRowOf)
    const end = rows.at(-1)
    if (end === undefined || rows.length < AT_ONCE) return
    last = end.number
  }
}
