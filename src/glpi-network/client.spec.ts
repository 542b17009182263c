import { createServer, type Server, type ServerResponse, type IncomingMessage } from 'node:http'
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '#net/testing/free-port.ts'
import { createVendorClient, type VendorClientOptions } from './client.ts'

const KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ=='
const servers: (Server | TcpServer)[] = []
const sockets = new Set<Socket>()

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))))
})

async function listening(server: Server | TcpServer): Promise<number> {
  servers.push(server)
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const vendor = async (answer: (reply: ServerResponse, request: IncomingMessage) => void): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer((request, reply) => answer(reply, request)))}`

const raw = async (greet: (socket: Socket) => void): Promise<string> =>
  `http://127.0.0.1:${await listening(createTcpServer(greet))}`

async function ask(servicesUrl: string, options: Partial<VendorClientOptions> = {}, key = KEY) {
  const client = createVendorClient({
    servicesUrl,
    timeouts: { connectMs: 5000, totalMs: 15_000 },
    random: () => 0,
    ...options,
  })
  try {
    return await client.ask({ key, uid: 'u'.repeat(40), language: 'fr' })
  } finally {
    await client.close()
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const HTML_TYPE = { 'content-type': 'text/html' }

test('asks as GLPI asks', async () => {
  let seen: IncomingMessage | undefined
  const url = await vendor((reply, request) => {
    seen = request
    reply.writeHead(200, JSON_TYPE).end('{"is_valid":true,"owner":null,"subscription":null}')
  })
  expect(await ask(url, { glpiVersion: '11.0.2' })).toMatchObject({ verdict: 'accepted' })
  expect(seen?.url).toBe('/api/registration/info')
  expect(seen?.headers).toMatchObject({
    'x-registration-key': KEY,
    'x-glpi-network-uid': 'u'.repeat(40),
    'accept-language': 'fr',
    'user-agent': 'GLPI/11.0.2 (installation-mode:TARBALL)',
    accept: 'application/json',
  })
})

test.each<[string, (reply: ServerResponse) => void, string]>([
  ['429', (reply) => reply.writeHead(429, JSON_TYPE).end('{"message":"Too Many Attempts."}'), 'rate-limited'],
  ['500 with JSON', (reply) => reply.writeHead(500, JSON_TYPE).end('{"exception":"x"}'), 'vendor-error'],
  ['503 with a page', (reply) => reply.writeHead(503, HTML_TYPE).end('<html>'), 'vendor-error'],
  ['200 with a sign-in page', (reply) => reply.writeHead(200, HTML_TYPE).end('<html><title>Sign in'), 'not-the-vendor'],
  [
    'a page that calls itself JSON',
    (reply) => reply.writeHead(200, JSON_TYPE).end('<!doctype html>'),
    'not-the-vendor',
  ],
  ['403 with a page', (reply) => reply.writeHead(403, HTML_TYPE).end('<h1>Blocked'), 'not-the-vendor'],
  ['511', (reply) => reply.writeHead(511).end(), 'not-the-vendor'],
  ['broken JSON', (reply) => reply.writeHead(200, JSON_TYPE).end('{"is_va'), 'reply-unreadable'],
  ['JSON without is_valid', (reply) => reply.writeHead(200, JSON_TYPE).end('{"ok":true}'), 'reply-unreadable'],
  ['an empty body', (reply) => reply.writeHead(200, JSON_TYPE).end(), 'reply-unreadable'],
  ['never answers', () => undefined, 'reply-timeout'],
  ['stops in mid-body', (reply) => reply.writeHead(200, JSON_TYPE).write('{"is'), 'reply-stalled'],
  ['2 MiB', (reply) => reply.writeHead(200, JSON_TYPE).end('x'.repeat(2_097_152)), 'reply-too-large'],
  [
    'a small gzip of 50 MiB',
    (reply) =>
      reply.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(52_428_800))),
    'reply-too-large',
  ],
])('%s', async (_, answer, cause) => {
  const options = /timeout|stalled/.test(cause) ? { timeouts: { connectMs: 400, totalMs: 900 } } : {}
  expect(await ask(await vendor(answer), options)).toMatchObject({ verdict: 'no-answer', cause })
})

test('an answer counts whatever its status, as in GLPI', async () => {
  const url = await vendor((reply) => reply.writeHead(403, JSON_TYPE).end('{"is_valid":false}'))
  expect(await ask(url)).toMatchObject({ verdict: 'refused', cause: 'key-refused' })
})

test.each([
  ['resets', (socket: Socket) => void socket.resetAndDestroy(), 'connection-reset'],
  ['closes at once', (socket: Socket) => void socket.end(), 'connection-reset'],
  [
    'speaks no HTTP',
    (socket: Socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')),
    'reply-unreadable',
  ],
  [
    'sends headers without end',
    (socket: Socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`),
    'reply-too-large',
  ],
])('a listener that %s', async (_, greet, cause) => {
  expect(await ask(await raw(greet))).toMatchObject({ cause })
})

test('nothing listens there', async () => {
  expect(await ask(`http://127.0.0.1:${await freePort()}`)).toMatchObject({ cause: 'connect-refused' })
})

test('a port without TLS', async () => {
  const url = await vendor((reply) => reply.end('x'))
  expect(await ask(url.replace('http:', 'https:'))).toMatchObject({ cause: 'tls-not-tls' })
})

test.each([301, 302, 303, 307, 308])('%i is not followed: the other side never sees the key', async (status) => {
  let reached = 0
  const elsewhere = await vendor((reply) => {
    reached += 1
    reply.end()
  })
  const url = await vendor((reply) => reply.writeHead(status, { location: `${elsewhere}/api/registration/info` }).end())
  expect(await ask(url)).toMatchObject({ cause: 'redirected' })
  expect(reached).toBe(0)
})

test.each([
  [407, 'proxy-auth-required'],
  [403, 'proxy-denied'],
  [502, 'proxy-cannot-reach'],
])('a proxy that answers CONNECT with %i', async (status, cause) => {
  const proxy = createServer()
  proxy.on('connect', (_, socket: Socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
  const port = await listening(proxy)
  expect(await ask('http://vendor.invalid', { proxy: `http://127.0.0.1:${port}` })).toMatchObject({ cause })
})

test('a proxy that is not there', async () => {
  const port = await listening(createTcpServer())
  await new Promise((done) => servers.pop()?.close(done))
  expect(await ask('http://vendor.invalid', { proxy: `http://127.0.0.1:${port}` })).toMatchObject({
    cause: 'proxy-unreachable',
  })
})

test.each([
  ['a line break', `${KEY}\r\nX-Injected: 1`],
  ['a no-break space', `${KEY}\u00a0`],
  ['8 KiB and one', 'a'.repeat(8193)],
])('a key with %s is never sent', async (_, key) => {
  let reached = 0
  const url = await vendor((reply) => {
    reached += 1
    reply.end()
  })
  expect(await ask(url, {}, key)).toMatchObject({ cause: 'key-unsendable' })
  expect(reached).toBe(0)
})

test('a fault that may pass is tried three times, and no more', async () => {
  let tries = 0
  const url = await vendor((reply) => {
    tries += 1
    reply.writeHead(500, JSON_TYPE).end('{}')
  })
  await ask(url)
  expect(tries).toBe(3)
})

test("the vendor's clock is read from Date", async () => {
  const url = await vendor((reply) =>
    reply
      .writeHead(200, { ...JSON_TYPE, date: new Date(Date.now() + 3_600_000).toUTCString() })
      .end('{"is_valid":true}'),
  )
  const observation = await ask(url)
  if (observation.verdict === 'no-answer') throw new Error('no answer')
  // to the minute, however long the question took
  expect(Math.abs((observation.clockOffsetMs ?? 0) - 3_600_000)).toBeLessThan(60_000)
})

test.each([
  ['right', 0],
  ['a year ahead', 31_536_000_000],
  ['a year behind', -31_536_000_000],
])('a pause until a date is as long by a clock that is %s', async (_, skew) => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString()
  const url = await vendor((reply) => void reply.writeHead(429, { ...JSON_TYPE, 'retry-after': inAMinute }).end('{}'))
  const noAnswer = await ask(url, { now: () => Date.now() + skew })
  const seconds = noAnswer.verdict === 'no-answer' ? (noAnswer.retryAfterSeconds ?? 0) : 0
  expect(Math.abs(seconds - 60)).toBeLessThan(30)
})

const YEAR_MS = 31_557_600_000
test.each<[string, string, number | null]>([
  ['five years ahead', new Date(Date.now() + 5 * YEAR_MS).toUTCString(), 5],
  ['five years behind', new Date(Date.now() - 5 * YEAR_MS).toUTCString(), -5],
  ['ten years ahead', new Date(Date.now() + 10 * YEAR_MS).toUTCString(), null],
  ['in the year 275760', 'Sat, 13 Sep 275760 00:00:00 GMT', null],
  ['at the epoch', 'Thu, 01 Jan 1970 00:00:00 GMT', null],
  ['no date', 'tomorrow', null],
  ['a number', '5', null],
])('a vendor whose Date is %s', async (_, date, years) => {
  const url = await vendor((reply) => void reply.writeHead(200, { ...JSON_TYPE, date }).end('{"is_valid":true}'))
  const observation = await ask(url)
  if (observation.verdict === 'no-answer') throw new Error('no answer')
  const { clockOffsetMs } = observation
  expect(clockOffsetMs === null ? null : Math.round(clockOffsetMs / YEAR_MS)).toBe(years)
})

test('a pause that would never end is an hour', async () => {
  const headers = { ...JSON_TYPE, 'retry-after': '9'.repeat(300) }
  const url = await vendor((reply) => void reply.writeHead(429, headers).end('{}'))
  expect(await ask(url)).toMatchObject({ cause: 'rate-limited', retryAfterSeconds: 3600 })
})
