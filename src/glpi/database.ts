import type { Connection } from '#contract/connection.ts'
import type { Sight } from '#domain/storage.ts'
import { readCryptKey } from './crypt-key.ts'
import { mayWriteRow, readSettings, readStoredRow } from './database/rows.ts'
import { createSession, limited } from './database/session.ts'
import { hindranceOf, usable, writeRow } from './database/write-row.ts'
import { failureOfError, GlpiFailure } from './failure.ts'
import { storedFound } from './probe/steps.ts'
import type { Run } from './run.ts'
import { seal } from './seal.ts'
import { storedKeyOf, type StoredRow } from './stored-key.ts'
import type { CryptKey } from './stored.ts'
import type { Way } from './way.ts'

/** All that one question or one write may take. */
const BUDGET_MS = 15_000

function sealedOver(row: StoredRow, key: string, file: CryptKey): string {
  const hindrance = hindranceOf(row, file)
  if (hindrance) throw new GlpiFailure(hindrance)
  return usable(file) ? seal(key, file) : ''
}

/** An encrypted nothing: every GLPI reads it as empty, and none writes it that cannot encrypt. Without GLPI's file, what its console would write. */
const nothingOver = (row: StoredRow, file: CryptKey): string =>
  hindranceOf(row, file) === null && usable(file) ? seal('', file) : ''

const inTime = <T>(signal: AbortSignal, work: (limit: AbortSignal) => Promise<T>): Promise<T> =>
  limited(BUDGET_MS, signal, work)

/**
 * GLPI's own database, and a copy of the file it encrypts with. Tells no clock: the database may be on another machine than GLPI.
 * The connection is not encrypted; what travels is the key as GLPI's file encrypts it.
 */
export function createDatabaseWay(database: NonNullable<Connection['database']>): Way {
  const session = createSession(database)
  const { cryptKeyFile, host, port } = database

  const cryptKey = (): Promise<CryptKey> => (cryptKeyFile ? readCryptKey(cryptKeyFile) : Promise.resolve(null))

  const stored = async (signal: AbortSignal) => storedKeyOf(await readStoredRow(session, signal), await cryptKey())

  async function rightsNow(signal: AbortSignal): Promise<NonNullable<Sight['rights']>> {
    const row = await readStoredRow(session, signal)
    try {
      await mayWriteRow(session, row, signal)
      return { read: true, update: true }
    } catch (error) {
      if (failureOfError(error).failure !== 'right-missing') throw error
      return { read: true, update: false }
    }
  }

  return {
    kind: 'database',
    sees: cryptKeyFile ? 'crypt-key' : 'value',

    async look(run) {
      const { signal } = run
      const seen: Partial<Sight> = {}
      let refusal: GlpiFailure | null = null
      await run.walk([
        [
          'glpi-reach',
          async () => {
            run.see({ host, port: port === undefined ? null : String(port) })
            try {
              await session.open(signal)
            } catch (error) {
              refusal = failureOfError(error)
              // it answers, and says no
              if (refusal.failure !== 'glpi-sign-in-refused') throw error
            }
          },
        ],
        [
          'glpi-sign-in',
          async () => {
            if (refusal) throw refusal
            await inTime(signal, async (limit) =>
              Object.assign(seen, await readSettings(session, await cryptKey(), limit)),
            )
            run.see({ 'glpi-version': seen.version })
          },
        ],
        [
          'glpi-right',
          async () => {
            seen.rights = await inTime(signal, rightsNow)
            run.see({ rights: seen.rights.update ? 'read, update' : 'read' })
          },
        ],
        ['glpi-stored', () => lookAtStored(run, seen)],
      ])
      return seen
    },

    stored: (signal) => inTime(signal, stored),

    mayWrite: (signal) =>
      inTime(signal, async (limit) => {
        const row = await readStoredRow(session, limit)
        const hindrance = hindranceOf(row, await cryptKey())
        if (hindrance) return hindrance
        return (await rightsNow(limit)).update ? null : 'right-missing'
      }),

    write: (key, signal) =>
      inTime(signal, async (limit) => {
        const file = await cryptKey()
        return writeRow(session, (row) => sealedOver(row, key, file), limit)
      }),

    remove: (signal) =>
      inTime(signal, async (limit) => {
        const file = await cryptKey()
        return writeRow(session, (row) => nothingOver(row, file), limit)
      }),

    close: () => session.close(),
  }

  async function lookAtStored({ signal }: Run, seen: Partial<Sight>) {
    seen.stored = await inTime(signal, stored)
    // a copy that opens what GLPI has stored is GLPI's file; one that does not may be another
    if (seen.stored.state === 'readable') seen.cryptKey = 'sound'
    return storedFound(seen.stored)
  }
}
