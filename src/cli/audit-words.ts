import type { Words } from '#domain/causes.ts'
import type { FoundFault } from '#server/stored-audit.ts'

/** The lines of `audit`. */
export const AUDIT_WORDS = {
  verified: /*i18n*/ {
    id: 'cli.audit.verified',
    message:
      '{rows, plural, one {# row} other {# rows}}, up to number {number}: none is missing, and none was changed.',
  },
  noCheckpoint: /*i18n*/ {
    id: 'cli.audit.no-checkpoint',
    message:
      'Whoever can write to the database can also remove the latest rows: compare the audit with a checkpoint that is kept elsewhere (--checkpoint).',
  },
} satisfies Record<string, Words>

export const AUDIT_FAULT_WORDS: Record<FoundFault, Words> = {
  edited: /*i18n*/ { id: 'cli.audit.edited', message: 'Row {number} of the audit was changed.' },
  missing: /*i18n*/ { id: 'cli.audit.missing', message: 'Row {number} of the audit is missing.' },
  cut: /*i18n*/ {
    id: 'cli.audit.cut',
    message: 'The audit ends before row {number}: the rows from there on are missing.',
  },
  added: /*i18n*/ { id: 'cli.audit.added', message: 'Row {number} of the audit was not written by Latchkey.' },
  beginning: /*i18n*/ {
    id: 'cli.audit.beginning',
    message: 'The rows before {number} are missing, and no removal of them is recorded.',
  },
  checkpoint: /*i18n*/ {
    id: 'cli.audit.checkpoint',
    message: 'Row {number} does not match the checkpoint.',
  },
  'checkpoint-removed': /*i18n*/ {
    id: 'cli.audit.checkpoint-removed',
    message: 'Row {number}, which the checkpoint names, was removed by retention: use a later one.',
  },
}
