import type { Connection as Driver, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import type { Connection } from '#contract/connection.ts'
import { NEVER_ABORTED } from '#net/deadline.ts'
import { Failure } from '#net/failure.ts'
import { failureOfDatabase } from './failure.ts'
import { bytesFrom, createOpening, cutOff } from './opening.ts'
import { unlessAborted, withDatabaseDeadline } from './deadline.ts'

type Settings = NonNullable<Connection['database']>

export type DatabaseSession = ReturnType<typeof createDatabaseSession>

/** One connection to GLPI's database, opened at first use and again when it has ended. Every function throws Failure, and nothing else. */
export function createDatabaseSession(settings: Settings) {
  let driver: Driver | null = null
  const opening = createOpening(settings)

  async function open(signal: AbortSignal): Promise<Driver> {
    if (driver) return driver
    const opened = await opening.open(signal)
    // whatever ends it, the next question opens another one
    opened.on('error', () => (driver = null))
    driver = opened
    return opened
  }

  async function ask<T>(signal: AbortSignal, work: (open: Driver) => Promise<T>): Promise<T> {
    const opened = await open(signal)
    const answer = limitAnswer(opened)
    try {
      return await unlessAborted(AbortSignal.any([signal, answer.signal]), () => work(opened))
    } catch (error) {
      const failure = failureOfDatabase(error, { isMariaDb: opening.isMariaDb(), secrets: [settings.password ?? ''] })
      // an answer that was not waited for would come to the next question
      if (!failure.errorCode?.startsWith('ER_')) drop(opened)
      throw failure
    } finally {
      answer.done()
    }
  }

  function drop(opened: Driver): void {
    cutOff(opened)
    driver = null
  }

  return {
    open: async (signal: AbortSignal): Promise<void> => void (await open(signal)),

    rows: (signal: AbortSignal, sql: string, values: unknown[] = []): Promise<RowDataPacket[]> =>
      ask(signal, async (opened) => (await opened.query<RowDataPacket[]>(sql, values))[0]),

    /** @returns how many rows the statement found. */
    run: (signal: AbortSignal, sql: string, values: unknown[] = []): Promise<number> =>
      ask(signal, async (opened) => (await opened.query<ResultSetHeader>(sql, values))[0].affectedRows),

    async close(): Promise<void> {
      const opened = driver
      driver = null
      // politely, so that the server does not log it, but no longer than that
      await withDatabaseDeadline({ ms: 500, signal: NEVER_ABORTED }, async () => opened?.end()).catch(() => undefined)
      if (opened) cutOff(opened)
    },
  }
}

/** All of GLPI's own settings and plugins are a tenth of that. */
const MOST_BYTES = 8 * 1024 * 1024
const EVERY_MS = 10

/** Rows without end would fill the memory long before the deadline: the driver holds all of an answer. */
function limitAnswer(opened: Driver) {
  const before = bytesFrom(opened)
  const limit = new AbortController()
  const timer = setInterval(() => {
    if (bytesFrom(opened) - before > MOST_BYTES) limit.abort(new Failure('reply-too-large', 'TOO_LARGE'))
  }, EVERY_MS)
  return { signal: limit.signal, done: () => clearInterval(timer) }
}
