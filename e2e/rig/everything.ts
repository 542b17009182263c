import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a run left somewhere: where, and the bytes. */
export type Left = { where: string; bytes: Buffer }

/** Every file below a folder. */
export const filesOf = (folder: string): Left[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => read(path))

/**
 * Arguments and environment of every process there is: in a process table of its own, of all that the run has started.
 * proc(5).
 */
export const processesNow = (): Left[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => ['cmdline', 'environ'].flatMap((file) => read(`/proc/${pid}/${file}`)))

/** A file, or a process, may be gone in the meantime. */
function read(path: string): Left[] {
  try {
    return existsSync(path) ? [{ where: path, bytes: readFileSync(path) }] : []
  } catch {
    return []
  }
}
