import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startMariaDb } from '../rig/mariadb.ts'
import { has, type Part } from '../rig/parts.ts'
import { startSshd, type Sshd } from '../rig/sshd.ts'

export type Machines = {
  folder: string
  mariaDb: { socket: string; port: number } | null
  sshd: Omit<Sshd, 'stop'> | null
}

declare module 'vitest' {
  export interface ProvidedContext {
    machines: Machines
  }
}

const hasAll = (...parts: Part[]): boolean => parts.every(has)

/** One MariaDB and one sshd for all tests; each test has a database, a folder and an account of its own. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-glpi-'))
  // the web server's user comes to its GLPI through it
  chmodSync(folder, 0o755)
  const stops: (() => Promise<void>)[] = []
  const tearDown = async () => {
    for (const stop of stops.toReversed()) await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [mariaDb, sshd] = await Promise.all([
      hasAll('mariadbd', 'my_print_defaults') ? startMariaDb(folder) : null,
      hasAll('ssh', 'sshd') ? startSshd(folder) : null,
    ])
    if (mariaDb) stops.push(() => mariaDb.stop())
    if (sshd) stops.push(() => sshd.stop())
    provide('machines', {
      folder,
      mariaDb: mariaDb && { socket: mariaDb.socket, port: mariaDb.port },
      sshd: sshd && { port: sshd.port, prefix: sshd.prefix, stranger: sshd.stranger, unknown: sshd.unknown },
    })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}
