import type { Connection } from '#contract/connection.ts'
import { REPLACE_PLUGINS_NAME } from '#contract/glpi.ts'
import type { Snapshot, StoredKey } from '#domain/storage.ts'
import { readCopy, type CryptKeyCopy } from '../crypt-key.ts'
import { NOT_A_DATABASE } from './greeting.ts'
import { opensGlpiOwn } from './own-secrets.ts'
import { canWriteRow, queryPlugins, querySettings, readStoredRow, writeSetting } from './rows.ts'
import { withDatabaseDeadline } from './deadline.ts'
import { createDatabaseSession } from './session.ts'
import { openStoredRow, isUsableCopy } from './open-stored-row.ts'
import { blockerOf, writeRow } from './write-row.ts'
import { Failure } from '#net/failure.ts'
import { failureOfError } from '../failure.ts'
import { storedResult } from '../host-probe/steps.ts'
import type { StepResult, StagedStep, InspectionRun } from '../inspection-run.ts'
import { seal } from '../seal.ts'
import type { StoredRow } from '../write-and-verify/stored-key.ts'
import type { CryptKey } from '../write-and-verify/judge-stored.ts'
import { ACCEPTED, type ConnectionMethod } from '../connection-method.ts'

/** All that one question or one write may take. */
const BUDGET_MS = 15_000

function sealedValueFor(row: StoredRow, key: string, file: CryptKey): string {
  const blocker = blockerOf(row, file)
  if (blocker) throw new Failure(blocker)
  return isUsableCopy(file) ? seal(key, file) : ''
}

/** The empty string, encrypted: every GLPI reads it as empty, and only one that can encrypt writes it. Without a copy that fits, as GLPI's console writes it: not encrypted. */
const emptyValueFor = (row: StoredRow, file: CryptKey): string =>
  blockerOf(row, file) === null && isUsableCopy(file) ? seal('', file) : ''

const inTime = <T>(signal: AbortSignal, work: (limit: AbortSignal) => Promise<T>): Promise<T> =>
  withDatabaseDeadline({ ms: BUDGET_MS, signal }, work)

/**
 * GLPI's own database, and a copy of the file it encrypts with. The file that GLPI has is not seen, wherever the copy lies. Tells no
 * clock: the database may be on another machine than GLPI.
 */
export function createDatabaseMethod(database: NonNullable<Connection['database']>): ConnectionMethod {
  const session = createDatabaseSession(database)
  const { cryptKeyFile, host, port } = database

  const copyNow = (): Promise<CryptKeyCopy> =>
    cryptKeyFile ? readCopy(cryptKeyFile) : Promise.resolve({ key: null, errorCode: null })
  const keyNow = async (): Promise<CryptKey> => (await copyNow()).key

  const stored = async (signal: AbortSignal) => openStoredRow(await readStoredRow(session, signal), await keyNow())

  /** @returns null for no copy, or nothing to try it on. */
  async function copyFits(signal: AbortSignal): Promise<boolean | null> {
    const copy = await keyNow()
    return isUsableCopy(copy) ? opensGlpiOwn(session, copy, signal) : null
  }

  async function rightsNow(signal: AbortSignal): Promise<NonNullable<Snapshot['rights']>> {
    const row = await readStoredRow(session, signal)
    try {
      await canWriteRow(session, row, signal)
      return { read: true, update: true }
    } catch (error) {
      if (failureOfError(error).cause !== 'right-missing') throw error
      return { read: true, update: false }
    }
  }

  return {
    kind: 'database',
    sees: cryptKeyFile ? 'crypt-key' : 'value',

    async inspect(run) {
      const { signal } = run
      const seen: Partial<Snapshot> = {}
      let refusal: Failure | null = null
      const isIn = await run.walk([
        [
          'glpi-reach',
          async () => {
            run.addFacts({ host, port: port === undefined ? null : String(port) })
            try {
              await session.open(signal)
            } catch (error) {
              refusal = failureOfError(error)
              // it answers, with a refusal
              if (!isRefusal(refusal)) throw error
            }
          },
        ],
        [
          'glpi-sign-in',
          async () => {
            if (refusal) throw refusal
            await inTime(signal, async (limit) =>
              Object.assign(seen, await querySettings(session, await keyNow(), limit)),
            )
            run.addFacts({ 'glpi-version': seen.version })
          },
        ],
        [
          'glpi-right',
          async () => {
            seen.rights = await inTime(signal, rightsNow)
            run.addFacts({ rights: seen.rights.update ? 'read, update' : 'read' })
          },
        ],
      ])
      // if one fails, the other may still work
      for (const [stage, work] of [
        ['glpi-stored', () => inspectStored(run, seen)],
        ['glpi-copy', () => inspectCopy(run, seen)],
      ] satisfies StagedStep[]) {
        if (isIn) await run.step(stage, work)
        else run.skip(stage, 'earlier-failure')
      }
      return seen
    },

    stored: (signal) => inTime(signal, stored),

    opensGlpiOwn: (signal) => inTime(signal, copyFits),

    findWriteBlocker: (signal) =>
      inTime(signal, async (limit) => {
        const row = await readStoredRow(session, limit)
        const blocker = blockerOf(row, await keyNow())
        if (blocker) return blocker
        if (!(await rightsNow(limit)).update) return 'right-missing'
        return (await copyFits(limit)) === false ? 'copy-does-not-fit' : null
      }),

    write: (key, signal) =>
      inTime(signal, async (limit) => {
        const file = await keyNow()
        return writeRow(session, (row) => sealedValueFor(row, key, file), limit)
      }),

    remove: (signal) =>
      inTime(signal, async (limit) => {
        const file = await keyNow()
        return writeRow(session, (row) => emptyValueFor(row, file), limit)
      }),

    setReplacePlugins: (choice, signal) =>
      inTime(signal, async (limit) => {
        try {
          await writeSetting(session, { name: REPLACE_PLUGINS_NAME, value: String(choice) }, limit)
          return ACCEPTED
        } catch (error) {
          return { answer: 'refused', failure: failureOfError(error) }
        }
      }),

    plugins: (signal) => inTime(signal, (limit) => queryPlugins(session, limit)),

    close: () => session.close(),
  }

  async function inspectStored({ signal }: InspectionRun, seen: Partial<Snapshot>): Promise<StepResult> {
    const found = await inTime(signal, stored)
    seen.stored = found
    return storedResult(isFaultOfCopy(found) ? { ...found, cause: null } : found)
  }

  /** A fault of the copy is a finding of its own, and not one about GLPI. */
  async function inspectCopy({ signal }: InspectionRun, { stored: found }: Partial<Snapshot>): Promise<StepResult> {
    if (cryptKeyFile === undefined) return { notNeeded: 'no-key-file' }
    const { key, errorCode } = await copyNow()
    if (!isUsableCopy(key)) return { cause: 'copy-unusable', facts: { path: cryptKeyFile, 'error-code': errorCode } }
    const doesFit = found && isFaultOfCopy(found) ? false : await inTime(signal, copyFits)
    const state = doesFit === null ? 'untried' : doesFit ? 'opens' : 'opens-nothing'
    return { cause: doesFit === false ? 'copy-does-not-fit' : null, facts: { path: cryptKeyFile, state } }
  }
}

const REFUSALS = new Set<string>(['database-account-refused', 'database-tls-required', 'database-unsupported'])

/** A database answers with a refusal. */
const isRefusal = ({ cause, errorCode }: Failure): boolean => REFUSALS.has(cause) && errorCode !== NOT_A_DATABASE

const isFaultOfCopy = ({ cause }: StoredKey): boolean => cause === 'copy-unusable' || cause === 'copy-does-not-fit'
