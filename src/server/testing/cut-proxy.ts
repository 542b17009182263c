import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Where a connection is cut: before the database receives a message, or before its reply arrives. */
export type CutAt = 'request' | 'reply'

/** A TCP proxy before a database, that cuts all of its connections at a moment of ours. */
export class CutProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #plan: { at: CutAt; left: number; act: () => unknown } | null = null
  isOpen = true
  port = 0

  private constructor(target: number) {
    this.#server = createServer((client) => {
      const database = connect(target, '127.0.0.1')
      for (const socket of [client, database]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => this.#sockets.delete(socket))
      }
      if (!this.isOpen) return this.cut()
      client.on('data', (chunk) => void (this.#isCutNow('request') || database.write(chunk)))
      database.on('data', (chunk) => void (this.#isCutNow('reply') || client.write(chunk)))
      client.on('close', () => database.destroy())
      database.on('close', () => client.destroy())
    })
  }

  static async start(target: number): Promise<CutProxy> {
    const proxy = new CutProxy(target)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    const address = proxy.#server.address()
    proxy.port = typeof address === 'object' && address ? address.port : 0
    return proxy
  }

  /** At the message with this number from now on, the first being 1, it cuts all connections once. */
  plan(at: CutAt, number: number): void {
    this.#plan = { at, left: number, act: () => this.cut() }
  }

  /** At that message of a gateway, something else is done, and it goes its way. */
  whenMessage(number: number, act: () => unknown): void {
    this.#plan = { at: 'request', left: number, act }
  }

  /** There is no plan any more. */
  forget(): void {
    this.#plan = null
  }

  /** Whether the plan was carried out. */
  get hasCut(): boolean {
    return this.#plan === null
  }

  #isCutNow(at: CutAt): boolean {
    if (this.#plan?.at !== at) return false
    this.#plan.left -= 1
    if (this.#plan.left > 0) return false
    const { act } = this.#plan
    this.#plan = null
    act()
    return [...this.#sockets].every((socket) => socket.destroyed)
  }

  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  async close(): Promise<void> {
    this.cut()
    const closed = once(this.#server, 'close')
    this.#server.close()
    await closed
  }
}
