import type { AuditRow } from '#contract/audit.ts'

/** "log audit" (RFC 5424, 6.2.1). */
const FACILITY = 13
const INFORMATIONAL = 6
const WARNING = 4

const SAFE = /[^\x21-\x7e]/g

type Sender = { hostname: string; pid: number }

/** A row as a message of RFC 5424: its kind as MSGID, and JSON as the message. */
export function syslogLine(row: AuditRow, { hostname, pid }: Sender): string {
  const priority = FACILITY * 8 + (row.outcome === 'done' || row.outcome === 'started' ? INFORMATIONAL : WARNING)
  const host = hostname.replaceAll(SAFE, '').slice(0, 255) || '-'
  return `<${priority}>1 ${row.at} ${host} latchkey ${pid} ${row.action} - ${JSON.stringify(row)}`
}
