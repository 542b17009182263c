import { isLoopback } from '#contract/loopback.ts'
import { SettingsError } from '../settings-error.ts'

/** What an address of a PostgreSQL database says. */
export type SharedDatabaseAddress = {
  /** A name, an address without brackets, or the folder of a socket. */
  host: string
  port: number
  user: string | undefined
  password: string | undefined
  database: string
  mode: string
  /** How long a connection may take to open, in milliseconds. */
  connectMs: number
  /** For sentences: without its password. */
  name: string
}

/** libpq's own words. `require` checks nothing there, which would protect from nobody: here it is `verify-full`. */
const MODES = ['disable', 'require', 'verify-ca', 'verify-full']

/** Where the address has no `connect_timeout`. */
const CONNECT_SECONDS = 5

/** @throws SettingsError, which never repeats the address: it may hold a password. */
export function readDatabaseAddress(text: string, setting: string): SharedDatabaseAddress {
  const unusable = () =>
    new SettingsError(
      `${setting} must be an address such as postgres://user:password@host:5432/name, with nothing behind it but sslmode (${MODES.join(', ')}), connect_timeout and host.`,
    )
  const url = /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : null
  if (!url) throw unusable()
  const {
    sslmode,
    connect_timeout: seconds = String(CONNECT_SECONDS),
    host: folder,
    ...rest
  } = Object.fromEntries(url.searchParams)
  const host = folder ?? decodeURIComponent(url.hostname)
  const database = decodeURIComponent(url.pathname.slice(1))
  if (Object.keys(rest).length > 0 || url.hash || host === '' || database === '') throw unusable()
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  // a socket's folder, or an address of this machine
  const isHere = host.startsWith('/') || isLoopback(bare)
  const mode = sslmode ?? (isHere ? 'disable' : 'verify-full')
  if (!MODES.includes(mode) || !/^[1-9]\d{0,2}$/.test(seconds)) throw unusable()
  const port = Number(url.port || 5432)
  return {
    host: bare,
    port,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    database,
    mode,
    connectMs: Number(seconds) * 1000,
    name: `postgres://${host}:${port}/${database}`,
  }
}

export const KEY_BYTES = 32

/** An encryption key as text. Its value is never repeated. */
export function readSecretText(given: string, name: string): Uint8Array {
  const text = given.trim()
  const isHexadecimal = /^[0-9a-f]{64}$/i.test(text)
  const bytes = Buffer.from(text, isHexadecimal ? 'hex' : 'base64')
  const isWhole = isHexadecimal || /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
  if (isWhole && bytes.length === KEY_BYTES) return bytes
  throw new SettingsError(`${name} must be ${KEY_BYTES} bytes as base64 or as hexadecimal digits.`)
}
