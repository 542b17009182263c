import { createServer as createHttp, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createConnection, createServer as createTcp, type Server, type Socket } from 'node:net'
import { afterAll } from 'vitest'
import type { Certificate } from './certificate.ts'

export type Listening = {
  port: number
  /** Connections that the other side has not closed yet. */
  open: () => number
  /** Everything that came in, byte for byte; of TLS, encrypted. */
  received: () => string
  /** Resolves when the other side has closed every connection. */
  allClosed: () => Promise<void>
}

/** Servers on loopback for one test file, closed after it: tests beside each other share the list. */
export function useServers() {
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  afterAll(async () => {
    for (const socket of sockets) socket.destroy()
    await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))))
  })

  async function listen(server: Server, host = '127.0.0.1'): Promise<Listening> {
    const own = new Set<Socket>()
    const chunks: Buffer[] = []
    servers.push(server)
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      own.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.once('close', () => own.delete(socket))
    })
    await new Promise<void>((done) => server.listen(0, host, done))
    const address = server.address()
    return {
      port: typeof address === 'object' && address ? address.port : 0,
      open: () => own.size,
      received: () => Buffer.concat(chunks).toString('latin1'),
      allClosed: async () => {
        await Promise.all([...own].map((socket) => new Promise((done) => socket.once('close', done))))
      },
    }
  }

  return {
    listen,
    http: async (answer: RequestListener) => listen(createHttp(answer)),
    https: async (answer: RequestListener, { cert, key }: Pick<Certificate, 'cert' | 'key'>) =>
      listen(createHttps({ cert, key }, answer)),
    tcp: async (greet: (socket: Socket) => void = () => undefined) => listen(createTcp(greet)),

    /** A forward proxy whose reply to CONNECT is `refusal`, or a tunnel. */
    async proxy(refusal?: string, secure?: Certificate): Promise<Listening> {
      const server: HttpServer = secure ? createHttps(secure) : createHttp()
      server.on('connect', ({ url = '' }, socket: Socket) => {
        if (refusal !== undefined) return void socket.end(refusal)
        const [, port = ''] = /:(\d+)$/.exec(url) ?? []
        const onward = createConnection(Number(port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          socket.pipe(onward).pipe(socket)
        })
        onward.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
        sockets.add(onward)
        return undefined
      })
      return listen(server)
    },
  }
}
