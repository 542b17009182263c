import { ProblemError } from '#contract/problem-error.ts'

/** Another program held the lock for as long as was waited. */
const BUSY = /^SQLITE_BUSY/

/** What SQLite says where the disk or another program keeps it from its work (its result codes, extended ones included). */
const FAULTS: [code: RegExp, problem: 'disk-full' | 'storage-failed', sentence: string][] = [
  [BUSY, 'storage-failed', 'Another program keeps the database busy, so nothing was stored.'],
  [/^SQLITE_FULL$/, 'disk-full', 'The disk of the data folder is full, so nothing was stored.'],
  [
    /^SQLITE_IOERR/,
    'storage-failed',
    'The disk of the data folder failed, so it is unknown whether this was stored: read it again.',
  ],
  [/^SQLITE_READONLY/, 'storage-failed', 'The data folder takes no changes, so nothing was stored.'],
  [/^SQLITE_CANTOPEN/, 'storage-failed', 'The data folder takes no files, so nothing was stored.'],
]

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a request is answered, whose `cause` is SQLite's own error; null for what is no such fault. */
export function storageFaultOf(error: unknown): ProblemError | null {
  const fault = FAULTS.find(([code]) => code.test(codeOf(error)))
  return fault ? Object.assign(new ProblemError(fault[1], fault[2]), { cause: error }) : null
}

export const isBusy = (error: unknown): boolean => BUSY.test(codeOf(error))
