import { AuditReply, AuditRow } from '../audit.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/audit'

const FILTERS = {
  instance: 'The id of an instance.',
  person: 'The whole name of a person.',
  action: 'What was done or refused, such as `key-save`.',
  outcome: '`done`, `refused`, `failed` or `started`.',
  from: 'The first moment (ISO 8601 with an offset).',
  to: 'The first moment that is not meant any more (the same).',
}

/** What was done and what was refused, by whom and from where. */
export const auditApi = {
  list: {
    method: 'GET',
    path: PATH,
    role: LEAST_ROLE.readAudit,
    summary: 'Changes and refused attempts, the latest first, a page at a time',
    query: { ...FILTERS, before: '`next` of the page before.' },
    reply: AuditReply,
    problems: ['request-invalid'],
  },
  lines: {
    method: 'GET',
    path: `${PATH}/lines`,
    role: LEAST_ROLE.readAudit,
    summary: 'All of them, the oldest first, each with its hash',
    query: FILTERS,
    line: AuditRow,
    problems: ['request-invalid'],
  },
  csv: {
    method: 'GET',
    path: `${PATH}/csv`,
    role: LEAST_ROLE.readAudit,
    summary: 'All of them, the oldest first, for a spreadsheet',
    query: FILTERS,
    text: 'text/csv',
    problems: ['request-invalid'],
  },
} as const satisfies RouteGroup
