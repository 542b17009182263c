import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isLoopback } from '#contract/loopback.ts'
import { systemCodeOf } from './durable-file.ts'
import { SettingsError } from './settings.ts'

/** A PostgreSQL database that several gateways share. */
export type SharedDatabase = {
  host: string
  port: number
  user: string | undefined
  password: string | undefined
  database: string
  /** null: unencrypted. `checksName`: the certificate has to be for this host. */
  tls: { ca: string | undefined; checksName: boolean } | null
  /** For sentences: without its password. */
  name: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** libpq's own words. `require` checks nothing there, which would protect from nobody: here it is `verify-full`. */
const MODES = ['disable', 'require', 'verify-ca', 'verify-full']

const unusable = () =>
  new SettingsError(
    `LATCHKEY_DATABASE_URL must be an address such as postgres://user:password@host:5432/name, with nothing behind it but sslmode (${MODES.join(', ')}) and host.`,
  )

/**
 * `LATCHKEY_DATABASE_URL`, and `LATCHKEY_DATABASE_CA`: the issuer of the database's certificate, in PEM. A password that the address
 * does not name comes from `PGPASSWORD` or `~/.pgpass`, as for any client.
 * @returns null where the data is in SQLite.
 * @throws SettingsError, which never repeats the address: it may hold a password.
 */
export function readSharedDatabase(env: Environment): SharedDatabase | null {
  const { LATCHKEY_DATABASE_URL: text, LATCHKEY_DATABASE_CA: ca } = env
  if (!text) return null
  const url = /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : null
  if (!url) throw unusable()
  const { sslmode, host: folder, ...rest } = Object.fromEntries(url.searchParams)
  const host = folder ?? decodeURIComponent(url.hostname)
  const database = decodeURIComponent(url.pathname.slice(1))
  if (Object.keys(rest).length > 0 || url.hash || host === '' || database === '') throw unusable()
  // a socket's folder, or an address of this machine
  const isHere = host.startsWith('/') || isLoopback(host.replace(/^\[(.*)\]$/, '$1'))
  const mode = sslmode ?? (isHere ? 'disable' : 'verify-full')
  if (!MODES.includes(mode)) throw unusable()
  const port = Number(url.port || 5432)
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    database,
    tls: mode === 'disable' ? null : { ca: ca ? readCa(ca) : undefined, checksName: mode !== 'verify-ca' },
    name: `postgres://${host}:${port}/${database}`,
  }
}

function readCa(path: string): string {
  try {
    return readFileSync(resolve(path), 'utf8')
  } catch (error) {
    throw new SettingsError(`The file in LATCHKEY_DATABASE_CA cannot be read (${systemCodeOf(error)}).`)
  }
}
