import { request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Failure } from '#net/failure.ts'
import { failureOfProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import { waitUntil, type TimeLimit } from '#net/deadline.ts'

/** A proxy's own reply to CONNECT. */
export type TunnelReply = {
  status: number
  headers: IncomingMessage['headers']
  /** Milliseconds from the question to these headers. */
  tookMs: number
}

/** Asks a proxy for a connection to `target`, `host:port` (RFC 9110, 9.3.6). The socket is of use only after a reply of 2xx. */
export async function askForTunnel(
  socket: Socket,
  target: string,
  { authorization }: ProxyAddress,
  userAgent: string,
  limits: TimeLimit,
): Promise<TunnelReply> {
  // the proxy may have closed it since: nobody would say so, and the request would wait for a reply
  if (socket.destroyed) throw new Failure('proxy-unreachable')
  const startedAt = performance.now()
  const headers = {
    host: target,
    'user-agent': userAgent,
    connection: 'keep-alive',
    'proxy-connection': 'keep-alive',
    ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
  }
  const asking = request({ method: 'CONNECT', path: target, headers, createConnection: () => socket, setHost: false })
  const work = () =>
    new Promise<TunnelReply>((resolve, reject) => {
      asking.once('connect', ({ statusCode = 0, headers: answered }, _, head) => {
        if (head.length > 0) socket.unshift(head)
        resolve({ status: statusCode, headers: answered, tookMs: performance.now() - startedAt })
      })
      // a reply that is not to CONNECT
      asking.once('response', () => reject(new Failure('proxy-unreachable')))
      asking.on('error', (error) => reject(failureOfProxy(error)))
      asking.end()
    })
  try {
    // the proxy took the connection and the request, so it waits for something beyond it
    return await waitUntil(limits, () => new Failure('proxy-cannot-reach'), work)
  } catch (error) {
    socket.destroy()
    throw error
  }
}
