import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { guardConnections, SERVER_OPTIONS, type Connections } from './connections.ts'

const LIMITS = { firstRequestMs: 1000, betweenRequestsMs: 5000, bodyMs: 2000, mostWaiting: 8 }

let server: Server
let connections: Connections
const clients: Client[] = []

/** Whoever speaks to the server, byte by byte. */
class Client {
  readonly socket: Socket
  received = ''
  isClosed = false
  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.setEncoding('utf8').on('data', (text: string) => (this.received += text))
    this.socket.on('error', () => undefined).on('close', () => (this.isClosed = true))
    clients.push(this)
  }
  say(text: string): void {
    this.socket.write(text)
  }
  /** What came, once it is whole. */
  async reply(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.received)) await turn()
    return this.received
  }
  async closed(): Promise<string> {
    while (!this.isClosed) await turn()
    return this.received
  }
}

const GET = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n'
const POST = 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n'

async function open(answer: RequestListener = (_, response) => void response.end('answered')): Promise<number> {
  // those of the connections, and not those of Node's own streams
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  server = createServer(SERVER_OPTIONS)
  connections = guardConnections(server, answer, LIMITS)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
afterEach(() => {
  vi.useRealTimers()
  for (const { socket } of clients.splice(0)) socket.destroy()
  server.close()
  server.closeAllConnections()
})

/** A client whose connection the server has. */
async function connected(port: number): Promise<Client> {
  const client = new Client(port)
  await once(server, 'connection')
  return client
}

test('who says nothing, or drips its headers, is let go', async () => {
  const port = await open()
  const [silent, dripping] = [await connected(port), await connected(port)]
  dripping.say('GET / HTTP/1.1\r\nHost: he')
  await vi.advanceTimersByTimeAsync(500)
  dripping.say('re\r\nX-More: ')
  expect([silent.isClosed, dripping.isClosed]).toEqual([false, false])
  await vi.advanceTimersByTimeAsync(500)
  expect(await silent.closed()).toBe('')
  expect(await dripping.closed()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
})

test('who drips its body is told so, and let go', async () => {
  const bodies: string[] = []
  const port = await open((request, response) => {
    request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
    request.on('end', () => response.end('answered'))
  })
  const client = await connected(port)
  client.say(`${POST}12345`)
  while (bodies.length === 0) await turn()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
})

test('a body that came whole may be answered as late as it takes', async () => {
  const answers: ServerResponse[] = []
  const port = await open((request, response) => {
    request.resume().on('end', () => answers.push(response))
  })
  const client = await connected(port)
  client.say(`${POST}1234567890`)
  while (answers.length === 0) await turn()
  await vi.advanceTimersByTimeAsync(60_000)
  answers[0]?.end('late')
  expect(await client.reply(/late$/)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
})

test('a connection whose reply is not made, or not taken, is watched, and one that has its reply is not', async () => {
  const port = await open((request, response) => {
    if (request.url === '/large') response.end('x'.repeat(50_000_000))
    else if (request.url === '/small') response.end('answered')
  })
  const timeoutsAt = async (path: string) => {
    const client = new Client(port)
    const [socket]: Socket[] = await once(server, 'connection')
    client.socket.pause()
    client.say(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`)
    await once(server, 'request')
    await turn()
    return socket?.timeout
  }
  expect([await timeoutsAt('/never'), await timeoutsAt('/large')]).toEqual([300_000, 300_000])
  expect(await timeoutsAt('/small')).not.toBe(300_000)
})

test('a connection is kept for its next request, and not for ever', async () => {
  const port = await open()
  const client = await connected(port)
  client.say(GET)
  await client.reply(/answered$/)
  await vi.advanceTimersByTimeAsync(4999)
  client.say(GET)
  await client.reply(/answered[^]*answered$/)
  expect(client.isClosed).toBe(false)
  // bytes that are no request do not prolong it
  client.say('GET / HT')
  await vi.advanceTimersByTimeAsync(5000)
  await client.closed()
})

test('a client that asks again before it has its reply does not wait until it has both', async () => {
  const answers: ServerResponse[] = []
  const port = await open((_, response) => void answers.push(response))
  const client = await connected(port)
  client.say(GET)
  client.say(GET)
  while (answers.length < 2) await turn()
  answers[0]?.end('first')
  await client.reply(/first/)
  await vi.advanceTimersByTimeAsync(5000)
  expect(client.isClosed).toBe(false)
  answers[1]?.end('second')
  await client.reply(/second/)
  await vi.advanceTimersByTimeAsync(5000)
  await client.closed()
})

test('nothing is being answered to a client that has asked twice and left', async () => {
  const answers: ServerResponse[] = []
  const port = await open((_, response) => void answers.push(response))
  const client = new Client(port)
  const [socket]: Socket[] = await once(server, 'connection')
  client.say(GET)
  client.say(GET)
  while (answers.length < 2) await turn()
  client.socket.destroy()
  if (socket) await once(socket, 'close')
  const left = connections.answered(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(await left).toBe(0)
})

test('of all that wait, the one that has waited longest leaves, whatever it waits for', async () => {
  const port = await open()
  const kept = await connected(port)
  kept.say(GET)
  await kept.reply(/answered$/)
  await vi.advanceTimersByTimeAsync(1)
  const silent: Client[] = []
  while (silent.length < 8) silent.push(await connected(port))
  expect(await kept.closed()).toMatch(/answeredHTTP\/1\.1 503 /)
  expect(silent.filter(({ isClosed }) => isClosed)).toEqual([])
})

test('with more slow clients than may wait, the slowest leave, and others are answered', async () => {
  const port = await open()
  const slow: Client[] = []
  const others: string[] = []
  for (let count = 0; count < 500; count += 1) {
    const client = await connected(port)
    client.say('GET / HTTP/1.1\r\n')
    slow.push(client)
    if (count % 100 !== 0) continue
    const other = await connected(port)
    other.say(GET)
    others.push((await other.reply(/answered$/)).slice(0, 15))
  }
  expect(others).toEqual(Array.from({ length: 5 }, () => 'HTTP/1.1 200 OK'))
  await Promise.all(slow.slice(0, 490).map((client) => client.closed()))
  expect(slow.slice(0, 490).filter(({ received }) => received !== '' && !received.startsWith('HTTP/1.1 503 '))).toEqual(
    [],
  )
  expect(slow.at(-1)?.isClosed).toBe(false)
})

test.each([
  ['what is no HTTP', 'nonsense\r\n\r\n', '400 Bad Request'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', '400 Bad Request'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', '400 Bad Request'],
  [
    'a length and chunks',
    `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    '400 Bad Request',
  ],
  [
    'too many headers',
    `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
  ['what nobody expects', 'GET / HTTP/1.1\r\nHost: h\r\nExpect: a miracle\r\n\r\n', '417 Expectation Failed'],
])('%s is refused, with the headers of every reply', async (_, text, status) => {
  const port = await open()
  const client = await connected(port)
  client.say(text)
  const lines = (await client.closed()).split('\r\n')
  expect(lines[0]).toBe(`HTTP/1.1 ${status}`)
  expect(lines.map((line) => line.toLowerCase())).toEqual(
    expect.arrayContaining([
      'connection: close',
      'cache-control: no-store',
      "content-security-policy: default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy: same-origin',
      'x-content-type-options: nosniff',
    ]),
  )
})

test('when it stops, what was begun is answered and what is new is refused', async () => {
  const answers: ServerResponse[] = []
  const port = await open((_, response) => void answers.push(response))
  const begun = await Promise.all(Array.from({ length: 20 }, async () => new Client(port)))
  for (const client of begun) client.say(GET)
  while (answers.length < 20) await turn()
  connections.refuse()
  const late = await connected(port)
  late.say(GET)
  expect(await late.closed()).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/)
  const left = connections.answered(60_000)
  for (const response of answers) response.end('answered')
  expect(await left).toBe(0)
  for (const client of begun) {
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n[^]*answered$/)
  }
})

test('what hangs when it stops is waited for so long, and counted', async () => {
  const answers: ServerResponse[] = []
  const port = await open((_, response) => void answers.push(response))
  const client = await connected(port)
  client.say(GET)
  while (answers.length === 0) await turn()
  const left = connections.answered(60_000)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await left).toBe(1)
})
