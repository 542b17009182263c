import { connect, type Socket } from 'node:net'
import type { Connection as Driver, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import type { Connection } from '#contract/connection.ts'
import { ADDRESS_REFUSED, isForbiddenAddress } from '#contract/forbidden-address.ts'
import { guardedLookup } from '../connections.ts'
import { within } from '../deadline.ts'
import { GlpiFailure } from '../failure.ts'
import { failureOfDatabase } from './failure.ts'

const CONNECT_MS = 5_000
const PORT = 3306

type Settings = NonNullable<Connection['database']>

export type Session = ReturnType<typeof createSession>

/** One connection to GLPI's database, opened at first use and again when it has ended. Every function throws GlpiFailure, and nothing else. */
export function createSession(settings: Settings) {
  let driver: Driver | null = null

  async function open(signal: AbortSignal): Promise<Driver> {
    if (driver) return driver
    const opened = await limited(CONNECT_MS, signal, () => connectTo(settings, signal))
    // whatever ends it, the next question opens another one
    opened.on('error', () => (driver = null))
    driver = opened
    return opened
  }

  async function ask<T>(signal: AbortSignal, work: (open: Driver) => Promise<T>): Promise<T> {
    const opened = await open(signal)
    try {
      return await orAborted(signal, work(opened))
    } catch (error) {
      const failure = failureOfDatabase(error)
      // an answer that was not waited for would come to the next question
      if (!failure.errorCode?.startsWith('ER_')) drop(opened)
      throw failure
    }
  }

  function drop(opened: Driver): void {
    opened.destroy()
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
      await within(500, new AbortController().signal, late, (inTime) =>
        orAborted(inTime, opened?.end() ?? done()),
      ).catch(() => undefined)
      opened?.destroy()
    },
  }
}

const done = () => Promise.resolve()

async function connectTo({ host, port = PORT, user, password, name }: Settings, signal: AbortSignal): Promise<Driver> {
  const { createConnection } = await import('mysql2/promise')
  const socket = dial(host, port)
  const stop = () => socket.destroy(new GlpiFailure('glpi-unreachable', 'TIMEOUT'))
  signal.addEventListener('abort', stop, { once: true })
  try {
    const asked = {
      user,
      database: name,
      charset: 'utf8mb4_general_ci',
      connectTimeout: CONNECT_MS,
      ...(password && { password }),
    }
    // no file of this machine is ever sent, whatever the server asks for
    return await createConnection({ ...asked, stream: () => socket, flags: ['-LOCAL_FILES'] })
  } catch (error) {
    socket.destroy()
    throw failureOfDatabase(error)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Only to addresses that may be dialled. A path is that of a socket on this machine. */
function dial(host: string, port: number): Socket {
  if (host.startsWith('/')) return connect({ path: host })
  if (isForbiddenAddress(host)) throw new GlpiFailure('glpi-unreachable', ADDRESS_REFUSED)
  return connect({ host, port, lookup: guardedLookup, noDelay: true, keepAlive: true })
}

const late = (): Error => new GlpiFailure('glpi-unreachable', 'TIMEOUT')

export const limited = <T>(ms: number, signal: AbortSignal, work: (inTime: AbortSignal) => Promise<T>): Promise<T> =>
  within(ms, signal, late, (inTime) => orAborted(inTime, work(inTime)))

/** The driver forgets whom it owes an answer when its connection is destroyed. */
function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () =>
      reject(signal.reason instanceof GlpiFailure ? signal.reason : new GlpiFailure('glpi-unreachable', 'CANCELLED'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
