import { expect, test } from 'vitest'
import type { CurlReply } from './answer.ts'
import { causeOfCurlReply, failureOfCurl } from './curl-failure.ts'

const NOTHING: CurlReply = {
  errno: 0,
  osErrno: 0,
  error: '',
  status: 0,
  connectStatus: 0,
  address: '',
  port: 0,
  verifyResult: 0,
  resolvedMs: 0,
  connectedMs: 0,
  encryptedMs: 0,
  firstByteMs: 0,
  ms: 0,
  certificate: null,
  headers: {},
  body: null,
}
const RESOLVED = { resolvedMs: 2 }
const CONNECTED = { ...RESOLVED, connectedMs: 5 }
const ENCRYPTED = { ...CONNECTED, encryptedMs: 20 }

/** Sentences are those of libcurl 7.88 and 8, cut. */
test.each<[number, Partial<CurlReply>, string, proxied?: boolean]>([
  [0, ENCRYPTED, 'nothing'],
  [5, {}, 'proxy proxy-unreachable', true],
  [6, { error: 'Could not resolve host: services.vendor.test' }, 'resolve dns-not-found'],
  [28, { error: 'Resolving timed out after 5000 milliseconds' }, 'resolve dns-timeout'],
  [7, { ...RESOLVED, osErrno: 111 }, 'connect connect-refused'],
  [7, { ...RESOLVED, osErrno: 113 }, 'connect connect-timeout'],
  [7, { ...RESOLVED, error: 'Failed to connect: No route to host' }, 'connect connect-timeout'],
  [7, { ...RESOLVED, osErrno: 111 }, 'proxy proxy-unreachable', true],
  [28, { ...RESOLVED, error: 'Connection timed out after 5001 milliseconds' }, 'connect connect-timeout'],
  [28, RESOLVED, 'proxy proxy-unreachable', true],
  [28, CONNECTED, 'proxy proxy-cannot-reach', true],
  [28, { ...CONNECTED, error: 'SSL connection timeout' }, 'tls reply-timeout'],
  [28, ENCRYPTED, 'http reply-timeout'],
  [28, { ...ENCRYPTED, firstByteMs: 30 }, 'http reply-stalled'],
  [35, { ...CONNECTED, error: 'error:0A00010B:SSL routines::wrong version number' }, 'tls tls-not-tls'],
  [35, { ...CONNECTED, error: 'error:0A000458:SSL routines::tlsv1 unrecognized name' }, 'tls tls-wrong-host'],
  [35, { ...CONNECTED, error: 'OpenSSL SSL_connect: Connection reset by peer' }, 'tls connection-reset'],
  [60, { ...CONNECTED, verifyResult: 20 }, 'tls tls-untrusted-issuer'],
  [60, { ...CONNECTED, verifyResult: 19 }, 'tls tls-untrusted-issuer'],
  [60, { ...CONNECTED, verifyResult: 18 }, 'tls tls-self-signed'],
  [60, { ...CONNECTED, verifyResult: 10 }, 'tls tls-expired'],
  [60, { ...CONNECTED, verifyResult: 9 }, 'tls tls-not-yet-valid'],
  [60, { ...CONNECTED, error: 'SSL: no alternative certificate subject name matches' }, 'tls tls-wrong-host'],
  [77, { ...CONNECTED, error: 'error setting certificate file' }, 'tls tls-untrusted-issuer'],
  [56, { ...CONNECTED, connectStatus: 407 }, 'proxy proxy-auth-required', true],
  [56, { ...CONNECTED, connectStatus: 401 }, 'proxy proxy-auth-required', true],
  [56, { ...CONNECTED, connectStatus: 403 }, 'proxy proxy-denied', true],
  [56, { ...CONNECTED, connectStatus: 502 }, 'proxy proxy-cannot-reach', true],
  [56, { ...CONNECTED, connectStatus: 501 }, 'proxy proxy-unreachable', true],
  [56, { ...CONNECTED, connectStatus: 200 }, 'tls connection-reset', true],
  [56, ENCRYPTED, 'http connection-reset'],
  [52, ENCRYPTED, 'http connection-reset'],
  [97, {}, 'proxy proxy-unreachable', true],
  [23, ENCRYPTED, 'http reply-too-large'],
  [18, ENCRYPTED, 'http reply-unreadable'],
  [4242, CONNECTED, 'tls connection-reset'],
])('%i %o: %s', (errno, seen, expected, proxied = false) => {
  const failure = failureOfCurl({ ...NOTHING, errno, ...seen }, { isSecure: true, isProxied: proxied })
  expect(failure === null ? 'nothing' : `${failure.at} ${failure.cause}`).toBe(expected)
})

const JSON_BODY = { bytes: 12, page: false, title: null }
const PAGE = { bytes: 12, page: true, title: 'x' }

test.each<[string, Partial<CurlReply>, string | null, proxied?: boolean]>([
  ['an answer', { status: 200, body: JSON_BODY }, null],
  ['nothing', { status: 200, body: { ...JSON_BODY, bytes: 0 } }, 'reply-unreadable'],
  ['a page', { status: 200, body: PAGE }, 'not-the-vendor'],
  ['a page by its type', { status: 200, body: JSON_BODY, headers: { 'content-type': 'text/html' } }, 'not-the-vendor'],
  ['elsewhere', { status: 302, body: PAGE }, 'redirected'],
  ['a pause', { status: 429, body: JSON_BODY }, 'rate-limited'],
  ['a captive portal', { status: 511, body: PAGE }, 'not-the-vendor'],
  ['a login that a proxy wants', { status: 407, body: PAGE }, 'proxy-auth-required', true],
  ['a proxy that refuses', { status: 403, body: PAGE, headers: { server: 'squid/5.7' } }, 'proxy-denied', true],
  [
    'a proxy that fails',
    { status: 503, body: PAGE, headers: { server: 'tinyproxy/1.11' } },
    'proxy-cannot-reach',
    true,
  ],
  ['a proxy of nobody’s setting', { status: 403, body: PAGE, headers: { server: 'squid' } }, 'not-the-vendor'],
  ['a fault of its own', { status: 500, body: JSON_BODY }, 'vendor-error'],
  ['another path', { status: 404, body: JSON_BODY }, 'reply-unreadable'],
])('%s', (_, seen, expected, proxied = false) => {
  expect(causeOfCurlReply({ ...NOTHING, ...seen }, proxied)).toBe(expected)
})
