import { STATUS_CODES, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { REPLY_HEADERS } from './reply-headers.ts'

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
 * request ends in a 502. Node itself looks for requests that never end at an interval, which would wake an idle gateway: here each
 * connection has a timer of its own, while it lasts.
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
const isExpected = ([socket, { since }]: [Socket, Waiting]): boolean =>
  socket.bytesRead === 0 && performance.now() - since < FIRST_BYTES_MS

type Waiting = { timer: NodeJS.Timeout; since: number }

/** A client that has connected in order to ask sends its first bytes within this time. */
const FIRST_BYTES_MS = 1000

/** Keeps slow clients from taking the place of others, and knows what is being answered. */
export function guardConnections(
  server: Server,
  answer: RequestListener,
  limits: ConnectionLimits = LIMITS,
): Connections {
  const { firstRequestMs, betweenRequestsMs, bodyMs, mostWaiting } = limits
  /** Those that wait for a request, the longest first. */
  const waiting = new Map<Socket, Waiting>()
  /** Of each connection on which something was answered: one that is set again with each request costs less than a new one. */
  const timers = new WeakMap<Socket, NodeJS.Timeout>()
  const underWay = new Map<ServerResponse, Socket>()
  /** Connections and requests, so far. */
  let arrivals = 0
  let isRefusing = false
  let onAnswered: (() => void) | null = null

  function timerBetweenRequests(socket: Socket): NodeJS.Timeout {
    const known = timers.get(socket)
    if (known) return known.refresh()
    const timer = setTimeout(() => waiting.get(socket)?.timer === timer && close(socket, 408), betweenRequestsMs)
    timers.set(socket, timer)
    return timer
  }

  /** @param ms for the first request; left out between two of them. */
  function wait(socket: Socket, ms?: number): void {
    if (socket.destroyed) return
    const timer = ms === undefined ? timerBetweenRequests(socket) : setTimeout(() => close(socket, 408), ms)
    waiting.set(socket, { timer, since: performance.now() })
    const [longest] = waiting.keys()
    if (waiting.size > mostWaiting && longest) close(longest, 503)
  }

  function leave(socket: Socket): void {
    const timer = waiting.get(socket)?.timer
    // one that rings while a request is answered finds that nobody waits
    if (timer !== timers.get(socket)) clearTimeout(timer)
    waiting.delete(socket)
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
    wait(socket, firstRequestMs)
    socket.once('close', () => {
      leave(socket)
      clearTimeout(timers.get(socket))
    })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isBusy = !waiting.has(socket)
    if (!socket.writable || isBusy || error.code === 'ECONNRESET') socket.destroy()
    else socket.end(rawReply(STATUS_OF_ERROR[error.code ?? ''] ?? 400))
  })
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => respond(response, 417))

  function isAnswering(socket: Socket): boolean {
    for (const one of underWay.values()) if (one === socket) return true
    return false
  }

  function begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    arrivals += 1
    leave(socket)
    underWay.set(response, socket)
    limitBody(request, response)
    response.once('close', () => {
      underWay.delete(response)
      if (underWay.size === 0) onAnswered?.()
      // a client may send the next request before it has the reply to the last one
      if (!isAnswering(socket)) wait(socket)
    })
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
      for (const response of underWay.keys()) if (!response.headersSent) response.shouldKeepAlive = false
    },
    async settled(ms, mostMs) {
      const end = performance.now() + mostMs
      for (let before = -1; before !== arrivals || [...waiting].some(isExpected);) {
        if (performance.now() > end) return
        before = arrivals
        await pause(ms)
        // what has arrived meanwhile is read between these two
        await nextTurn()
        await nextTurn()
      }
    },
    closeWaiting() {
      for (const socket of waiting.keys()) close(socket, 503)
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
