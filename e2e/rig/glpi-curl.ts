import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { afterTicks } from './ticks.ts'

export type NetworkPath = {
  proxy: string | null
  /** PEM of the issuer to trust beside Node's own. */
  ca: string
  /** Nobody waits for ever: after so long the page is said not to come. There is no such limit in GLPI. */
  patienceMs: number
}

/** The body whatever the status, or null for a fault of the transport; `pending`: patience ended first. */
export type Got = { body: string | null; pending: boolean }

const CONNECT_MS = 5_000
const MAX_HOPS = 20

/**
 * GET as GLPI's curl does it: 5 s to connect, names and TLS included, none for the whole; redirects are followed, with
 * every header, to wherever they point.
 */
export async function glpiGet(url: string, headers: Record<string, string>, path: NetworkPath): Promise<Got> {
  const late = new AbortController()
  const stopWaiting = afterTicks(path.patienceMs, () => late.abort())
  try {
    return { body: await follow(new URL(url), headers, path, late.signal), pending: false }
  } catch {
    return { body: null, pending: late.signal.aborted }
  } finally {
    stopWaiting()
  }
}

async function follow(
  url: URL,
  headers: Record<string, string>,
  path: NetworkPath,
  signal: AbortSignal,
): Promise<string | null> {
  let target = url
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const { reply, body } = await exchange(target, headers, path, signal)
    const { location } = reply.headers
    if ((reply.statusCode ?? 0) < 300 || (reply.statusCode ?? 0) >= 400 || location === undefined) return body
    target = new URL(location, target)
  }
  return null
}

async function exchange(url: URL, headers: Record<string, string>, path: NetworkPath, signal: AbortSignal) {
  const tunnel = path.proxy === null ? null : await tunnelTo(url, path.proxy, signal)
  const secure = url.protocol === 'https:'
  const inside = tunnel && secure ? tlsConnect({ socket: tunnel, servername: url.hostname, ca: path.ca }) : tunnel
  // the question is told of it as well; without a listener of its own it would end the process
  inside?.on('error', () => undefined)
  const options = {
    headers,
    signal,
    agent: false as const,
    ca: path.ca,
    ...(inside ? { createConnection: () => inside } : {}),
  }
  const question = secure ? httpsRequest(url, options) : httpRequest(url, options)
  return new Promise<{ reply: IncomingMessage; body: string }>((resolve, reject) => {
    const stopTimer = afterTicks(CONNECT_MS, () => question.destroy(new Error('connect timeout')))
    question.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', stopTimer))
    question.once('error', reject).once('close', stopTimer)
    question.once('response', (reply) => {
      stopTimer()
      textOf(reply).then((body) => resolve({ reply, body }), reject)
    })
    question.end()
  })
}

async function textOf(reply: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of reply as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** GLPI sends Basic to an HTTP proxy, and tunnels. */
function tunnelTo(url: URL, proxy: string, signal: AbortSignal): Promise<Duplex> {
  const { hostname, port, username, password } = new URL(proxy)
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  const path = `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
  const headers = { host: path, ...(username ? { 'proxy-authorization': `Basic ${login}` } : {}) }
  return new Promise((resolve, reject) => {
    const question = httpRequest({ hostname, port, method: 'CONNECT', path, headers, signal, agent: false })
    const stopTimer = afterTicks(CONNECT_MS, () => question.destroy(new Error('connect timeout')))
    question.once('close', stopTimer)
    question.once('error', reject)
    question.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(new Error(`CONNECT gave ${statusCode}`))
      return undefined
    })
    question.once('response', () => reject(new Error('no tunnel')))
    question.end()
  })
}
