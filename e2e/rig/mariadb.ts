import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { freePort } from '#net/testing/free-port.ts'
import { pathOf } from './parts.ts'
import { Program } from './program.ts'

export type MariaDb = {
  port: number
  socket: string
  /** Statements of its administrator, several in one text. @returns the rows of the last. */
  sql(text: string): Promise<Record<string, unknown>[]>
  stop(): Promise<void>
}

/** It comes with the server. */
const INSTALLER = 'mariadb-install-db'

/** Paths of what it encrypts with. */
export type Tls = { ca: string; cert: string; key: string }

/** A MariaDB of its own, in a folder of its own, on its socket and on loopback. */
export async function startMariaDb(folder: string, tls: Tls): Promise<MariaDb> {
  const data = join(folder, 'mariadb')
  const socket = join(folder, 'mariadb.sock')
  const port = await freePort()
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  const installer = ['--no-defaults', `--datadir=${data}`, '--skip-test-db', '--auth-root-authentication-method=normal']
  await promisify(execFile)(INSTALLER, [...installer, ...user])
  const options = [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--port=${port}`,
    `--pid-file=${join(folder, 'mariadb.pid')}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=16M',
    '--innodb-flush-log-at-trx-commit=0',
    `--ssl-ca=${tls.ca}`,
    `--ssl-cert=${tls.cert}`,
    `--ssl-key=${tls.key}`,
    ...user,
  ]
  const program = await Program.start(pathOf('mariadbd'), options, /ready for connections/)
  return { port, socket, sql: (text) => sqlOn(socket, text), stop: () => program.stop() }
}

export async function sqlOn(socketPath: string, text: string): Promise<Record<string, unknown>[]> {
  const connection = await createConnection({ socketPath, user: 'root', multipleStatements: true })
  try {
    const [answer] = await connection.query(text)
    const last: unknown = Array.isArray(answer) && Array.isArray(answer.at(-1)) ? answer.at(-1) : answer
    return Array.isArray(last) ? last.map((row: object) => Object.fromEntries(Object.entries(row))) : []
  } finally {
    await connection.end()
  }
}
