import { createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Identity } from './authority.ts'
import type { Rig, Served } from './rig.ts'

type Answer = (request: IncomingMessage, socket: Socket) => void

/** A proxy that does with CONNECT what no real one can be set to do. */
export async function oddProxy(rig: Rig, onConnect: Answer): Promise<Served> {
  const server = createServer((_, reply) => void reply.writeHead(400).end())
  server.on('connect', (request, socket: Socket) => {
    socket.on('error', () => undefined)
    // Node's HTTP servers leave it to their user to end what the other side has ended
    socket.on('end', () => socket.destroy())
    onConnect(request, socket)
  })
  return rig.server('http', server, { name: '127.0.0.1' })
}

/** A refusal in the form of RFC 9110, 15. */
export const answers =
  (status: string, headers: readonly string[] = [], body = ''): Answer =>
  (_, socket) =>
    void socket.end(
      [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${body.length}`, 'Connection: close', '', body].join('\r\n'),
    )

const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n'

/** The tunnel stands; what comes out of it is `inside`'s own. */
export const tunnelTo =
  (inside: (socket: Socket) => void): Answer =>
  (_, socket) => {
    socket.write(ESTABLISHED)
    inside(socket)
  }

/** Goes on where it was asked to go, once `allows` says so. */
export const passes =
  (allows: (request: IncomingMessage) => boolean, otherwise: Answer): Answer =>
  (request, socket) => {
    if (!allows(request)) return otherwise(request, socket)
    const { hostname, port } = new URL(`http://${request.url}`)
    const onward = connect(Number(port || 80), hostname, () => {
      socket.write(ESTABLISHED)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  }

/** Opens the encryption with a certificate of its own. */
export const inspects = (identity: Identity): Answer =>
  tunnelTo((socket) => {
    const inside = new TLSSocket(socket, { isServer: true, ...identity })
    inside.on('error', () => undefined)
  })
