import { setTimeout as pause } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { isConnectionLost, postgresFaultOf } from './postgres-fault.ts'

/** Locks that hold for all replicas of a shared database. */
export type ReplicaLocks = {
  /**
   * Runs `work` alone under this name, whatever replica runs the others. The lock of one that died is free at once, or 25 s after its
   * machine is gone.
   */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Whether some replica has it, this one included. */
  isHeld(name: string): Promise<boolean>
  close(): void
}

const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 250

/** Any text as the 64 bits that PostgreSQL takes: texts that share them wait for each other, and that is all. */
const NUMBER = 'hashtextextended($1, 0)'

const IS_HELD = `exists (
  select 1 from pg_locks
  where locktype = 'advisory' and granted and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())
  and (cast(classid as bigint) << 32) + cast(objid as bigint) = ${NUMBER})`

/**
 * Advisory locks of one connection. They are tried again and again, because a connection that waits for one lock could release no
 * other. PostgreSQL lets a connection take a lock twice, so that those of this process wait for each other here.
 */
export function createReplicaLocks(connect: () => Promise<PoolClient>): ReplicaLocks {
  let connection: Promise<PoolClient> | null = null
  const last = new Map<string, Promise<unknown>>()

  function open(): Promise<PoolClient> {
    const opened = connect().then((client) => {
      // all its locks are gone with it: the next lock is taken by another connection
      client.on('error', () => {
        if (connection === opened) connection = null
        client.release(true)
      })
      return client
    })
    opened.catch(() => (connection = null))
    return opened
  }

  async function askNow(statement: string, name: string): Promise<boolean> {
    try {
      connection ??= open()
      const client = await connection
      const { rows }: { rows: { is: boolean }[] } = await client.query(`select ${statement} as is`, [name])
      return rows[0]?.is === true
    } catch (error) {
      if (isConnectionLost(error)) connection = null
      throw postgresFaultOf(error, false) ?? error
    }
  }

  let asking: Promise<unknown> = Promise.resolve()
  /** One after the other, as a connection takes them. */
  function ask(statement: string, name: string): Promise<boolean> {
    const mine = asking.then(() => askNow(statement, name))
    asking = mine.catch(() => undefined)
    return mine
  }

  const take = (name: string): Promise<boolean> => ask(`pg_try_advisory_lock(${NUMBER})`, name)
  /** Where the connection is lost, so is the lock. */
  const release = (name: string): Promise<unknown> => ask(`pg_advisory_unlock(${NUMBER})`, name).catch(() => undefined)

  async function waitAndRun<T>(name: string, work: () => Promise<T>): Promise<T> {
    let waitMs = FIRST_PAUSE_MS
    while (!(await take(name))) {
      await pause(waitMs)
      waitMs = Math.min(waitMs * 2, LONGEST_PAUSE_MS)
    }
    try {
      return await work()
    } finally {
      await release(name)
    }
  }

  function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    last.set(name, mine)
    const forget = () => last.get(name) === mine && last.delete(name)
    mine.then(forget, forget)
    return mine
  }

  return {
    run: (name, work) => inTurn(name, () => waitAndRun(name, work)),

    // by another connection where this one was cut
    isHeld: (name) => ask(IS_HELD, name).catch(() => ask(IS_HELD, name)),

    close() {
      void connection?.then(
        (client) => client.release(true),
        () => undefined,
      )
      connection = null
    },
  }
}
