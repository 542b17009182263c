import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import { freePort } from '#net/testing/free-port.ts'

export type ReceivedHook = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
type Answer = { status: number; headers?: Record<string, string>; body?: string }

/** A real HTTP server that keeps what it is sent, and answers as it is told. */
export class HookReceiver {
  readonly received: ReceivedHook[] = []
  answer: (hook: ReceivedHook) => Answer | Promise<Answer> = () => ({ status: 200 })
  port = 0
  #server: Server | null = null

  static async start(): Promise<HookReceiver> {
    const receiver = new HookReceiver()
    await receiver.startAgain()
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** On the same port, once it has one. */
  async startAgain(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => void chunks.push(chunk))
      request.on('end', () => {
        const { method = '', url = '', headers } = request
        const hook = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') }
        this.received.push(hook)
        void this.#respond(hook, response)
      })
    })
    this.port ||= await freePort()
    this.#server = server.listen(this.port, '127.0.0.1')
    await once(server, 'listening')
  }

  async #respond(hook: ReceivedHook, response: ServerResponse): Promise<void> {
    const { status, headers = {}, body = '' } = await this.answer(hook)
    response.writeHead(status, headers)
    response.end(body)
  }

  /** At once, whatever is under way. */
  async kill(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (!server) return
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}
