import type { Context } from 'hono'
import * as z from 'zod/mini'
import type { auditApi } from '#contract/api/audit.ts'
import { AUDIT_ACTIONS, AUDIT_FILTERS, AUDIT_OUTCOMES, type AuditFilter, type AuditRow } from '#contract/audit.ts'
import { BYTE_ORDER_MARK, csvLine } from '#contract/csv-text.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { auditPage, auditRowOf, auditRows, type AuditPlace, type AuditQuery } from '../audit/audit-rows.ts'
import type { Store } from '../store/database.ts'
import { oneOf } from '../store/stored-values.ts'
import type { Handlers } from './routes.ts'

export type AuditServices = { store: Store; auditDays: number | null }

const PAGE_ROWS = 50

const invalid = (name: string) => new ProblemError('request-invalid', `Not as expected: ${name}.`)

const READERS: Record<AuditFilter, (text: string) => unknown> = {
  instance: (text) => text,
  person: (text) => text,
  action: (text) => oneOf(AUDIT_ACTIONS, text),
  outcome: (text) => oneOf(AUDIT_OUTCOMES, text),
  from: (text) => momentIn(text),
  to: (text) => momentIn(text),
}

const Moment = z.iso.datetime({ offset: true })

/** ISO 8601 with an offset: without one, it would be read in the time zone of this machine. */
const momentIn = (text: string): number | null => (Moment.safeParse(text).success ? Date.parse(text) : null)

/** @throws ProblemError that names a filter that is none. */
function queryOf(c: Context): AuditQuery {
  const given = AUDIT_FILTERS.flatMap((name) => {
    const text = c.req.query(name)
    if (text === undefined || text === '') return []
    const value = READERS[name](text)
    if (value === null) throw invalid(name)
    return [[name, value]]
  })
  return Object.fromEntries(given)
}

/** @throws ProblemError */
function placeIn(text: string | undefined): AuditPlace | null {
  if (text === undefined) return null
  const [, at, number] = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text) ?? []
  if (at === undefined || number === undefined) throw invalid('before')
  return { at: Number(at), number: Number(number) }
}

/** Of the audit as a table, in their order. */
export const AUDIT_COLUMNS = [
  'number',
  'at',
  'action',
  'outcome',
  'code',
  'count',
  'origin',
  'signIn',
  'person',
  'role',
  'address',
  'instance',
  'before',
  'after',
  'facts',
  'hash',
] as const satisfies (keyof AuditRow)[]

const csvRow = (row: AuditRow): string =>
  csvLine(AUDIT_COLUMNS.map((name) => (name === 'facts' ? JSON.stringify(row.facts) : String(row[name] ?? ''))))

/** As long as somebody reads: a page that has left ends the query. */
function streamed(pages: AsyncGenerator<AuditRow[]>, first: string, text: (row: AuditRow) => string) {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (first !== '') controller.enqueue(encoder.encode(first))
    },
    async pull(controller) {
      const { done, value } = await pages.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value.map(text).join('')))
    },
    cancel: () => void pages.return(undefined),
  })
}

const asFile = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` })

export const auditHandlers = ({ store, auditDays }: AuditServices): Handlers<typeof auditApi> => ({
  list: async ({ context: c }) => {
    const query = queryOf(c)
    // one more tells whether there are more
    const rows = await auditPage(store, query, placeIn(c.req.query('before')), PAGE_ROWS + 1).execute()
    const shown = rows.slice(0, PAGE_ROWS)
    const last = rows.length > PAGE_ROWS ? shown.at(-1) : undefined
    return { rows: shown.map(auditRowOf), next: last ? `${last.at}.${last.number}` : null, keptDays: auditDays }
  },
  lines: ({ context: c }) => {
    const pages = auditRows(store, queryOf(c))
    c.header('content-disposition', asFile('audit.jsonl')['content-disposition'])
    return streamed(pages, '', (row) => `${JSON.stringify(row)}\n`)
  },
  csv: ({ context: c }) => {
    const pages = auditRows(store, queryOf(c))
    return c.body(streamed(pages, BYTE_ORDER_MARK + csvLine(AUDIT_COLUMNS), csvRow), 200, {
      'content-type': 'text/csv; charset=utf-8',
      ...asFile('audit.csv'),
    })
  },
})
