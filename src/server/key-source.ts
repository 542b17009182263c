import { join, resolve } from 'node:path'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { keyFile, readCredential, readKeyFile, readNamedKeyFile, readNextKeys } from './key-file.ts'
import { readSetting, SETTINGS, SettingsError, type Environment } from './settings.ts'

/** Where the key of all secrets comes from. */
export type KeySource =
  /** `isOwn`: in the data folder, made at the first start. Else a file that was named. `rotate` replaces either. */
  | { from: 'file'; path: string; isOwn: boolean }
  | { from: 'credential'; path: string }
  | { from: 'environment'; key: Uint8Array }

/** The name of the credential: `LoadCredential=latchkey.key:…` of systemd. */
const CREDENTIAL = 'latchkey.key'

/**
 * `LATCHKEY_SECRET` (base64 or hexadecimal digits), `LATCHKEY_SECRET_FILE`, a credential of systemd, or else the file in the data folder.
 * @throws SettingsError
 */
export function readKeySource(env: Environment, folder: string): KeySource {
  const { CREDENTIALS_DIRECTORY: credentials } = env
  const named = readSetting(SETTINGS.secretFile, env)
  if (env[SETTINGS.secret.name] && named !== null)
    throw new SettingsError('LATCHKEY_SECRET and LATCHKEY_SECRET_FILE are both set: unset one of them.')
  const key = readSetting(SETTINGS.secret, env)
  if (key !== null) return { from: 'environment', key }
  if (named !== null) {
    const path = existsSync(named) ? realpathSync(named) : resolve(named)
    return { from: 'file', path, isOwn: path === keyFile(resolve(folder)) }
  }
  const credential = credentials && join(credentials, CREDENTIAL)
  if (credential && mayBeThere(credential)) return { from: 'credential', path: credential }
  return { from: 'file', path: keyFile(folder), isOwn: true }
}

/** What cannot be looked for counts: its reader says why, and no other key is made in its place. */
function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
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
