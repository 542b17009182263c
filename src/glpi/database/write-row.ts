import { Failure } from '#net/failure.ts'
import { failureOfError } from '../failure.ts'
import type { StoredRow } from '../write-and-verify/stored-key.ts'
import type { CryptKey } from '../write-and-verify/judge-stored.ts'
import { ACCEPTED, type Sent } from '../connection-method.ts'
import { INSERT_KEY, readStoredRow, UPDATE_KEY } from './rows.ts'
import type { DatabaseSession } from './session.ts'
import { openStoredRow, isUsableCopy } from './open-stored-row.ts'

/** What to write in place of what is there. @throws Failure for what must not be written over it. */
export type Choose = (row: StoredRow) => string

/**
 * Writes the value of the key's row, as GLPI's console would, and nothing else: all of it or nothing. What is there may have changed
 * since the inspection, so it is read again, and locked.
 */
export async function writeRow(session: DatabaseSession, choose: Choose, signal: AbortSignal): Promise<Sent> {
  let isSure = true
  await session.run(signal, 'START TRANSACTION')
  try {
    const row = await readStoredRow(session, signal, true)
    const value = choose(row)
    const written = await session.run(signal, row === 'none' ? INSERT_KEY : UPDATE_KEY, [value])
    const now = await readStoredRow(session, signal)
    // a server that is not strict cuts what it cannot hold
    if (written !== 1 || now === 'none' || now.value !== value) throw new Failure('stored-unproven', 'NOT_WRITTEN')
    isSure = false
    await session.run(signal, 'COMMIT')
    return ACCEPTED
  } catch (error) {
    await session.run(signal, 'ROLLBACK').catch(() => undefined)
    return { answer: isSure ? 'refused' : 'unsure', failure: failureOfError(error) }
  }
}

/** A value that the copy does not open was encrypted with another file. Which of the two GLPI uses is unknown. */
export function blockerOf(row: StoredRow, copy: CryptKey): 'copy-unusable' | 'copy-does-not-fit' | null {
  if (!isUsableCopy(copy)) return 'copy-unusable'
  return openStoredRow(row, copy).cause === 'copy-does-not-fit' ? 'copy-does-not-fit' : null
}
