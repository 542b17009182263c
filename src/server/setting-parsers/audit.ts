import { isIP } from 'node:net'
import { SettingsError } from '../settings-error.ts'

export type SyslogTarget = { transport: 'udp' | 'tcp' | 'tls'; host: string; port: number }

/** The usual ports: RFC 5426, RFC 6587 and RFC 5425. */
const PORTS = { udp: 514, tcp: 601, tls: 6514 }

/** A month: what happened can still be looked into. */
const FEWEST_DAYS = 30

export function readAuditDays(text: string, name: string): number {
  const days = Number(text)
  if (/^\d{1,5}$/.test(text) && days >= FEWEST_DAYS) return days
  throw new SettingsError(`${name} must be a number of days, ${FEWEST_DAYS} at least.`)
}

export function readSyslogTarget(text: string, name: string): SyslogTarget {
  const [, transport = '', host = '', given] =
    /^(udp|tcp|tls):\/\/(\[[^\]]+\]|[^\s:/@[\]]+)(?::(\d{1,5}))?\/?$/.exec(text) ?? []
  const target = host.replace(/^\[(.*)\]$/, '$1')
  if (isTransport(transport) && (!host.startsWith('[') || isIP(target) === 6)) {
    const port = given === undefined ? PORTS[transport] : Number(given)
    if (port > 0 && port <= 65_535) return { transport, host: target, port }
  }
  throw new SettingsError(`${name} must be an address such as tls://syslog.example.org:6514, udp:// or tcp://.`)
}

const isTransport = (text: string): text is SyslogTarget['transport'] => Object.hasOwn(PORTS, text)
