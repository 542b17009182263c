import { STATUS_CODES, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { REPLY_HEADERS } from './reply-headers.ts'
import { createWaitingSockets, type WaitingSockets } from './waiting-sockets.ts'

/** How long a connection may take, and how many may wait. */
export type ConnectionLimits = {
  /** From the first byte of a connection to the end of the headers of its first request. */
  firstRequestMs: number
  /** Between two requests. */
  betweenRequestsMs: number
  /** From the headers to the end of the body: two megabytes over a slow line. */
  bodyMs: number
  /** With more that wait for their next request, the one that has waited longest is closed. */
  mostWaiting: number
}

const LIMITS: ConnectionLimits = {
  firstRequestMs: 15_000,
  betweenRequestsMs: 80_000,
  bodyMs: 30_000,
  mostWaiting: 4000,
}

/**
 * Of Node's server. A proxy in front keeps a connection for 60 s and may use it at any moment: where the server closes it earlier, that
 * request ends in a 502. Node itself looks for requests that never end at an interval, which would wake an idle gateway: here
 * one timer is set for the connection that has waited longest.
 */
export const SERVER_OPTIONS = {
  keepAliveTimeout: 75_000,
  headersTimeout: 80_000,
  connectionsCheckingInterval: 300_000,
  maxHeaderSize: 16_384,
  requireHostHeader: false,
  handshakeTimeout: 15_000,
} as const
/** A socket on which nothing moves for so long while a reply is due has nobody at its other end. */
const NOTHING_MOVES_MS = 300_000

/** What an error of Node's parser is answered with; 400 for any other. */
const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

const ALWAYS = { ...REPLY_HEADERS, 'content-length': '0', connection: 'close' }

/** A reply without a body, as it is written to a socket that has none under way. */
const rawReply = (status: number): string => {
  const lines = Object.entries(ALWAYS).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`
}

export type Connections = {
  /** New requests are answered with 503 from now on, and those that were begun go on. */
  refuse(): void
  /** Resolves when nobody has come for `ms`, or after `mostMs`: who came before is not reset by what is closed then. */
  settled(ms: number, mostMs: number): Promise<void>
  /** Closes the connections on which nothing is being answered, those that have said nothing yet as well. */
  closeWaiting(): void
  /** Resolves when nothing is being answered any more, or after `ms`. @returns how many are still being answered. */
  answered(ms: number): Promise<number>
}

/** Whether a client has just connected, and its request may still be on its way. */
const isExpected = ([socket, since]: [Socket, number]): boolean =>
  socket.bytesRead === 0 && performance.now() - since < FIRST_BYTES_MS

/** A client that has connected in order to ask sends its first bytes within this time. */
const FIRST_BYTES_MS = 1000

/** Keeps slow clients from taking the place of others, and knows what is being answered. */
export function guardConnections(
  server: Server,
  answer: RequestListener,
  limits: ConnectionLimits = LIMITS,
): Connections {
  const { firstRequestMs, betweenRequestsMs, bodyMs, mostWaiting } = limits
  const waitingForFirst = createWaitingSockets(firstRequestMs, (socket) => close(socket, 408))
  const waitingForNext = createWaitingSockets(betweenRequestsMs, (socket) => close(socket, 408))
  /** The latest reply that is due on each connection: a client may send its next request before it has the reply to the last one. */
  const underWay = new Map<Socket, ServerResponse>()
  /** Connections and requests, so far. */
  let arrivals = 0
  let isRefusing = false
  let onAnswered: (() => void) | null = null

  function wait(socket: Socket, waiting: WaitingSockets): void {
    if (socket.destroyed) return
    waiting.add(socket)
    if (waitingForFirst.since.size + waitingForNext.since.size > mostWaiting) closeLongest()
  }

  /** @returns false where it did not wait. */
  const leave = (socket: Socket): boolean => waitingForNext.delete(socket) || waitingForFirst.delete(socket)

  function closeLongest(): void {
    const [first, next] = [waitingForFirst, waitingForNext].map(({ since }) => since.entries().next().value)
    const longest = first && next && next[1] < first[1] ? next : (first ?? next)
    if (longest) close(longest[0], 503)
  }

  function close(socket: Socket, status: number): void {
    leave(socket)
    // a client that has sent nothing expects no reply
    if (socket.writable && socket.bytesRead > 0) socket.end(rawReply(status))
    socket.destroySoon()
  }

  function limitBody(request: IncomingMessage, response: ServerResponse): void {
    if (request.complete || !hasBody(request)) return
    const timer = setTimeout(() => {
      if (!response.headersSent && request.socket.writable) request.socket.write(rawReply(408))
      request.socket.destroySoon()
    }, bodyMs)
    const done = () => clearTimeout(timer)
    request.once('end', done).once('close', done)
  }

  // with TLS, its handshake has a limit of Node's (`handshakeTimeout`)
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    arrivals += 1
    wait(socket, waitingForFirst)
    socket.on('close', forget)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isBusy = underWay.has(socket)
    if (!socket.writable || isBusy || error.code === 'ECONNRESET') socket.destroy()
    else socket.end(rawReply(STATUS_OF_ERROR[error.code ?? ''] ?? 400))
  })
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => respond(response, 417))

  function endAnswer(socket: Socket): void {
    underWay.delete(socket)
    if (underWay.size === 0) onAnswered?.()
  }

  // one for all connections: each would keep one of its own in memory for as long as it is open
  function forget(this: Socket): void {
    leave(this)
    endAnswer(this)
  }

  function nextRequest(this: ServerResponse): void {
    const { socket } = this.req
    if (underWay.get(socket) !== this) return
    endAnswer(socket)
    wait(socket, waitingForNext)
  }

  function begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    arrivals += 1
    leave(socket)
    underWay.set(socket, response)
    limitBody(request, response)
    response.on('close', nextRequest)
  }

  server.on('request', (request, response) => {
    begin(request, response)
    // RFC 9112, 3.2
    if (request.headers.host === undefined && request.httpVersion !== '1.0') respond(response, 400)
    // once the body is read: closed before that, the connection would be reset, and the reply with it
    else if (isRefusing) request.resume().once('end', () => respond(response, 503))
    else answer(request, response)
    // most replies have left by now, and need no timer
    const { socket } = request
    if (!response.writableEnded || socket.writableLength > 0) socket.setTimeout(NOTHING_MOVES_MS)
  })

  return {
    refuse() {
      isRefusing = true
      for (const response of underWay.values()) if (!response.headersSent) response.shouldKeepAlive = false
    },
    async settled(ms, mostMs) {
      const end = performance.now() + mostMs
      for (let before = -1; before !== arrivals || [...waitingForFirst.since].some(isExpected);) {
        if (performance.now() > end) return
        before = arrivals
        await pause(ms)
        // what has arrived meanwhile is read between these two
        await nextTurn()
        await nextTurn()
      }
    },
    closeWaiting() {
      for (const { since } of [waitingForFirst, waitingForNext]) for (const socket of since.keys()) close(socket, 503)
    },
    answered: async (ms) => {
      if (underWay.size > 0) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          onAnswered = resolve
          timer = setTimeout(resolve, ms)
        })
        clearTimeout(timer)
        onAnswered = null
      }
      return underWay.size
    },
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const respond = (response: ServerResponse, status: number): void => void response.writeHead(status, ALWAYS).end()
