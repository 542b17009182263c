import type { Socket } from 'node:net'
import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { freePort } from '#net/testing/free-port.ts'
import { schemesOf } from './probe/proxy-step.ts'
import { makeCertificate } from './testing/certificate.ts'
import { causeAsked, failedStageOf, PROBE_KEY, diagnoseInTest, WAITING_MS } from './testing/diagnose-in-test.ts'
import { useServers } from './testing/servers.ts'

const servers = useServers()
const root = makeCertificate({ name: 'Test Root', authority: true })
const hosts = ['127.0.0.1']
const ca = root.cert
const good: RequestListener = (_, reply) => {
  reply.setHeader('content-type', 'application/json')
  reply.end('{"is_valid":true}')
}

const tunnelled = [
  ['an HTTP proxy to HTTPS', false, true],
  ['an HTTP proxy to plain HTTP', false, false],
  ['an HTTPS proxy to HTTPS', true, true],
  ['an HTTPS proxy to plain HTTP', true, false],
] as const

test.each(tunnelled)('through %s', async (_, secureProxy, secureVendor) => {
  const certificate = makeCertificate({ name: 'localhost', hosts, by: root })
  const vendor = await (secureVendor ? servers.https(good, certificate) : servers.http(good))
  const proxy = await servers.proxy(undefined, secureProxy ? certificate : undefined)
  const url = `http${secureVendor ? 's' : ''}://127.0.0.1:${vendor.port}`
  const options = { ca, proxy: `http${secureProxy ? 's' : ''}://127.0.0.1:${proxy.port}` }
  const { steps, step } = await diagnoseInTest(url, options)
  expect(steps.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual(['large'])
  expect(step('proxy').facts).toMatchObject({
    proxy: `127.0.0.1:${proxy.port}`,
    'proxy-from': 'instance',
    'proxy-status': '200',
  })
  expect(step('direct:connect:127.0.0.1').outcome).toBe('passed')
  expect(step('direct:tls').outcome).toBe(secureVendor ? 'passed' : 'not-needed')
  expect(await causeAsked(url, options)).toBeNull()
  await Promise.all([proxy.allClosed(), vendor.allClosed()])
})

test('the login of a proxy is decoded, and appears nowhere else', async () => {
  const proxy = await servers.proxy()
  const diagnosis = await diagnoseInTest('https://127.0.0.1:1', {
    proxy: `http://us%40er:p%3Aw%@127.0.0.1:${proxy.port}`,
  })
  const login = Buffer.from('us@er:p:w%').toString('base64')
  expect(proxy.received()).toContain(`proxy-authorization: Basic ${login}`)
  expect(JSON.stringify(diagnosis)).not.toMatch(/p%3Aw|p:w|us@er|us%40er/)
})

const PIECES = ['canary1', 'canary2', 'canary3']
test.each(['@', '#', '/', '?', ':', '\\', '%', '@#', '://', ' ', '&', '"', '%40', '@127.0.0.1:1/'])(
  'no piece of a password with %j in it is looked up, dialled or shown',
  async (between) => {
    const password = PIECES.join(between)
    const proxy = await servers.proxy('HTTP/1.1 403 Forbidden\r\n\r\n')
    const options = { proxy: `http://CORP\\me:${password}@127.0.0.1:${proxy.port}`, dnsServers: [] }
    const run = await diagnoseInTest('https://127.0.0.1:1', options)
    expect(failedStageOf(run.steps)).toBe('proxy proxy-denied')
    const whole = JSON.stringify(run)
    expect(PIECES.filter((piece) => whole.includes(piece))).toEqual([])
    const sent = /proxy-authorization: Basic (\S+)/.exec(proxy.received())?.[1] ?? ''
    expect(Buffer.from(sent, 'base64').toString()).toBe(`CORP\\me:${password.replaceAll('%40', '@')}`)
  },
)

test.each([
  ['http://me:canary1', 'proxy-port'],
  ['http://canary1:canary2%40127.0.0.1:3128', 'proxy-port'],
  ['http://me:canary1@gate.example:3128/canary2', 'proxy-path'],
  ['http:\\\\me:canary1@127.0.0.1', 'proxy-scheme'],
  ['socks5://me:canary1@127.0.0.1:1080', 'proxy-socks'],
])('%s is refused whole: nothing is dialled, and the reason is named', async (proxy, reason) => {
  const run = await diagnoseInTest('https://127.0.0.1:1', { proxy })
  expect(run.step('resolve')).toMatchObject({ cause: 'proxy-setting-unusable', facts: { reason } })
  expect(JSON.stringify(run)).not.toMatch(/canary|gate/)
  expect(run.conclusion.headline).toBe('proxy-setting-unusable')
})

test('a proxy that answers https:// without encryption is named, and hears no login', async () => {
  const proxy = await servers.tcp((socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n')))
  const { step } = await diagnoseInTest('https://127.0.0.1:1', { proxy: `https://me:canary1@127.0.0.1:${proxy.port}` })
  expect(step('proxy')).toMatchObject({ cause: 'proxy-setting-unusable', facts: { reason: 'proxy-plain' } })
  expect(proxy.received()).not.toContain('proxy-authorization')
})

const answers = (text: string) => (socket: Socket) => void socket.once('data', () => socket.end(text))
const refusals = [
  [
    '407',
    'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm="a, b"\r\nVia: 1.1 gate\r\n\r\n',
    'proxy-auth-required',
  ],
  ['401', 'HTTP/1.0 401 Unauthorized\r\nServer: tinyproxy/1.11.1\r\n\r\n', 'proxy-auth-required'],
  ['403', 'HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\n\r\n', 'proxy-denied'],
  ['405', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n', 'proxy-unreachable'],
  ['501', 'HTTP/1.1 501 Not Implemented\r\n\r\n', 'proxy-unreachable'],
  ['302', 'HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n', 'proxy-denied'],
  ['502', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'proxy-cannot-reach'],
  ['503', 'HTTP/1.0 503 Service Unavailable\r\n\r\n', 'proxy-cannot-reach'],
  ['504', 'HTTP/1.1 504 Gateway Timeout\r\n\r\n', 'proxy-cannot-reach'],
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n', 'proxy-unreachable'],
  ['a close', '', 'proxy-unreachable'],
  ['half a header', 'HTTP/1.1 200 Conn', 'proxy-unreachable'],
  ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, 'proxy-unreachable'],
] as const

test.each(refusals)('a proxy that answers CONNECT with %s', async (_, text, cause) => {
  const proxy = await servers.tcp(answers(text))
  const options = { proxy: `http://127.0.0.1:${proxy.port}` }
  const { steps, step } = await diagnoseInTest('https://127.0.0.1:1', options)
  expect(failedStageOf(steps)).toBe(`proxy ${cause}`)
  expect(await causeAsked('https://127.0.0.1:1', options)).toBe(cause)
  expect(step('tls').facts.reason).toBe('earlier-failure')
  expect(step('direct:connect:127.0.0.1')).toMatchObject({ outcome: 'failed', cause: 'connect-refused' })
  expect(proxy.received()).not.toContain(PROBE_KEY)
  await proxy.allClosed()
})

test('what a proxy reveals about itself', async () => {
  const proxy = await servers.tcp(answers(refusals[0][1]))
  const { step } = await diagnoseInTest('https://127.0.0.1:1', { proxy: `http://127.0.0.1:${proxy.port}` })
  expect(step('proxy').facts).toMatchObject({
    'proxy-status': '407',
    'proxy-authenticate': 'Negotiate, Basic',
    'proxy-software': '1.1 gate',
  })
})

test.concurrent.each<[string, (port: number) => string, (socket: Socket) => void, string]>([
  ['is silent', (port) => `http://127.0.0.1:${port}`, () => undefined, 'proxy proxy-cannot-reach'],
  [
    'resets',
    (port) => `http://127.0.0.1:${port}`,
    (socket) => void socket.once('data', () => socket.resetAndDestroy()),
    'proxy proxy-unreachable',
  ],
  [
    'is none for TLS',
    (port) => `https://127.0.0.1:${port}`,
    answers('HTTP/1.1 400 Bad Request\r\n\r\n'),
    'proxy proxy-setting-unusable',
  ],
  ['has no such name', () => 'http://proxy.invalid:3128', () => undefined, 'resolve proxy-unreachable'],
  ['is no HTTP proxy', (port) => `socks5://127.0.0.1:${port}`, () => undefined, 'resolve proxy-setting-unusable'],
  ['is no address', () => 'http://', () => undefined, 'resolve proxy-setting-unusable'],
])('a proxy that %s', async (what, address, greet, end) => {
  const proxy = await servers.tcp(greet)
  const options = { proxy: address(proxy.port), ...(/silent|such name/.test(what) ? { budgetMs: WAITING_MS } : {}) }
  const [{ steps }, asked] = await Promise.all([
    diagnoseInTest('https://127.0.0.1:1', options),
    causeAsked('https://127.0.0.1:1', options),
  ])
  expect(failedStageOf(steps)).toBe(end)
  expect(asked).toBe(end.split(' ')[1])
  await proxy.allClosed()
})

test.concurrent('once a tunnel is open, no answer is not the proxy’s fault', async () => {
  const vendor = await servers.tcp()
  const proxy = await servers.proxy()
  const options = { proxy: `http://127.0.0.1:${proxy.port}`, budgetMs: WAITING_MS }
  const url = `https://127.0.0.1:${vendor.port}`
  const [{ steps, step }, asked] = await Promise.all([diagnoseInTest(url, options), causeAsked(url, options)])
  expect(failedStageOf(steps)).toBe('tls reply-timeout')
  expect(step('direct:tls').cause).toBe('reply-timeout')
  expect(asked).toBe('reply-timeout')
})

test.concurrent('without a proxy the step says so, whether or not the name is found', async () => {
  const { step } = await diagnoseInTest('https://vendor.invalid', { budgetMs: WAITING_MS })
  expect(step('proxy')).toMatchObject({ outcome: 'not-needed', facts: { reason: 'no-proxy' } })
})

test('nothing listens at the proxy’s address', async () => {
  const options = { proxy: `127.0.0.1:${await freePort()}` }
  const { steps, step } = await diagnoseInTest('https://127.0.0.1:1', options)
  expect(failedStageOf(steps)).toBe('connect proxy-unreachable')
  expect(step('connect:127.0.0.1').facts['error-code']).toBe('ECONNREFUSED')
  expect(await causeAsked('https://127.0.0.1:1', options)).toBe('proxy-unreachable')
})

test.each([
  ['of an unknown issuer', { by: makeCertificate({ name: 'Somebody', authority: true }) }, 'tls-untrusted-issuer'],
  ['that has expired', { by: root, from: new Date(0), to: new Date(1) }, 'tls-expired'],
])('a proxy with a certificate %s never hears its login', async (_, wanted, cause) => {
  const proxy = await servers.proxy(undefined, makeCertificate({ name: 'gate', hosts, ...wanted }))
  const options = { ca, proxy: `https://user:secret@127.0.0.1:${proxy.port}` }
  const { steps, step, clocks } = await diagnoseInTest('https://127.0.0.1:1', options)
  expect(failedStageOf(steps)).toBe(`proxy ${cause}`)
  expect(step('proxy').facts.subject).toBe('gate')
  expect(clocks).toEqual([])
  expect(await causeAsked('https://127.0.0.1:1', options)).toBe(cause)
  await proxy.allClosed()
})

const page = { 'content-type': 'text/html' }
test.each<[string, number, Record<string, string>, string, string]>([
  [
    'a page by Squid',
    503,
    { ...page, 'x-squid-error': 'ERR_CONNECT_FAIL 111' },
    'proxy-cannot-reach',
    'not-the-vendor',
  ],
  ['a refusal by Squid', 403, { ...page, 'x-squid-error': 'ERR_ACCESS_DENIED 0' }, 'proxy-denied', 'not-the-vendor'],
  [
    'a proxy by RFC 9209',
    502,
    { 'proxy-status': 'gate; error=connection_refused' },
    'proxy-cannot-reach',
    'not-the-vendor',
  ],
  ['a page by tinyproxy', 500, { ...page, server: 'tinyproxy/1.11' }, 'proxy-cannot-reach', 'not-the-vendor'],
  ['any other 503', 503, { ...page, server: 'nginx' }, 'vendor-error', 'vendor-error'],
])('a reply beyond the tunnel: %s', async (_, status, headers, proxied, direct) => {
  const vendor = await servers.http((__, reply) => void reply.writeHead(status, headers).end('<title>No way</title>'))
  const proxy = await servers.proxy()
  const url = `http://127.0.0.1:${vendor.port}`
  const through = await diagnoseInTest(url, { proxy: `http://127.0.0.1:${proxy.port}` })
  expect(failedStageOf(through.steps)).toBe(`http ${proxied}`)
  expect(failedStageOf((await diagnoseInTest(url)).steps)).toBe(`http ${direct}`)
})

test.each([
  ['Negotiate', 'Negotiate'],
  ['Basic realm="x, y", NTLM', 'Basic, NTLM'],
  ['Digest realm="a\\"b", qop="auth", nonce=abc, algorithm=MD5', 'Digest'],
  ['Negotiate oYG2MIGz==, Basic realm=z', 'Negotiate, Basic'],
  ['', ''],
])('schemes of %j', (header, schemes) => {
  expect(schemesOf(header)).toBe(schemes)
})

test.each(['https://169.254.169.254', 'http://2852039166', 'https://[::ffff:a9fe:a9fe]'])(
  'no proxy is asked for %s, and nothing is dialled',
  async (url) => {
    const proxy = await servers.proxy()
    expect(await causeAsked(url, { proxy: `http://127.0.0.1:${proxy.port}` })).toBe('proxy-cannot-reach')
    expect(proxy.received()).toBe('')
    expect(await causeAsked(url, {})).toBe('connect-refused')
    const { steps } = await diagnoseInTest(url, {})
    expect(steps.find(({ stage }) => stage === 'connect')).toMatchObject({
      outcome: 'failed',
      cause: 'connect-refused',
      facts: { 'error-code': 'ADDRESS_REFUSED' },
    })
  },
)
