import { once } from 'node:events'
import type { Server, Socket } from 'node:net'

/** A server that knows which connections stand, and ends at once. */
export class Listener {
  /** Connections so far. */
  taken = 0
  /** Everything that came in, as far as it was readable here: TLS shows its inside. */
  heard = ''
  readonly port: number
  readonly #server: Server
  readonly #open = new Set<Socket>()

  private constructor(server: Server, open: Set<Socket>) {
    this.#server = server
    this.#open = open
    const address = server.address()
    this.port = typeof address === 'object' && address ? address.port : 0
  }

  static async on(server: Server, host: string, port = 0): Promise<Listener> {
    const open = new Set<Socket>()
    let listener: Listener | null = null
    server.on('connection', (socket: Socket) => {
      if (listener) listener.taken += 1
      open.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => open.delete(socket))
    })
    // a handshake that fails is what many of them are here for
    server.on('tlsClientError', () => undefined)
    server.listen(port, host)
    await once(server, 'listening')
    listener = new Listener(server, open)
    return listener
  }

  /** Connections that stand. */
  get open(): number {
    return this.#open.size
  }

  /** RST in place of an end, which TLS itself cannot send: to the connection that comes from this port. */
  reset(remotePort: number | undefined): void {
    for (const socket of this.#open) if (socket.remotePort === remotePort) socket.resetAndDestroy()
  }

  close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    return new Promise((resolve) => void this.#server.close(() => resolve()))
  }
}
