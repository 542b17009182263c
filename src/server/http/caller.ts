import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { ProblemError } from '#contract/problem-error.ts'
import { withoutMapping, type Front } from '../front.ts'

/** Where a request comes from, and by which name it was opened. */
export type Caller = {
  /** Of the machine that asks, as far as it is known; null in a test without a socket. */
  address: string | null
  /** As a browser shows them: `panel.example:8443`. */
  host: string
  isOverTls: boolean
}

const CALLER = 'caller'

/** Of the request that is being answered. */
export function callerOf(c: Context): Caller {
  const caller: unknown = c.get(CALLER)
  return isCaller(caller) ? caller : readCaller(c, null)
}

const isCaller = (value: unknown): value is Caller => typeof value === 'object' && value !== null && 'host' in value

/** Whether nobody on the path to the browser can read it: by our own TLS, or by that of a trusted proxy. */
export const isOverTls = (c: Context): boolean => callerOf(c).isOverTls

/** A proxy appends to these: what stands last was written by the one that we trust. */
const lastOf = (header: string | undefined): string | null => header?.split(',').at(-1)?.trim() || null

const addressIn = (header: string | undefined): string | null => {
  const address = lastOf(header)
  return address !== null && isIP(address) > 0 ? address : null
}

function readCaller(c: Context, front: Front | null): Caller {
  const url = new URL(c.req.url)
  const peer: unknown = Object(c.env).incoming?.socket?.remoteAddress
  const address = typeof peer === 'string' ? withoutMapping(peer) : null
  const direct: Caller = { address, host: url.host, isOverTls: url.protocol === 'https:' }
  if (front === null || address === null || !front.isTrustedProxy(address)) return direct
  return {
    address: addressIn(c.req.header('x-forwarded-for')) ?? address,
    host: lastOf(c.req.header('x-forwarded-host')) ?? direct.host,
    isOverTls: direct.isOverTls || lastOf(c.req.header('x-forwarded-proto')) === 'https',
  }
}

/** The same of a request as Node has it. */
export function isRequestOverTls(front: Pick<Front, 'isTrustedProxy'>, { socket, headers }: IncomingMessage): boolean {
  if ('encrypted' in socket) return true
  const proto = headers['x-forwarded-proto']
  return (
    proto !== undefined &&
    front.isTrustedProxy(withoutMapping(socket.remoteAddress ?? '')) &&
    lastOf(String(proto)) === 'https'
  )
}

/** The host without its port, in the form of `URL.hostname`; null for what is no host. */
function nameOf(host: string): string | null {
  const url = `http://${host}`
  if (!URL.canParse(url)) return null
  const { hostname, host: parsed, username, pathname } = new URL(url)
  return username === '' && pathname === '/' && parsed.length > 0 ? hostname : null
}

/** What was found to name us, as it stands in `Host`: it is read with every request. */
const ourNames = new WeakMap<object, Set<string>>()
const MOST_REMEMBERED = 100

/** Whether `Host` names us. */
export function isByOurName(front: Pick<Front, 'isOurName'>, host: string | undefined): boolean {
  if (host === undefined) return false
  const ours = ourNames.get(front) ?? new Set()
  if (ours.has(host)) return true
  const name = nameOf(host)
  // another name may be ours tomorrow, with another certificate
  if (name === null || !front.isOurName(name)) return false
  if (ours.size < MOST_REMEMBERED) ourNames.set(front, ours.add(host))
  return true
}

/** The sentence for who opens it by another name. */
const OTHER_NAME = 'Latchkey does not go by this name: open its own address, or set LATCHKEY_PUBLIC_URL to this one.'

/**
 * Refuses requests by a name that is not ours. A page of another site whose name leads here would else be of one origin with us
 * (DNS rebinding).
 */
export function requireOurName(front: Front): MiddlewareHandler {
  return async (c, next) => {
    const caller = readCaller(c, front)
    c.set(CALLER, caller)
    if (!isByOurName(front, caller.host)) throw new ProblemError('host-refused', OTHER_NAME)
    await next()
  }
}

const READS = new Set(['GET', 'HEAD'])

/** A form of another site can send neither of them (Fetch standard, "CORS-safelisted request-header"). */
const OWN_HEADER = 'x-requested-with'
const JSON_TYPE = /^application\/json\s*(;|$)/i

/**
 * Refuses changes that a page of another origin asks for. `Sec-Fetch-Site` (Fetch Metadata, W3C) says so where a browser sends it: over
 * TLS, and on this machine. Over plain HTTP, `Origin` does (RFC 6454), which is compared with its port. Who sends neither is no browser
 * of these days: a program, which has to send JSON or a header of its own.
 */
export function refuseOtherOrigins(front: Front): MiddlewareHandler {
  const isOurs = (origin: string, { host, isOverTls: isEncrypted }: Caller): boolean => {
    if (origin === front.publicOrigin) return true
    if (!URL.canParse(origin)) return false
    const { protocol, host: from } = new URL(origin)
    return from === host.toLowerCase() && (protocol === 'https:' || (protocol === 'http:' && !isEncrypted))
  }

  return async (c, next) => {
    if (READS.has(c.req.method)) return next()
    const type = c.req.header('content-type')
    const isJson = type !== undefined && JSON_TYPE.test(type)
    if (!isJson && (type !== undefined || hasBody(c)))
      throw new ProblemError('media-type-unsupported', 'The body must be application/json.')
    const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')]
    if (site !== undefined) {
      if (site !== 'same-origin' && site !== 'none') throw refused('Another site asked for this change.')
    } else if (origin !== undefined) {
      if (!isOurs(origin, callerOf(c))) throw refused('Another site asked for this change.')
    } else if (!isJson && c.req.header(OWN_HEADER) === undefined) {
      throw refused('A change needs an Origin, the type application/json, or the header X-Requested-With.')
    }
    await next()
  }
}

const refused = (detail: string) => new ProblemError('origin-refused', detail)

const hasBody = (c: Context): boolean =>
  c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0
