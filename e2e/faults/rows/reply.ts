import { ACCEPTED, HTML_TYPE, json, JSON_TYPE, vendor, vendorWithList, type Handler } from '../../rig/vendor.ts'
import { onEitherPath, type Fault } from '../fault.ts'

const NEEDS = { needs: ['openssl'] } as const

/** Whatever is asked for. */
const always =
  (handler: Handler): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(handler)).url })

/** Of the key alone; the rest is as it should be. */
const ofKey = (info: Handler): Fault['set'] => always(vendor(info))

const page =
  (status: number, title: string, headers: Record<string, string> = {}): Handler =>
  (_, reply) =>
    void reply
      .writeHead(status, { ...HTML_TYPE, ...headers })
      .end(`<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`)

const text =
  (body: string, status = 200): Handler =>
  (_, reply) =>
    void reply.writeHead(status, JSON_TYPE).end(body)

const redirect =
  (status: number, location: string): Handler =>
  (_, reply) =>
    void reply.writeHead(status, { location }).end()

const UNREADABLE = onEitherPath('reply-unreadable', 'find-what-changes')
const NOT_THE_VENDOR = onEitherPath('not-the-vendor', 'exempt-from-filter')
const FAULT_OF_VENDOR = onEitherPath('vendor-error', 'leave-to-vendor')
const REDIRECTED = onEitherPath('redirected', 'find-portal')
const LIMITED = onEitherPath('rate-limited', 'pause')

/** Whole replies that are no answer. */
export const REPLY: readonly Fault[] = [
  {
    name: '429 with Retry-After',
    is: 'the vendor asks for a pause of 30 seconds',
    ...LIMITED,
    shows: [['retry-after', /^30$/]],
    ...NEEDS,
    set: ofKey(
      (_, reply) =>
        void reply.writeHead(429, { ...JSON_TYPE, 'retry-after': '30' }).end('{"message":"Too Many Attempts."}'),
    ),
  },
  {
    name: '429 with a date',
    is: 'the vendor asks for a pause until a time of day',
    ...LIMITED,
    ...NEEDS,
    set: ofKey((_, reply) => {
      const at = new Date(Date.now() + 60_000).toUTCString()
      reply.writeHead(429, { ...JSON_TYPE, 'retry-after': at }).end('{"message":"Too Many Attempts."}')
    }),
  },
  {
    name: '429 without Retry-After',
    is: 'the vendor asks for a pause and does not say how long',
    ...LIMITED,
    ...NEEDS,
    set: ofKey(text('{"message":"Too Many Attempts."}', 429)),
  },
  {
    name: '500 with JSON',
    is: 'the service fails',
    ...FAULT_OF_VENDOR,
    ...NEEDS,
    set: ofKey(text('{"message":"Server Error","exception":"RuntimeException"}', 500)),
  },
  {
    name: '500 with a page',
    is: 'the service fails',
    ...FAULT_OF_VENDOR,
    ...NEEDS,
    set: ofKey(page(500, 'Server Error')),
  },
  {
    name: '503 with a page',
    is: 'the service is being worked on',
    ...FAULT_OF_VENDOR,
    ...NEEDS,
    set: always(page(503, 'Down for maintenance', { 'retry-after': '600' })),
  },
  {
    name: '502 with a page',
    is: 'the balancer of the service finds none behind it',
    ...FAULT_OF_VENDOR,
    ...NEEDS,
    set: always(page(502, '502 Bad Gateway', { server: 'nginx' })),
  },
  {
    name: '504 with a page',
    is: 'the balancer of the service waits in vain',
    ...FAULT_OF_VENDOR,
    ...NEEDS,
    set: always(page(504, '504 Gateway Time-out')),
  },
  {
    name: 'a sign-in page',
    is: 'a captive portal answers 200',
    ...NOT_THE_VENDOR,
    shows: [['page-title', /^Sign in to go on$/]],
    ...NEEDS,
    set: always(page(200, 'Sign in to go on')),
  },
  {
    name: 'a block page',
    is: 'a web filter answers 403',
    ...NOT_THE_VENDOR,
    shows: [['page-title', /^Blocked by policy$/]],
    ...NEEDS,
    set: always(page(403, 'Blocked by policy')),
  },
  {
    name: 'a page that calls itself JSON',
    is: 'a web filter keeps the type of what it replaces',
    ...NOT_THE_VENDOR,
    ...NEEDS,
    set: always(text('<!DOCTYPE html><title>Blocked</title>')),
  },
  {
    name: '401 with a page',
    is: 'a gateway on the network path wants a sign-in',
    ...NOT_THE_VENDOR,
    ...NEEDS,
    set: always(page(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="gateway"' })),
  },
  {
    name: '404 with a page',
    is: 'the address set for GLPI Network is that of another site',
    ...NOT_THE_VENDOR,
    ...NEEDS,
    set: always(page(404, 'Not Found', { server: 'Apache' })),
  },
  {
    name: '511',
    is: 'the network wants a sign-in, and says so (RFC 6585)',
    ...NOT_THE_VENDOR,
    ...NEEDS,
    set: always(page(511, 'Network Authentication Required')),
  },
  {
    name: 'a redirect to a portal',
    is: 'a captive portal redirects to itself',
    ...REDIRECTED,
    shows: [['location', /^http:\/\/.*\/login$/]],
    ...NEEDS,
    set: async (rig) => {
      const portal = await rig.http(page(200, 'Sign in to go on'))
      return always(redirect(302, `${portal.url}/login?from=https%3A%2F%2Fvendor.test`))(rig)
    },
  },
  {
    name: 'a redirect that loops',
    is: 'an address that points to itself',
    ...REDIRECTED,
    ...NEEDS,
    set: always((request, reply) => redirect(301, request.url ?? '/')(request, reply)),
  },
  {
    name: 'a redirect to another path',
    is: 'the service has moved on the same host',
    ...REDIRECTED,
    ...NEEDS,
    set: always(redirect(308, '/v2/registration/info')),
  },
  {
    name: 'a redirect without a target',
    is: 'a reply 302 without Location',
    ...REDIRECTED,
    ...NEEDS,
    set: always((_, reply) => void reply.writeHead(302).end()),
  },
  {
    name: 'JSON that ends early',
    is: 'something cuts the reply and mends its length',
    ...UNREADABLE,
    ...NEEDS,
    set: ofKey(text('{"is_valid":true,"validation_mess')),
  },
  {
    name: 'JSON without is_valid',
    is: 'another service answers in JSON',
    ...UNREADABLE,
    shows: [['members', /\bok\b/]],
    ...NEEDS,
    set: ofKey(text('{"ok":true}')),
  },
  {
    name: 'is_valid as a string',
    is: 'the answer is not of the agreed form',
    ...UNREADABLE,
    shows: [['wrong-member', /^is_valid/]],
    ...NEEDS,
    set: ofKey((_, reply) => json(reply, { ...ACCEPTED, is_valid: 'true' })),
  },
  {
    name: 'is_valid as null',
    is: 'the answer is not of the agreed form',
    ...UNREADABLE,
    ...NEEDS,
    set: ofKey((_, reply) => json(reply, { ...ACCEPTED, is_valid: null })),
  },
  { name: 'a JSON list', is: 'another service answers in JSON', ...UNREADABLE, ...NEEDS, set: ofKey(text('[]')) },
  { name: 'a JSON string', is: 'another service answers in JSON', ...UNREADABLE, ...NEEDS, set: ofKey(text('"ok"')) },
  { name: 'an empty reply', is: 'the body is lost on the network path', ...UNREADABLE, ...NEEDS, set: ofKey(text('')) },
  {
    name: '204',
    is: 'the body is lost on the network path',
    ...UNREADABLE,
    ...NEEDS,
    set: ofKey((_, reply) => void reply.writeHead(204).end()),
  },
  {
    name: 'a byte order mark before the JSON',
    is: 'something re-encodes the reply',
    ...UNREADABLE,
    ...NEEDS,
    set: ofKey(text(`\ufeff${JSON.stringify(ACCEPTED)}`)),
  },
  {
    name: 'bytes that are no text',
    is: 'something garbles the reply',
    ...UNREADABLE,
    ...NEEDS,
    set: ofKey((_, reply) => void reply.writeHead(200, JSON_TYPE).end(Buffer.from([0xff, 0xfe, 0, 0x81, 0xc3, 0x28]))),
  },
  {
    name: 'gzip that is none',
    is: 'something unpacks the reply and keeps its label',
    ...UNREADABLE,
    ...NEEDS,
    set: ofKey(
      (_, reply) =>
        void reply.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(JSON.stringify(ACCEPTED)),
    ),
  },
  {
    name: 'a plugin list that is no list',
    is: 'the key is accepted, and the marketplace answers something else',
    ...UNREADABLE,
    ...NEEDS,
    set: always(vendorWithList(text('{"message":"no"}'))),
  },
]
