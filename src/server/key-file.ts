import { createHash, randomBytes } from 'node:crypto'
import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { asUnusable, isOfAnother, ofAnother } from './data-folder.ts'
import { sweepUnfinished, systemCodeOf, writeDurably } from './durable-file.ts'
import { KEY_BYTES } from './setting-parsers/data.ts'
import { SettingsError } from './settings.ts'

const OTHERS_MAY = 0o077
/** systemd gives a service its credential by an access list, which shows as what the group may do. */
const OTHERS_MAY_BEYOND_A_LIST = 0o037

/** The encryption key file of a data folder. */
export const keyFile = (folder: string): string => join(folder, 'latchkey.key')

/** What tells a key from others and says nothing about it: 16 hexadecimal digits. */
export const keyIdOf = (key: Uint8Array): string =>
  createHash('sha256').update('latchkey key id\0').update(key).digest('hex').slice(0, 16)

/** Where the next key is until everything is sealed with it, or after a crash. */
export const nextKeyFile = (path: string, key: Uint8Array): string => `${path}.${keyIdOf(key)}`

/**
 * The 32 bytes that secrets are encrypted with.
 * @param mayCreate only where nothing is encrypted yet: a new file beside old data would make that data unreadable for good.
 * @throws SettingsError when the file is missing, has another length, is somebody else's, or others may read it.
 */
export function readKeyFile(path: string, mayCreate: boolean): Uint8Array {
  // an earlier version may have left it empty on a full disk
  if (mayCreate && (!existsSync(path) || statSync(path).size === 0)) return createKeyFile(path)
  return readKeyAt(path, { othersMay: OTHERS_MAY, mayBeLink: false })
}

/** The same for a file that somebody named, which may be a link, as orchestrators make them; it is never made here. @throws SettingsError */
export const readNamedKeyFile = (path: string): Uint8Array =>
  readKeyAt(path, { othersMay: OTHERS_MAY, mayBeLink: true })

/** The same for a credential of systemd. @throws SettingsError */
export const readCredential = (path: string): Uint8Array =>
  readKeyAt(path, { othersMay: OTHERS_MAY_BEYOND_A_LIST, mayBeLink: true })

/** Keys beside a key file that secrets may be sealed with: while `rotate` runs, and after it was killed. @throws SettingsError */
export function readNextKeys(path: string): { path: string; key: Uint8Array }[] {
  const start = `${basename(path)}.`
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && /^[0-9a-f]{16}$/.test(name.slice(start.length)))
    .map((name) => join(dirname(path), name))
    .flatMap((next) => {
      try {
        return [{ path: next, key: readKeyFile(next, false) }]
      } catch (error) {
        // it was put in place meanwhile
        if (!existsSync(next)) return []
        throw error
      }
    })
    .filter((next) => nextKeyFile(path, next.key) === next.path)
}

export const newKey = (): Uint8Array => randomBytes(KEY_BYTES)

function readKeyAt(path: string, { othersMay, mayBeLink }: { othersMay: number; mayBeLink: boolean }): Uint8Array {
  let file: number
  try {
    // without waiting for somebody to write, as a named pipe would
    const mode = constants.O_RDONLY | constants.O_NONBLOCK | (mayBeLink ? 0 : constants.O_NOFOLLOW)
    file = openSync(path, mode)
  } catch (error) {
    throw unreadable(path, error)
  }
  try {
    const { mode, size, uid } = fstatSync(file)
    if (isOfAnother(uid)) throw ofAnother(path)
    if ((mode & othersMay) !== 0)
      throw new SettingsError(`Others may read the encryption key file ${path}: run chmod 600 on it.`)
    // what is no file may have any length and no end
    const bytes = Buffer.alloc(KEY_BYTES + 1)
    const length = fstatSync(file).isFile() ? size : 0
    if (length === KEY_BYTES && readSync(file, bytes, 0, KEY_BYTES, 0) === KEY_BYTES)
      return bytes.subarray(0, KEY_BYTES)
    throw new SettingsError(
      `The encryption key file ${path} has ${length} bytes instead of ${KEY_BYTES}: put it back from your backup.`,
    )
  } finally {
    closeSync(file)
  }
}

function unreadable(path: string, error: unknown): unknown {
  switch (systemCodeOf(error)) {
    case 'ENOENT':
      return new SettingsError(
        `The encryption key file ${path} is missing, and saved keys cannot be read without it: put it back from your backup.`,
      )
    case 'ELOOP':
      return new SettingsError(
        `The encryption key file ${path} is a symbolic link: name the file itself with LATCHKEY_SECRET_FILE.`,
      )
    case '':
      return error
    default:
      return new SettingsError(`The encryption key file ${path} cannot be read (${systemCodeOf(error)}).`)
  }
}

/** On the disk before anything is encrypted with it. Of two programs that start at once, both get the key of the first. */
function createKeyFile(path: string): Uint8Array {
  const isEmpty = existsSync(path)
  try {
    writeDurably(path, newKey(), { replaces: isEmpty })
    sweepUnfinished(path)
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw asUnusable(error, dirname(path))
  }
  return readKeyFile(path, false)
}
