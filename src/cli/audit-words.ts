import type { Words } from '#domain/causes.ts'
import type { AuditFault } from '#server/store/audit-chain.ts'

/** The lines of `audit`. */
export const AUDIT_WORDS = {
  verified: /*i18n*/ {
    id: 'cli.audit.verified',
    message: '{rows} rows, up to number {number}: none is missing, and none was changed.',
  },
  noCheckpoint: /*i18n*/ {
    id: 'cli.audit.no-checkpoint',
    message:
      'Whoever can write the database can also cut its latest rows: compare it with a checkpoint that is kept elsewhere (--checkpoint).',
  },
} satisfies Record<string, Words>

export const AUDIT_FAULT_WORDS: Record<AuditFault['fault'], Words> = {
  edited: /*i18n*/ { id: 'cli.audit.edited', message: 'Row {number} of the audit was changed.' },
  missing: /*i18n*/ { id: 'cli.audit.missing', message: 'Row {number} of the audit is missing.' },
  cut: /*i18n*/ {
    id: 'cli.audit.cut',
    message: 'The audit ends before row {number}: the rows from there on are missing.',
  },
  added: /*i18n*/ { id: 'cli.audit.added', message: 'Row {number} of the audit was not written by Latchkey.' },
  beginning: /*i18n*/ {
    id: 'cli.audit.beginning',
    message: 'The audit begins with row {number}, and no retention that is recorded has removed the rows before it.',
  },
  checkpoint: /*i18n*/ {
    id: 'cli.audit.checkpoint',
    message: 'Row {number} of the audit is not the one that the checkpoint was taken of.',
  },
  'checkpoint-removed': /*i18n*/ {
    id: 'cli.audit.checkpoint-removed',
    message: 'Retention has removed row {number}, which the checkpoint was taken of: use a later checkpoint.',
  },
}
