import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What a file is called while it is written. */
const UNFINISHED = '.unfinished-'

/**
 * Writes a file that only its owner may read. It is there whole or not at all, whatever fails or dies meanwhile, and outlives a loss of
 * power once this returns.
 * @param replaces whether a file that is there already makes way.
 * @throws the system's error; EEXIST where a file must not make way.
 */
export function writeDurably(path: string, bytes: Uint8Array, { replaces = false } = {}): void {
  const file = beginDurableFile(path)
  try {
    file.write(bytes)
    file.finish({ replaces })
  } catch (error) {
    file.discard()
    throw error
  }
}

/** The same in parts. Either `finish` or `discard` ends it. */
export function beginDurableFile(path: string) {
  const beside = `${path}${UNFINISHED}${process.pid}-${randomBytes(4).toString('hex')}`
  const file = openSync(beside, 'wx', 0o600)
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    closeSync(file)
  }
  return {
    /** Where it is until it is finished. */
    path: beside,
    write: (bytes: Uint8Array): void => writeFileSync(file, bytes),
    flush: (): void => fsyncSync(file),
    finish({ replaces }: { replaces: boolean }): void {
      // the umask may have removed more permissions than the mode above
      fchmodSync(file, 0o600)
      fsyncSync(file)
      close()
      giveToOwnerOf(dirname(path), beside)
      if (replaces) renameSync(beside, path)
      else placeBesideNothing(beside, path)
      syncFolder(dirname(path))
    },
    discard(): void {
      try {
        close()
      } finally {
        rmSync(beside, { force: true })
      }
    },
  }
}

/**
 * Removes what was left unfinished of this file, and of files whose names begin with its name, by programs that died. Only for a caller
 * that nobody else writes them beside.
 */
export function sweepUnfinished(path: string): void {
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(basename(path)) && name.includes(UNFINISHED)) rmSync(join(dirname(path), name), { force: true })
}

/** So that what was made, renamed or removed in a folder outlives a loss of power. */
export function syncFolder(path: string): void {
  let folder: number | undefined
  try {
    folder = openSync(path, 'r')
    fsyncSync(folder)
  } catch (error) {
    // some file systems know no such thing, and a folder may be one to pass through only: the system sees to it in its own time
    if (!['EINVAL', 'EACCES'].includes(systemCodeOf(error))) throw error
  } finally {
    if (folder !== undefined) closeSync(folder)
  }
}

/** What root makes in the folder of another user is theirs: they could not read it otherwise. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  if (uid !== 0) chownSync(path, uid, gid)
}

/** A rename would take the place of a file that another program has just put there. */
function placeBesideNothing(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    // some file systems have no second names
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(systemCodeOf(error)) || existsSync(to)) throw error
    renameSync(from, to)
    return
  }
  rmSync(from)
}

/** `ENOSPC` and the like; '' for what is no error of the system. */
export const systemCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
