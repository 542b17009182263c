import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Role } from '#contract/roles.ts'
import { freePort } from '#net/testing/free-port.ts'
import { readSharedDatabase } from '#server/database-url.ts'
import { openStore, type Store } from '#server/store/database.ts'
import { openPostgres } from '#server/store/postgres.ts'
import type { GatewayHost } from './gateway-host.ts'
import { isOnReplicas, Replicas, type Serve } from './replicas.ts'

const PROGRAM = fileURLToPath(new URL('../dist/latchkey/main.js', import.meta.url))

/** One run of `latchkey serve`. */
export type ServeRun = {
  /** What it prints, line by line, to the end of the run. */
  lines: AsyncIterable<string>
  /** @returns the exit code; null where a signal ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>
  /** SIGSTOP and SIGCONT, to the process it runs in. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** Sets its clocks so far ahead, where it shares a process. */
  pass?(passedMs: number): void
}

type Env = Readonly<Record<string, string>>

/** In a process of its own, as `npm start` runs it. */
function serveInProcess(env: Env, onMessage: (text: string) => void): ServeRun {
  const child: ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } = spawn(
    process.execPath,
    [PROGRAM, 'serve'],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  child.stderr.on('data', (chunk: Buffer) => onMessage(chunk.toString()))
  return {
    lines: createInterface({ input: child.stdout }),
    async stop(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
      return child.exitCode
    },
    signal: (signal) => void child.kill(signal),
  }
}

/** A gateway of the built program, in a data folder of its own. */
export class Gateway {
  url = ''
  sandboxUrl = ''
  /** null once somebody is signed in. */
  signInUrl: string | null = null
  /** Everything it wrote. */
  output = ''
  readonly folder: string
  readonly #env: Env
  readonly #host: GatewayHost | undefined
  readonly #replicas: Replicas | undefined
  readonly #serve: Serve = (env, onMessage) =>
    this.#host ? this.#host.serve(env, onMessage) : serveInProcess(env, onMessage)
  #ports: Env | undefined
  #run: ServeRun | undefined

  private constructor(folder: string, env: Env, host: GatewayHost | undefined) {
    this.folder = folder
    this.#env = env
    this.#host = host
    if (isOnReplicas) this.#replicas = new Replicas(folder, this.#serve)
  }

  /**
   * @param start.folder whose `data` it has; one of its own, where none is given.
   * @param start.host the process it shares with others; one of its own, where none is given.
   */
  static async start({ env = {}, folder, host }: { env?: Env; folder?: string; host?: GatewayHost } = {}) {
    const gateway = new Gateway(folder ?? (await mkdtemp(join(tmpdir(), 'latchkey-'))), env, host)
    await gateway.startAgain()
    return gateway
  }

  /** On the same folder and the same ports. */
  async startAgain(): Promise<void> {
    this.#ports ??= { LATCHKEY_PORT: `${await freePort()}`, LATCHKEY_SANDBOX: `${await freePort()}` }
    const env = { ...this.#ports, LATCHKEY_DATA: join(this.folder, 'data'), ...this.#env }
    const onMessage = (text: string) => void (this.output += text)
    this.#run = this.#replicas ? await this.#replicas.serve(env, onMessage) : this.#serve(env, onMessage)
    for await (const line of this.#run.lines) {
      this.output += `${line}\n`
      this.url = /^Latchkey listens on (\S+)/.exec(line)?.[1] ?? this.url
      this.sandboxUrl = /in place of GLPI Network: (\S+)/.exec(line)?.[1] ?? this.sandboxUrl
      this.signInUrl = /^Sign in: (\S+)/.exec(line)?.[1] ?? null
      if (this.signInUrl !== null || line.startsWith('Somebody is signed in')) return
    }
    throw new Error(`the gateway did not start:\n${this.output}`)
  }

  /** What it stores, beside it. */
  async openStore(): Promise<Store> {
    const shared = readSharedDatabase((await this.#replicas?.env()) ?? {})
    return shared ? openPostgres(shared) : openStore(join(this.folder, 'data'))
  }

  /** @returns the exit code. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    return this.#run?.stop(signal) ?? Promise.resolve(null)
  }

  /** A sign-in link, as `latchkey invite` prints one while the gateway runs. @param more options of that command. */
  async invite(role: Role, env: Env = {}, more: readonly string[] = []): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'invite', '--role', role, ...more], {
      env: { ...process.env, LATCHKEY_DATA: join(this.folder, 'data'), ...(await this.#replicas?.env()), ...env },
    })
    return /https?:\/\/\S+/.exec(stdout)?.[0] ?? ''
  }

  /** So much time has passed for it; what it has set a timer for does not come by itself. */
  pass(passedMs: number): void {
    this.#run?.pass?.(passedMs)
  }

  /** Stops its time, and so all that it waits for, until `thaw`. */
  freeze(): void {
    this.#run?.signal('SIGSTOP')
  }

  thaw(): void {
    this.#run?.signal('SIGCONT')
  }

  async remove(): Promise<void> {
    // one that a failed test left frozen would not receive the signal to stop
    this.thaw()
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
