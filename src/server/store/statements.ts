/** What is read changes nothing. */
const READS = /^\s*(select|pragma data_version)\b/i

/** They write nothing themselves: what is written between them counts. */
const FRAMES = /^\s*(begin|commit|rollback|savepoint|release)\b/i

/** Tables that nothing is made of which is kept in memory. Any other may be part of a view or of a sign-in. */
const OF_NO_VIEW = [
  'audit',
  'audit_head',
  'diagnosis_run_followers',
  'diagnosis_run_lines',
  'diagnosis_runs',
  'shared_page_secrets',
  'shared_pages',
]
const WRITES_OF_NO_VIEW = new RegExp(`^(insert into|update|delete from) "(${OF_NO_VIEW.join('|')})"`, 'i')

/** When a session was used last is in the memory of whoever keeps it. */
const LAST_USE = /^update "sign_ins" set "used_at" = [^ ,]+ where/

/** @returns 0 for a statement after which everything that is kept of the store is still so; 1 for any other, whatever it is. */
export const weightOf = (sql: string): 0 | 1 =>
  READS.test(sql) || FRAMES.test(sql) || WRITES_OF_NO_VIEW.test(sql) || LAST_USE.test(sql) ? 0 : 1
