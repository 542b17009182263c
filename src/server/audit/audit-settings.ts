import { isIP } from 'node:net'
import { SettingsError } from '../settings.ts'

export type SyslogTarget = { transport: 'udp' | 'tcp' | 'tls'; host: string; port: number }

export type AuditSettings = {
  /** For how many days a row stays; null for ever. */
  days: number | null
  /** Where each row is sent as well; null for nowhere. */
  syslog: SyslogTarget | null
}

/** The usual ports: RFC 5426, RFC 6587 and RFC 5425. */
const PORTS = { udp: 514, tcp: 601, tls: 6514 }

/** A month: what happened can still be looked into. */
const FEWEST_DAYS = 30

type Environment = Readonly<Record<string, string | undefined>>

/** @throws SettingsError naming the setting that cannot be used. */
export function readAuditSettings(env: Environment): AuditSettings {
  return { days: readDays(env['LATCHKEY_AUDIT_DAYS'] || ''), syslog: readSyslog(env['LATCHKEY_AUDIT_SYSLOG'] || '') }
}

function readDays(text: string): number | null {
  if (text === '') return null
  const days = Number(text)
  if (/^\d{1,5}$/.test(text) && days >= FEWEST_DAYS) return days
  throw new SettingsError(`LATCHKEY_AUDIT_DAYS must be a number of days, ${FEWEST_DAYS} at least.`)
}

function readSyslog(text: string): SyslogTarget | null {
  if (text === '') return null
  const [, transport = '', host = '', given] =
    /^(udp|tcp|tls):\/\/(\[[^\]]+\]|[^\s:/@[\]]+)(?::(\d{1,5}))?\/?$/.exec(text) ?? []
  const name = host.replace(/^\[(.*)\]$/, '$1')
  if (isTransport(transport) && (!host.startsWith('[') || isIP(name) === 6)) {
    const port = given === undefined ? PORTS[transport] : Number(given)
    if (port > 0 && port <= 65_535) return { transport, host: name, port }
  }
  throw new SettingsError(
    'LATCHKEY_AUDIT_SYSLOG must be an address such as tls://syslog.example.org:6514, udp:// or tcp://.',
  )
}

const isTransport = (text: string): text is SyslogTarget['transport'] => Object.hasOwn(PORTS, text)
