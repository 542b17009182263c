import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export type PortOwner = { pid: number; program: string }

/** In /proc/net/tcp: a socket that listens. */
const LISTENS = '0A'

/**
 * Which process listens on a port of this machine. Linux shows root every process, and other users only their own.
 * @returns null where that is not known.
 */
export function ownerOfPort(port: number): PortOwner | null {
  const wanted = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => inodesIn(table, port)))
  if (wanted.size === 0) return null
  for (const pid of entries('/proc').filter((name) => /^\d+$/.test(name)))
    if (entries(`/proc/${pid}/fd`).some((file) => wanted.has(linkOf(`/proc/${pid}/fd/${file}`))))
      return { pid: Number(pid), program: textOf(`/proc/${pid}/comm`).trim() }
  return null
}

function inodesIn(table: string, port: number): string[] {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return textOf(table)
    .split('\n')
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      return local.endsWith(ending) && state === LISTENS ? [`socket:[${inode}]`] : []
    })
}

/** Processes end while they are read, and those of others are closed to us. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
const entries = (folder: string): string[] => orElse(() => readdirSync(folder), [])
const linkOf = (path: string): string => orElse(() => readlinkSync(path), '')
const textOf = (path: string): string => orElse(() => readFileSync(path, 'utf8'), '')
