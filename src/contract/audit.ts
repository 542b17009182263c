import * as z from 'zod/mini'
import { SIGN_IN_ORIGINS } from './people.ts'
import { ROLES } from './roles.ts'

/** What is recorded, and never removed from this list: rows that name it stay. */
export const AUDIT_ACTIONS = [
  'key-save',
  'key-remove',
  'key-restore',
  'key-write',
  'key-prove',
  'key-check',
  'key-refresh',
  'verdict-change',
  'storage-change',
  'plugins-page-change',
  'warning-dismiss',
  'diagnosis-run',
  'check-all-start',
  'check-all-resume',
  'check-all-cancel',
  'check-all-forget',
  'instance-add',
  'instance-change',
  'instance-remove',
  'connection-test',
  'mail-change',
  'mail-remove',
  'mail-test',
  'recipient-add',
  'recipient-change',
  'recipient-remove',
  'recipient-test',
  'recipient-retry',
  'recipient-clear',
  'glpi-sign-in-change',
  'glpi-sign-in-remove',
  'glpi-sign-in-test',
  'sign-in',
  'sign-out',
  'invitation-create',
  'invitation-withdraw',
  'session-end',
  'sessions-end',
  'role-change',
  'page-show',
  'page-hide',
  'page-send',
  'page-point',
  'page-watch',
  'token-create',
  'token-revoke',
  'encryption-key-rotate',
  'backup-write',
  'backup-restore',
  'data-move',
  'audit-cut',
  'read',
  'request',
  'refusals',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** `started`: something is sent to a GLPI next; another row says how that ended, unless Latchkey was ended before. `refused`: nothing was changed. `failed`: something was begun, such as a write into a GLPI, and what was meant is not shown to be so. */
export const AUDIT_OUTCOMES = ['done', 'refused', 'failed', 'started'] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** By which sign-in, or `command-line`; `latchkey`: nobody, it was due. */
export const AUDIT_ORIGINS = [...SIGN_IN_ORIGINS, 'command-line', 'latchkey'] as const
export type AuditOrigin = (typeof AUDIT_ORIGINS)[number]

/** SHA-256 of a row, and of all rows before it. */
const AuditHash = z.string().check(z.regex(/^[\da-f]{64}$/))

/** A row that was written: of what was done, or of equal refusals within a minute. No key is in it, only fingerprints. */
export const AuditRow = z.object({
  number: z.int(),
  at: z.iso.datetime(),
  action: z.enum(AUDIT_ACTIONS),
  outcome: z.enum(AUDIT_OUTCOMES),
  /** The code of the problem or the cause, where it was refused or failed. */
  code: z.nullable(z.string()),
  /** How many equal refusals; 1 for everything else. */
  count: z.int(),
  /** null: nobody was signed in. */
  origin: z.nullable(z.enum(AUDIT_ORIGINS)),
  /** The number of the sign-in. */
  signIn: z.nullable(z.int()),
  /** Their name as it was then; of the command line, the system's user. */
  person: z.nullable(z.string()),
  role: z.nullable(z.enum(ROLES)),
  /** Of the machine that asked. */
  address: z.nullable(z.string()),
  instance: z.nullable(z.string()),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  /** What else tells it from others of its kind: a session's number, a role, the states of a verdict. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  hash: AuditHash,
})
export type AuditRow = z.infer<typeof AuditRow>

/** Which rows are meant; all are optional, and together they narrow. */
export const AUDIT_FILTERS = ['instance', 'person', 'action', 'outcome', 'from', 'to'] as const
export type AuditFilter = (typeof AUDIT_FILTERS)[number]

/** GET audit: the latest first. */
export const AuditReply = z.object({
  rows: z.array(AuditRow),
  /** Asks for the rows after these, as `before`; null at the end. */
  next: z.nullable(z.string()),
  /** Older rows are removed; null where none are. */
  keptDays: z.nullable(z.int()),
})
export type AuditReply = z.infer<typeof AuditReply>
