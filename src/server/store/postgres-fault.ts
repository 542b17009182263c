import { ProblemError } from '#contract/problem-error.ts'

/** Of a request that reads after it has written, too. */
const UNKNOWN = 'The database does not answer, so it is unknown whether this was stored: read it again.'

/** What PostgreSQL says of a change (its SQLSTATE) that it has then rolled back. */
const FAULTS: [code: RegExp, problem: 'disk-full' | 'storage-failed', sentence: string][] = [
  [/^53100$/, 'disk-full', 'The disk of the database is full, so nothing was stored.'],
  [/^(40P01|40001|55P03|57014|53\w{3})$/, 'storage-failed', 'The database is too busy, so nothing was stored.'],
  [/^(25006|57P03)$/, 'storage-failed', 'The database takes no changes now, so nothing was stored.'],
  [/^(58\w{3}|XX\w{3})$/, 'storage-failed', 'The database failed, so nothing was stored.'],
]

/** The server ends the connection, at a time at which it may have stored the change or not. */
const ENDED = /^(57P01|57P02|57P05|25P03|08\w{3})$/

/** Of the system, and of `pg`, which gives its own errors no code. */
const LOST =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$|terminated|timeout|not queryable|Connection ended/i

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether this connection can be used no more. */
export const isConnectionLost = (error: unknown): boolean =>
  ENDED.test(codeOf(error)) ||
  (!/^[0-9A-Z]{5}$/.test(codeOf(error)) && error instanceof Error && LOST.test(codeOf(error) || error.message))

/**
 * What a request is answered, whose `cause` is the error itself; null for what is no fault of the database.
 * @param isChange whether it came of a statement that writes.
 */
export function postgresFaultOf(error: unknown, isChange: boolean): ProblemError | null {
  const fault = FAULTS.find(([code]) => code.test(codeOf(error)))
  if (fault && isChange) return problem(fault[1], fault[2], error)
  return fault || isConnectionLost(error) ? problem('storage-failed', UNKNOWN, error) : null
}

const problem = (code: 'disk-full' | 'storage-failed', sentence: string, cause: unknown): ProblemError =>
  Object.assign(new ProblemError(code, sentence), { cause })
