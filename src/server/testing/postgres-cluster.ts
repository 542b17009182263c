import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#net/testing/free-port.ts'

const DEBIAN = '/usr/lib/postgresql'

/** The folder of PostgreSQL's own programs; undefined where it is not installed. */
export const postgresPrograms = (): string | undefined =>
  (existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'postgres')))

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [, , uid, gid] = (/^postgres:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0] ?? '').split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Nothing here has to outlive the machine; what was committed outlives the programs. */
const FAST = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'autovacuum=off']

/** A PostgreSQL of its own, on a folder and a port of its own, for as long as the tests run. */
export class PostgresCluster {
  readonly port: number
  readonly #folder: string
  readonly #programs: string
  #server: ChildProcess | undefined
  #tls: string[] = []

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs
    this.#folder = folder
    this.port = port
  }

  /** @throws where PostgreSQL is not installed. */
  static async start(): Promise<PostgresCluster> {
    const programs = postgresPrograms()
    if (!programs) throw new Error('PostgreSQL is not installed')
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
    const { uid, gid } = unprivileged()
    if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
    const options = [
      '-D',
      join(folder, 'data'),
      '-U',
      'latchkey',
      '--auth=trust',
      '--no-sync',
      '-E',
      'UTF8',
      '--no-locale',
    ]
    execFileSync(join(programs, 'initdb'), options, { ...unprivileged(), cwd: folder, stdio: 'pipe' })
    const cluster = new PostgresCluster(programs, folder, await freePort())
    await cluster.run()
    return cluster
  }

  /** From its next `run` on it shows this certificate, and takes no connection over TCP without TLS. */
  encrypt({ cert, key }: { cert: string; key: string }): void {
    const { uid, gid } = unprivileged()
    const data = join(this.#folder, 'data')
    for (const [name, text] of Object.entries({ 'server.crt': cert, 'server.key': key })) {
      writeFileSync(join(data, name), text, { mode: 0o600 })
      if (uid !== undefined && gid !== undefined) chownSync(join(data, name), uid, gid)
    }
    const rules = join(data, 'pg_hba.conf')
    writeFileSync(rules, readFileSync(rules, 'utf8').replaceAll(/^host /gm, 'hostssl '))
    this.#tls = ['-c', 'ssl=on']
  }

  /** The address of a database in it. A machine with other work takes its time to open a connection. */
  url = (database: string, port: number = this.port): string =>
    `postgres://latchkey@127.0.0.1:${port}/${database}?connect_timeout=300`

  /** @returns the name of an empty database in it. */
  async newDatabase(): Promise<string> {
    const name = `latchkey_${randomBytes(6).toString('hex')}`
    const client = new pg.Client(this.url('postgres'))
    await client.connect()
    await client.query(`create database ${name}`)
    await client.end()
    return name
  }

  /** Starts it again, after `stop` or `kill`; settles once it takes connections. */
  async run(): Promise<void> {
    const place = ['-D', join(this.#folder, 'data'), '-p', String(this.port), '-k', this.#folder, '-h', '127.0.0.1']
    const server = spawn(
      join(this.#programs, 'postgres'),
      [...place, '-c', 'max_connections=200', ...FAST, ...this.#tls],
      {
        ...unprivileged(),
        cwd: this.#folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    this.#server = server
    let said = ''
    await new Promise<void>((ready, fail) => {
      server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk
        if (said.includes('ready to accept connections')) ready()
      })
      server.once('exit', () => fail(new Error(said)))
    })
  }

  /** As an administrator does it: connections are cut, and what was not committed is rolled back. */
  stop = (): Promise<void> => this.#end('SIGINT')

  /** As a power cut does it. What it starts anew is found in the state of the last commit. */
  kill = (): Promise<void> => this.#end('SIGQUIT')

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }

  async close(): Promise<void> {
    await this.stop()
    // its last children may still write
    for (let tries = 0; existsSync(this.#folder); tries += 1) {
      try {
        rmSync(this.#folder, { recursive: true, force: true })
      } catch (error) {
        if (tries === 50) throw error
        await pause(20)
      }
    }
  }
}
