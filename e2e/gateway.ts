import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const PROGRAM = fileURLToPath(new URL('../dist/latchkey/main.js', import.meta.url))

/** The built program, as `npm start` runs it, in a data folder of its own. */
export class GatewayProcess {
  url = ''
  sandboxUrl = ''
  /** null once somebody is signed in. */
  signInUrl: string | null = null
  /** Everything it wrote. */
  output = ''
  readonly folder: string
  readonly #env: Record<string, string>
  #child: ChildProcess | undefined

  private constructor(folder: string, env: Record<string, string>) {
    this.folder = folder
    this.#env = env
  }

  /** @param folder whose `data` it has; one of its own, where none is given. */
  static async start(env: Record<string, string> = {}, folder?: string): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(folder ?? (await mkdtemp(join(tmpdir(), 'latchkey-'))), env)
    await gateway.startAgain()
    return gateway
  }

  /** On the same folder, and on the same ports once they are known. */
  async startAgain(): Promise<void> {
    const ports = this.url
      ? { LATCHKEY_PORT: new URL(this.url).port, LATCHKEY_SANDBOX: new URL(this.sandboxUrl).port }
      : { LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: '0' }
    const child = spawn(process.execPath, [PROGRAM, 'serve'], {
      env: { ...process.env, ...ports, LATCHKEY_DATA: join(this.folder, 'data'), ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stderr.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    for await (const line of createInterface({ input: child.stdout })) {
      this.output += `${line}\n`
      this.url = /^Latchkey listens on (\S+)/.exec(line)?.[1] ?? this.url
      this.sandboxUrl = /stand-in for GLPI Network: (\S+)/.exec(line)?.[1] ?? this.sandboxUrl
      this.signInUrl = /^Sign in: (\S+)/.exec(line)?.[1] ?? null
      if (this.signInUrl !== null || line.startsWith('Somebody is signed in')) return
    }
    throw new Error(`the gateway did not start:\n${this.output}`)
  }

  /** SIGTERM, and the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    return child.exitCode
  }

  /** A sign-in link, as `latchkey invite` prints one while the gateway runs. */
  async invite(role: 'admin' | 'viewer', env: Record<string, string> = {}): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'invite', '--role', role], {
      env: { ...process.env, LATCHKEY_DATA: join(this.folder, 'data'), ...env },
    })
    return /https?:\/\/\S+/.exec(stdout)?.[0] ?? ''
  }

  /** Stops its time, and so all that it waits for, until `thaw`. */
  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  async remove(): Promise<void> {
    // one that a failed test left frozen would not hear the signal to stop
    this.thaw()
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** A port where nobody listens: taken, and given back. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
