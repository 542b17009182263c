import { expect, test } from 'vitest'
import type { CauseCode } from '#domain/causes.ts'
import type { CurlReply } from '#glpi/host-probe/answer.ts'
import { causeOfCurlReply, failureOfCurl } from '#glpi/host-probe/curl-failure.ts'
import type { VendorReply } from '#glpi-network/exchange.ts'
import { signsOf } from '#glpi-network/reading.ts'
import { causeOfPing, causeOfTunnelStatus } from './classify-reply.ts'

type Reply = { status: number; headers?: Record<string, string>; body: string; isProxied?: boolean }

/** As the gateway receives it. */
const atGateway = ({ status, headers = {}, body, isProxied = false }: Reply): VendorReply => ({
  status,
  headers,
  contentType: headers['content-type'] ?? '',
  retryAfter: null,
  proxied: isProxied,
  body,
  bytes: body.length,
  sentAt: 0,
  receivedAt: 0,
  clockOffsetMs: null,
})

const NO_REPLY: CurlReply = {
  errno: 0,
  osErrno: 0,
  error: '',
  status: 0,
  connectStatus: 0,
  address: '',
  port: 0,
  verifyResult: 0,
  resolvedMs: 1,
  connectedMs: 2,
  encryptedMs: 3,
  firstByteMs: 4,
  ms: 5,
  certificate: null,
  headers: {},
  body: null,
}

/** As the probe on GLPI's own machine receives it. */
const atGlpi = ({ status, headers = {}, body }: Reply): CurlReply => ({
  ...NO_REPLY,
  status,
  headers,
  body: { bytes: body.length, page: body.startsWith('<html'), title: null },
})

const JSON_BODY = '{"message":"x"}'
const PAGE = '<html><title>x</title>'
const SQUID = { 'x-squid-error': 'ERR_CONNECT_FAIL 111' }
const PROXY_STATUS = { 'proxy-status': 'gate; error=connection_refused' }

test.each<[string, Reply, CauseCode | null]>([
  ['an answer', { status: 200, body: JSON_BODY }, null],
  ['an empty body', { status: 200, body: '' }, 'reply-unreadable'],
  ['a page', { status: 200, body: PAGE }, 'not-the-vendor'],
  ['a page by its type', { status: 200, body: 'x', headers: { 'content-type': 'text/html' } }, 'not-the-vendor'],
  ['a redirect', { status: 302, body: PAGE }, 'redirected'],
  ['too many requests', { status: 429, body: JSON_BODY }, 'rate-limited'],
  ['a captive portal', { status: 511, body: PAGE }, 'not-the-vendor'],
  ['a proxy that wants a login', { status: 407, body: PAGE, isProxied: true }, 'proxy-auth-required'],
  ['a proxy that wants a login, unasked', { status: 407, body: PAGE }, 'proxy-auth-required'],
  [
    'a Squid that refuses',
    { status: 403, body: PAGE, headers: { server: 'squid/5.7' }, isProxied: true },
    'proxy-denied',
  ],
  [
    'a Squid that hides its name and refuses',
    { status: 403, body: PAGE, headers: SQUID, isProxied: true },
    'proxy-denied',
  ],
  [
    'a Squid that hides its name and fails',
    { status: 503, body: PAGE, headers: SQUID, isProxied: true },
    'proxy-cannot-reach',
  ],
  ['a Squid that nobody set', { status: 503, body: PAGE, headers: SQUID }, 'not-the-vendor'],
  [
    'a proxy by RFC 9209 that refuses',
    { status: 403, body: JSON_BODY, headers: PROXY_STATUS, isProxied: true },
    'proxy-denied',
  ],
  [
    'a proxy by RFC 9209 that fails',
    { status: 502, body: '', headers: PROXY_STATUS, isProxied: true },
    'proxy-cannot-reach',
  ],
  ['a proxy by RFC 9209 that nobody set', { status: 502, body: '', headers: PROXY_STATUS }, 'not-the-vendor'],
  [
    'a proxy that passed on an error',
    { status: 503, body: JSON_BODY, headers: { 'proxy-status': 'gate' }, isProxied: true },
    'vendor-error',
  ],
  [
    'a tinyproxy that fails',
    { status: 500, body: PAGE, headers: { server: 'tinyproxy/1.11' }, isProxied: true },
    'proxy-cannot-reach',
  ],
  ['an error by any other server', { status: 503, body: PAGE, headers: { server: 'nginx' } }, 'vendor-error'],
  ['a page that is not found', { status: 404, body: PAGE }, 'not-the-vendor'],
  ['JSON that is not found', { status: 404, body: JSON_BODY }, 'reply-unreadable'],
])('%s has the same cause at the gateway and at GLPI', (_, reply, expected) => {
  expect(causeOfPing(signsOf(atGateway(reply)))).toBe(expected)
  expect(causeOfCurlReply(atGlpi(reply), reply.isProxied ?? false)).toBe(expected)
})

test.each<[number, CauseCode]>([
  [400, 'proxy-unreachable'],
  [401, 'proxy-auth-required'],
  [403, 'proxy-denied'],
  [404, 'proxy-unreachable'],
  [405, 'proxy-unreachable'],
  [407, 'proxy-auth-required'],
  [500, 'proxy-cannot-reach'],
  [501, 'proxy-unreachable'],
  [502, 'proxy-cannot-reach'],
  [504, 'proxy-cannot-reach'],
])('%i to CONNECT has the same cause at the gateway and at GLPI', (status, expected) => {
  expect(causeOfTunnelStatus(status)).toBe(expected)
  const curl = { ...NO_REPLY, errno: 56, connectStatus: status }
  expect(failureOfCurl(curl, { isSecure: true, isProxied: true })).toEqual({ at: 'proxy', cause: expected })
})

test('200 to CONNECT is a tunnel', () => expect(causeOfTunnelStatus(200)).toBeNull())
