import { join, resolve } from 'node:path'
import { existsSync, realpathSync } from 'node:fs'
import { KEY_BYTES, keyFile, readCredential, readKeyFile, readNamedKeyFile, readNextKeys } from './key-file.ts'
import { SettingsError } from './settings.ts'

/** Where the key of all secrets comes from. */
export type KeySource =
  /** `isOwn`: in the data folder, made at the first start. Else a file that was named. `rotate` replaces either. */
  | { from: 'file'; path: string; isOwn: boolean }
  | { from: 'credential'; path: string }
  | { from: 'environment'; key: Uint8Array }

type Environment = Readonly<Record<string, string | undefined>>

/** The name of the credential: `LoadCredential=latchkey.key:…` of systemd. */
const CREDENTIAL = 'latchkey.key'

/**
 * `LATCHKEY_SECRET` (base64 or hexadecimal digits), `LATCHKEY_SECRET_FILE`, a credential of systemd, or else the file in the data folder.
 * @throws SettingsError
 */
export function readKeySource(env: Environment, folder: string): KeySource {
  const { LATCHKEY_SECRET: text, LATCHKEY_SECRET_FILE: named, CREDENTIALS_DIRECTORY: credentials } = env
  if (text && named)
    throw new SettingsError('LATCHKEY_SECRET and LATCHKEY_SECRET_FILE are both set: unset one of them.')
  if (text) return { from: 'environment', key: keyOf(text.trim()) }
  if (named) {
    const path = existsSync(named) ? realpathSync(named) : resolve(named)
    return { from: 'file', path, isOwn: path === keyFile(resolve(folder)) }
  }
  const credential = credentials && join(credentials, CREDENTIAL)
  if (credential && existsSync(credential)) return { from: 'credential', path: credential }
  return { from: 'file', path: keyFile(folder), isOwn: true }
}

/** Its value is never repeated. */
function keyOf(text: string): Uint8Array {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  const isWhole = /^[0-9a-f]{64}$/i.test(text) || /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
  if (isWhole && bytes.length === KEY_BYTES) return bytes
  throw new SettingsError(`LATCHKEY_SECRET must be ${KEY_BYTES} bytes as base64 or as hexadecimal digits.`)
}

/**
 * The key, and behind it those that `rotate` left beside its file.
 * @param mayCreate whether nothing is encrypted yet.
 * @throws SettingsError
 */
export function readKeys(source: KeySource, mayCreate: boolean): Uint8Array[] {
  if (source.from === 'environment') return [source.key]
  if (source.from === 'credential') return [readCredential(source.path)]
  const { path, isOwn } = source
  // first: `rotate` may put one of them in place of the other meanwhile
  const next = existsSync(path) ? readNextKeys(path) : []
  const key = isOwn ? readKeyFile(path, mayCreate) : readNamedKeyFile(path)
  return [key, ...next.map((one) => one.key)]
}

/** Its name in a sentence. */
export const nameOfKeySource = (source: KeySource): string =>
  source.from === 'environment' ? 'LATCHKEY_SECRET' : source.path
