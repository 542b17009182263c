import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsError } from './settings.ts'

const KEY_BYTES = 32
const OTHERS_MAY = 0o077

/** The encryption key file of a data folder. */
export const keyFile = (folder: string): string => join(folder, 'latchkey.key')

/**
 * The 32 bytes that secrets are encrypted with.
 * @param mayCreate only where nothing is encrypted yet: a new file beside old data would make that data unreadable for good.
 * @throws SettingsError when the file is missing, has another length, or others may read it.
 */
export function readKeyFile(path: string, mayCreate: boolean): Uint8Array {
  if (!existsSync(path)) {
    if (mayCreate) return createKeyFile(path)
    throw new SettingsError(
      `The encryption key file ${path} is missing, and saved keys cannot be read without it: put it back from your backup.`,
    )
  }
  const { mode, size } = statSync(path)
  if ((mode & OTHERS_MAY) !== 0) {
    throw new SettingsError(`Others may read the encryption key file ${path}: run chmod 600 on it.`)
  }
  if (size !== KEY_BYTES) {
    throw new SettingsError(
      `The encryption key file ${path} has ${size} bytes instead of ${KEY_BYTES}: put it back from your backup.`,
    )
  }
  return readFileSync(path)
}

function createKeyFile(path: string): Uint8Array {
  const key = randomBytes(KEY_BYTES)
  // flushed, so that it is on the disk before anything is encrypted with it
  writeFileSync(path, key, { mode: 0o600, flag: 'wx', flush: true })
  // the umask may have removed more permissions than the mode above
  chmodSync(path, 0o600)
  return key
}
