import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Context } from 'hono'
import { registrationApi } from '#contract/api/registration.ts'
import { UNTOUCHED_HEADER } from '#contract/page-start.ts'
import { isAtLeast } from '#contract/roles.ts'
import type { RegistrationReply } from '../kept-registrations.ts'
import type { RegistrationService } from '../registration-service.ts'
import type { Sessions } from '../store/sessions.ts'
import { isByOurName } from './caller.ts'
import type { Front } from '../front.ts'
import { earlySecretReader } from './session-cookie.ts'

export type KeptReadServices = {
  basePath: string
  front: Pick<Front, 'isOurName' | 'isTrustedProxy'>
  sessions: Pick<Sessions, 'findKept' | 'touch'>
  registrationService: Pick<RegistrationService, 'readKept'>
}

/**
 * Answers what is read again and again, by pages that are left open and by monitoring: the registration of an instance, to someone whose
 * sign-in is known. Whatever is not in memory, and whatever is unusual about a request, is passed on to the routes, which answer the same.
 * Through them alone, a read would take eight times as long as the reply itself.
 */
export function answerKeptReads(services: KeptReadServices, otherwise: RequestListener): RequestListener {
  const { sessions, registrationService } = services
  const { method, role } = registrationApi.get
  const idIn = idReader(services.basePath)
  const secretIn = earlySecretReader(services.basePath, services.front)

  function find(request: IncomingMessage): RegistrationReply | null {
    const { url = '', headers } = request
    const id = idIn(url)
    const secret = id !== null && secretIn(request)
    if (!secret || 'content-length' in headers || 'transfer-encoding' in headers) return null
    if (!isByOurName(services.front, headers.host)) return null
    const session = sessions.findKept(secret)
    if (!session || !isAtLeast(session.role, role)) return null
    if (!(UNTOUCHED_HEADER in headers)) sessions.touch(session)
    return registrationService.readKept(id)
  }

  return (request, response) => {
    const reply = request.method === method ? find(request) : null
    if (reply === null) otherwise(request, response)
    else send(response, reply, names(request.headers['if-none-match'], reply.tag))
  }
}

/** Some proxies take the base path away, others leave it. */
function idReader(basePath: string): (url: string) => string | null {
  const [start = '', end = ''] = registrationApi.get.path.split(':id')
  return (url) => {
    if (!url.endsWith(end)) return null
    const from = url.startsWith(start) ? start.length : basePath.length + start.length
    return url.startsWith(start) || url.startsWith(basePath + start) ? url.slice(from, -end.length) : null
  }
}

function send(response: ServerResponse, { tag, text, headers }: RegistrationReply, isKnown: boolean): void {
  if (isKnown) response.writeHead(304, ['etag', `"${tag}"`, 'cache-control', 'no-store']).end()
  else response.writeHead(200, headers).end(text)
}

/** The same as a reply of a route. */
export function answerRegistration(c: Context, { tag, text }: RegistrationReply): Response {
  c.header('etag', `"${tag}"`)
  if (names(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  return c.body(text, 200, { 'content-type': 'application/json' })
}

/** Whether `If-None-Match` names what would be sent (RFC 9110, 13.1.2): the caller has it then. */
function names(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(/,\s*/).some((one) => one.trim().replace(/^W\//, '') === `"${tag}"`)
}
