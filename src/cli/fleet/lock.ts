import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import type { Say } from '../language.ts'

type Owner = { pid: number; host: string; started: string | null }

/**
 * One run at a time for a state file. @returns how to release the lock.
 * @throws Complaint while another process holds it. A dead owner is known by its id and its start time, since ids are reused; the next
 * run takes over at once, which a lock that goes stale with time could not do.
 */
export function takeLock(path: string): () => void {
  const me: Owner = { pid: process.pid, host: hostname(), started: startOf(process.pid) }
  const text = JSON.stringify(me)
  // twice: the second time after a stale lock was removed
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
      return () => rmSync(path, { force: true })
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
    removeStaleLock(path)
  }
  throw heldBy(path, null)
}

function removeStaleLock(path: string): void {
  const text = read(path)
  const owner = text === null ? null : ownerOf(text)
  if (text === null) return
  if (owner === null || owner.host !== hostname() || isAlive(owner)) throw heldBy(path, owner)
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    // another process removed it first, and may hold the lock now
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  // another process may have replaced the stale lock in between: then this one is live, and is put back
  if (readFileSync(aside, 'utf8') !== text) {
    try {
      linkSync(aside, path)
    } catch (error) {
      // a third process holds it already; this one ends either way
      if (!isCode(error, 'EEXIST')) throw error
    }
    rmSync(aside)
    throw heldBy(path, null)
  }
  rmSync(aside)
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

function heldBy(path: string, owner: Owner | null): Complaint {
  const who = (say: Say) =>
    owner === null
      ? say(COMPLAINT_WORDS.anotherProcess)
      : say(COMPLAINT_WORDS.processOn, { pid: String(owner.pid), host: owner.host })
  return new Complaint('setting-invalid', (say) => say(COMPLAINT_WORDS.fleetLocked, { who: who(say), path }))
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** null for any other text, such as the empty file of an owner that has just begun. */
function ownerOf(text: string): Owner | null {
  try {
    const { pid, host, started } = Object(JSON.parse(text))
    if (typeof pid !== 'number' || typeof host !== 'string') return null
    return { pid, host, started: typeof started === 'string' ? started : null }
  } catch {
    return null
  }
}

function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // a process of another user is alive too
    if (!isCode(error, 'EPERM')) return false
  }
  return started === null || startOf(pid) === started
}

/** When a process started, in ticks since the boot (proc(5), field 22 of stat); null where the system does not say. */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`)
  // its name, in brackets, may hold anything
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}
