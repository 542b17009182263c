import { isIPv6 } from 'node:net'

const PORT = 3306

/** Where a database listens: a socket of this machine, or a port. */
export type DatabaseAddress = { path: string } | { host: string; port: number }

/**
 * A host as GLPI's config_db.php writes it: a name or an address, also with a port or with the path of a socket behind a colon, IPv6 in
 * brackets then, and PHP's sign for a lasting connection in front. @param port where the host names none.
 */
export function databaseAddressOf(written: string, port = PORT): DatabaseAddress {
  const host = written.trim().replace(/^p:/, '')
  if (host.startsWith('/')) return { path: host }
  if (isIPv6(host)) return { host, port }
  const [, bracketed, bare, after] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(host) ?? []
  if (after?.startsWith('/')) return { path: after }
  const name = bracketed ?? bare ?? host
  return after !== undefined && /^\d{1,5}$/.test(after) ? { host: name, port: Number(after) } : { host: name, port }
}
