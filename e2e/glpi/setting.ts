import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeCertificates } from '../rig/certificates.ts'
import { startMariaDb, type Tls } from '../rig/mariadb.ts'
import { has, type Part } from '../rig/parts.ts'
import { startSshd, type Sshd } from '../rig/sshd.ts'

export type Machines = {
  folder: string
  /** `tls`: what its certificate is held against, a certificate for clients, and the files that a server of the same authority starts with. */
  mariaDb: {
    socket: string
    port: number
    tls: { root: string; client: { cert: string; key: string }; server: Tls }
  } | null
  sshd: Omit<Sshd, 'stop'> | null
}

declare module 'vitest' {
  export interface ProvidedContext {
    machines: Machines
  }
}

async function encryptedMariaDb(folder: string) {
  const place = join(folder, 'authority')
  mkdirSync(place)
  const { root, leaves } = makeCertificates(place)
  const { good, 'for-clients': client } = leaves
  if (!good || !client) throw new Error('a certificate is missing')
  const paths = { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  for (const [path, text] of [
    [paths.ca, root],
    [paths.cert, good.cert],
    [paths.key, good.key],
  ] as const)
    writeFileSync(path, text)
  const started = await startMariaDb(folder, paths)
  return { ...started, tls: { root, client: { cert: client.cert, key: client.key }, server: paths } }
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
      hasAll('mariadbd', 'my_print_defaults', 'openssl') ? encryptedMariaDb(folder) : null,
      hasAll('ssh', 'sshd') ? startSshd(folder) : null,
    ])
    if (mariaDb) stops.push(() => mariaDb.stop())
    if (sshd) stops.push(() => sshd.stop())
    provide('machines', {
      folder,
      mariaDb: mariaDb && { socket: mariaDb.socket, port: mariaDb.port, tls: mariaDb.tls },
      sshd: sshd && { port: sshd.port, prefix: sshd.prefix, stranger: sshd.stranger, unknown: sshd.unknown },
    })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}
