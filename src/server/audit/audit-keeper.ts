import { hostname } from 'node:os'
import { runAsLatchkey } from '../actor.ts'
import { cutAudit } from '../store/audit.ts'
import { sharedPartsOf, type Store } from '../store/database.ts'
import { auditRows } from './audit-rows.ts'
import type { AuditSettings } from './audit-settings.ts'
import type { SyslogConnection } from './syslog-connection.ts'
import { syslogLine } from './syslog-line.ts'

const DAY_MS = 86_400_000
/** How soon a row is sent. */
const SEND_EVERY_MS = 1000
const LONGEST_PAUSE_MS = 30_000
/**
 * Syslog has no reply, and a receiver may end a connection without having read what its system took. What was sent so long before that
 * counts as read; what was sent later is sent again.
 */
const READ_AFTER_MS = 5 * 60_000

export type AuditKeeperParts = {
  store: Store
  settings: AuditSettings
  /** The issuer (PEM) of the syslog server, in place of the usual ones. */
  ca?: string
  now: () => number
  /** A monotonic clock. */
  steady: () => number
  /** One line of the gateway's own log. */
  log: (line: string) => void
  report: (error: unknown) => void
}

/** Sends each row of the audit to syslog, in order, and removes rows that are older than the setting says. */
export function createAuditKeeper({
  store,
  settings: { days, syslog },
  ca,
  now,
  steady,
  log,
  report,
}: AuditKeeperParts) {
  const sender = { hostname: hostname(), pid: process.pid }
  const stopper = new AbortController()
  let connection: SyslogConnection | null = null
  /** What was sent lately is to be sent again. A start does so too: the one before it may have been killed. */
  let isToRepeat = true
  let unread: { number: number; at: number }[] = []
  let isDown = false
  let isStopped = false
  let cutting: NodeJS.Timeout | undefined
  let waiting: NodeJS.Timeout | undefined
  let sending: Promise<void> = Promise.resolve()

  const readHead = () => store.selectFrom('audit_head').select(['sent_number', 'read_number']).executeTakeFirstOrThrow()

  async function noteRead(): Promise<void> {
    const read = unread.findLast(({ at }) => at <= steady() - READ_AFTER_MS)
    if (read === undefined) return
    await store.updateTable('audit_head').set({ read_number: read.number }).execute()
    unread = unread.filter(({ number }) => number > read.number)
  }

  /** Another one begins with what may not have been read. */
  function leaveConnection(): void {
    connection?.close()
    connection = null
    isToRepeat = true
    unread = []
  }

  async function sendAll(): Promise<void> {
    if (syslog === null) return
    if (connection?.failure()) leaveConnection()
    await noteRead()
    if (isToRepeat) {
      await store
        .updateTable('audit_head')
        .set((head) => ({ sent_number: head.ref('read_number') }))
        .execute()
      isToRepeat = false
    }
    const { sent_number } = await readHead()
    for await (const rows of auditRows(store, {}, sent_number)) {
      if (isStopped) return
      const { connectSyslog } = await import('./syslog-connection.ts')
      connection ??= await connectSyslog(syslog, { signal: stopper.signal, ca })
      await connection.send(rows.map((row) => syslogLine(row, sender)))
      const number = rows.at(-1)?.number ?? sent_number
      await store.updateTable('audit_head').set({ sent_number: number }).execute()
      unread.push({ number, at: steady() })
    }
  }

  async function send(): Promise<void> {
    try {
      // each row once, whatever replica sends it
      const replicas = sharedPartsOf(store)?.locks
      await (replicas ? replicas.run('audit syslog', sendAll) : sendAll())
      if (isDown) log('the syslog server of the audit takes messages again; what waited was sent')
      isDown = false
    } catch (error) {
      if (connection) leaveConnection()
      if (!isDown && !isStopped)
        log(`the syslog server of the audit takes nothing (${nameOf(error)}); what waits is sent later`)
      isDown = true
    }
  }

  function sendAgain(pauseMs: number): void {
    if (isStopped) return
    waiting = setTimeout(() => {
      sending = send().finally(() => sendAgain(isDown ? Math.min(pauseMs * 2, LONGEST_PAUSE_MS) : SEND_EVERY_MS))
    }, pauseMs).unref()
  }

  /** What was not sent yet, or not long enough ago, stays, however old it is. */
  async function cut(): Promise<void> {
    if (days === null) return
    const upTo = syslog === null ? Infinity : (await readHead()).read_number
    const olderThan = now() - days * DAY_MS
    for (;;) {
      const isMore = await runAsLatchkey(() => cutAudit(store, { olderThan, upTo }, now()))
      if (!isMore || isStopped) return
    }
  }

  return {
    start(): void {
      cutting = setInterval(() => void cut().catch(report), DAY_MS).unref()
      void cut().catch(report)
      if (syslog !== null) sendAgain(0)
    },
    /** Once; `start` does so every now and then. */
    cut,
    send,
    /** What was not sent follows after the next start. */
    async stop(): Promise<void> {
      isStopped = true
      clearInterval(cutting)
      clearTimeout(waiting)
      stopper.abort()
      connection?.close()
      await sending
    },
  }
}
export type AuditKeeper = ReturnType<typeof createAuditKeeper>

/** A code of the system where there is one. */
const nameOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.message) : 'unknown'
