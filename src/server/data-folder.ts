import { chmodSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { giveToOwnerOf, syncFolder, systemCodeOf } from './durable-file.ts'
import { SettingsError } from './settings.ts'

const OTHERS_MAY = 0o077
const OTHERS_MAY_WRITE = 0o022
/** Of `/tmp` and the like: nobody replaces the files of others there. */
const STICKY = 0o1000

/**
 * Makes the data folder where it is missing, for its owner alone. One that was made by hand may be seen by others, since the files in
 * it may not be.
 * @throws SettingsError when it cannot be used, or others could put files of theirs in place of ours.
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    const found = statSync(folder)
    if (!found.isDirectory()) throw unusable(folder, 'ENOTDIR')
    if ((found.mode & OTHERS_MAY_WRITE) !== 0 && (found.mode & STICKY) === 0)
      throw new SettingsError(`Others may write into the data folder ${folder}: run chmod go-w on it.`)
    if (isOfAnother(found.uid)) throw ofAnother(folder)
  } catch (error) {
    throw asUnusable(error, folder)
  }
}

/**
 * The file of a database, made for its owner alone before SQLite opens it, which would let everybody read it.
 * @returns whether others could read one that was there: it is theirs no longer once `closeToOthers` ran.
 * @throws SettingsError
 */
export function prepareDatabaseFile(path: string): { isOpenToOthers: boolean } {
  try {
    makeFile(path)
    const { uid, mode } = lstatOfOwn(path)
    if (isOfAnother(uid)) throw ofAnother(path)
    return { isOpenToOthers: (mode & OTHERS_MAY) !== 0 }
  } catch (error) {
    throw asUnusable(error, dirname(path))
  }
}

export const closeToOthers = (path: string): void => chmodSync(path, 0o600)

/** @throws SettingsError for a symbolic link, which may lead anywhere, and for what is no file. */
export function lstatOfOwn(path: string) {
  const found = lstatSync(path)
  if (found.isSymbolicLink())
    throw new SettingsError(
      `${path} is a symbolic link: put the file itself there, or set LATCHKEY_DATA to its folder.`,
    )
  if (!found.isFile()) throw new SettingsError(`${path} is no file.`)
  return found
}

/** Root may do everything anyway, and cares for the folders of others. */
export function isOfAnother(uid: number): boolean {
  const me = process.geteuid?.() ?? uid
  return me !== 0 && uid !== 0 && uid !== me
}

export const ofAnother = (path: string): SettingsError =>
  new SettingsError(`${path} belongs to another user: start Latchkey as that user, or run chown on it.`)

/** What the system says of a folder is one sentence; other errors stay as they are. */
export const asUnusable = (error: unknown, folder: string): unknown =>
  isOfSystem(error) ? unusable(folder, error.code) : error

const isOfSystem = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'syscall' in error && systemCodeOf(error) !== ''

const unusable = (folder: string, code: string): SettingsError =>
  new SettingsError(
    code === 'ENOSPC' || code === 'EDQUOT'
      ? `The disk of the data folder ${folder} is full (${code}): make room there.`
      : `The data folder ${folder} cannot be used (${code}): set LATCHKEY_DATA to a folder that Latchkey may write into.`,
  )

/** One level after the other: Node's own `recursive` never ends where a system refuses like `/proc` does. */
function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let at = folder; !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.push(at)
  for (const each of missing.toReversed()) {
    try {
      mkdirSync(each, { mode: 0o700 })
    } catch (error) {
      // another program was faster
      if (systemCodeOf(error) === 'EEXIST' && existsSync(each)) continue
      throw error
    }
    syncFolder(dirname(each))
  }
}

function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
    giveToOwnerOf(dirname(path), path)
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error
  }
}
