import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { newPostgres } from '../src/server/testing/postgres-database.ts'
import type { ServeRun } from './gateway.ts'

/** `LATCHKEY_E2E_DATABASE=postgres`: each gateway of a test is two replicas on a PostgreSQL database. */
export const isOnReplicas = process.env['LATCHKEY_E2E_DATABASE'] === 'postgres'

type Env = Readonly<Record<string, string>>
export type Serve = (env: Env, onMessage: (text: string) => void) => ServeRun

/** Gives one request after the other to another replica, as a load balancer does that knows nothing of sessions. */
class RoundRobin {
  readonly #server: Server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing))
  readonly #agent = new Agent({ keepAlive: true })
  readonly #ports: number[] = []
  #turn = 0

  async listen(port: number): Promise<string> {
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  add(port: number): void {
    this.#ports.push(port)
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const port = this.#ports[(this.#turn += 1) % this.#ports.length]
    const { method, url: path, rawHeaders } = incoming
    const passed = request({ host: '127.0.0.1', port, method, path, headers: rawHeaders, agent: this.#agent })
    passed.on('response', (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.rawHeaders)
      reply.pipe(outgoing)
    })
    passed.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502).end()
    })
    outgoing.on('close', () => passed.destroy())
    incoming.pipe(passed)
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    this.#agent.destroy()
    await closed
  }
}

/** Two gateways on one database, behind one address: to a test, one gateway. */
export class Replicas {
  readonly #folder: string
  readonly #serve: Serve
  #database: string | undefined

  constructor(folder: string, serve: Serve) {
    this.#folder = folder
    this.#serve = serve
  }

  /** What a command needs to find the data. */
  async env(): Promise<Env> {
    this.#database ??= await newPostgres()
    return { LATCHKEY_DATABASE_URL: this.#database }
  }

  async serve(env: Env, onMessage: (text: string) => void): Promise<ServeRun> {
    const front = new RoundRobin()
    const url = await front.listen(Number(env['LATCHKEY_PORT'] ?? 0))
    const common = { LATCHKEY_PUBLIC_URL: url, ...env, ...(await this.env()), LATCHKEY_PORT: '0' }
    const first = this.#serve(common, onMessage)
    let second: ServeRun | undefined
    /** @returns its last line: the latest link to be printed is the one that works. */
    const serveSecond = async (): Promise<string> => {
      const folder = join(this.#folder, 'data-of-another')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const [key, copy] = [join(env['LATCHKEY_DATA'] ?? '', 'latchkey.key'), join(folder, 'latchkey.key')]
      if (existsSync(key) && !existsSync(copy)) copyFileSync(key, copy)
      second = this.#serve({ ...common, LATCHKEY_DATA: folder, LATCHKEY_SANDBOX: '0' }, onMessage)
      for await (const line of second.lines) {
        const listens = /^Latchkey listens on \S+:(\d+)/.exec(line)
        if (listens) front.add(Number(listens[1]))
        if (line.startsWith('Sign in:') || line.startsWith('Somebody is signed in')) return line
      }
      throw new Error('the second replica did not start')
    }
    async function* output(): AsyncGenerator<string> {
      for await (const line of first.lines) {
        const listens = /^Latchkey listens on \S+:(\d+)/.exec(line)
        if (listens) front.add(Number(listens[1]))
        const isLast = line.startsWith('Sign in:') || line.startsWith('Somebody is signed in')
        yield isLast ? await serveSecond() : listens ? `Latchkey listens on ${url}` : line
      }
    }
    return {
      lines: output(),
      async stop(signal) {
        const [code] = await Promise.all([first.stop(signal), second?.stop(signal)])
        await front.close()
        return code
      },
      signal(signal) {
        first.signal(signal)
        second?.signal(signal)
      },
      pass(passedMs) {
        first.pass?.(passedMs)
        second?.pass?.(passedMs)
      },
    }
  }
}
