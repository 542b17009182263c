import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { freePort } from '#net/testing/free-port.ts'
import { inOneWrite, recordAudit } from '../store/audit.ts'
import { verifyAudit } from '../store/audit-chain.ts'
import { openStore, type Store } from '../store/database.ts'
import { createAuditKeeper } from './audit-keeper.ts'
import type { SyslogTarget } from '../setting-parsers/audit.ts'
import { readAuditSettings } from './audit-settings.ts'
import { auditPage, auditRowOf } from './audit-rows.ts'
import { syslogLine } from './syslog-line.ts'

let folder: string
let store: Store
let log: string[]
/** Milliseconds. */
let passed: number
const closing: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  log = []
  passed = 0
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await store.destroy()
  rmSync(folder, { recursive: true })
})

const DAY = 86_400_000

async function add(count: number, at = 0): Promise<void> {
  for (let one = 0; one < count; one += 1)
    await inOneWrite(store, (transaction) => recordAudit(transaction, { action: 'sign-out' }, at + one))
}

type More = { days?: number; now?: number | (() => number); ca?: string }

function keeperOf(syslog: SyslogTarget | null, { days, now = 0, ca }: More = {}) {
  const report = (error: unknown) => expect(error).toBeUndefined()
  const keeper = createAuditKeeper({
    store,
    settings: { days: days ?? null, syslog },
    ...(ca !== undefined && { ca }),
    now: () => (typeof now === 'number' ? now : now()),
    steady: () => passed,
    log: (line) => void log.push(line),
    report,
  })
  closing.unshift(() => keeper.stop())
  return keeper
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A syslog server on a port of its own, or on that of another one. */
class Receiver {
  text = ''
  #sockets = new Set<Socket>()
  #server: Server = createServer()
  async listen(port?: number): Promise<number> {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (part: Buffer) => (this.text += part.toString()))
    })
    this.#server.listen(port ?? (await freePort()), '127.0.0.1')
    await once(this.#server, 'listening')
    closing.push(() => this.close())
    return portOf(this.#server)
  }
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
    if (!this.#server.listening) return
    await new Promise((resolve) => this.#server.close(resolve))
  }
  /** The numbers of the rows, in the order in which they came: each message is preceded by its length. */
  numbers(): number[] {
    const numbers: number[] = []
    let rest = Buffer.from(this.text)
    while (rest.length > 0) {
      const space = rest.indexOf(' ')
      const length = Number(rest.subarray(0, space).toString())
      const message = rest.subarray(space + 1, space + 1 + length).toString()
      numbers.push(JSON.parse(message.slice(message.indexOf('{'))).number)
      rest = rest.subarray(space + 1 + length)
    }
    return numbers
  }
}

test('a row as a message of RFC 5424', async () => {
  await inOneWrite(store, (transaction) =>
    recordAudit(transaction, { action: 'key-save', outcome: 'refused', code: 'x', count: 2 }, 1000),
  )
  const lines: string[] = []
  const server = createSocket('udp4', (message) => void lines.push(message.toString()))
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const received = once(server, 'message')
  await keeperOf({ transport: 'udp', host: '127.0.0.1', port: server.address().port }).send()
  await received
  expect(lines[0]).toMatch(
    /^<108>1 1970-01-01T00:00:01\.000Z [\x21-\x7e]+ latchkey \d+ key-save - \{"number":1,.*"outcome":"refused","code":"x","count":2/,
  )
  expect(log).toEqual([])
})

test('what was done is informational, and the name of a machine has no spaces', async () => {
  await add(1)
  const [row] = await auditPage(store, {}, null, 1).execute()
  const line = row && syslogLine(auditRowOf(row), { hostname: 'my host', pid: 7 })
  expect(line).toMatch(/^<110>1 1970-01-01T00:00:00\.000Z myhost latchkey 7 sign-out - \{/)
})

test('over TCP, in order, and after an outage what may not have been read comes again, and the rest follows', async () => {
  const receiver = new Receiver()
  const port = await receiver.listen()
  const keeper = keeperOf({ transport: 'tcp', host: '127.0.0.1', port })
  await add(3)
  await keeper.send()
  expect(receiver.numbers()).toEqual([1, 2, 3])
  await receiver.close()
  await add(2)
  await keeper.send()
  await keeper.send()
  expect(log).toEqual([expect.stringMatching(/^the syslog server of the audit takes nothing \(\w+/)])
  await add(600)
  const again = new Receiver()
  await again.listen(port)
  await keeper.send()
  expect(again.numbers()).toEqual(Array.from({ length: 605 }, (_, at) => at + 1))
  expect(log[1]).toBe('the syslog server of the audit takes messages again; what waited was sent')
  await add(1)
  await keeper.send()
  expect(again.numbers().at(-1)).toBe(606)
})

test('another start begins with what was sent within five minutes', async () => {
  const receiver = new Receiver()
  const target: SyslogTarget = { transport: 'tcp', host: '127.0.0.1', port: await receiver.listen() }
  const keeper = keeperOf(target)
  await add(2)
  await keeper.send()
  passed += 299_999
  await add(1)
  await keeper.send()
  passed += 1
  await keeper.send()
  expect(receiver.numbers()).toEqual([1, 2, 3])
  await keeperOf(target).send()
  expect(receiver.numbers()).toEqual([1, 2, 3, 3])
})

test('of two that run at once, the other does not send what the one has sent', async () => {
  const receiver = new Receiver()
  const target: SyslogTarget = { transport: 'tcp', host: '127.0.0.1', port: await receiver.listen() }
  const [one, other] = [keeperOf(target), keeperOf(target)]
  await one.send()
  await other.send()
  await add(2)
  await one.send()
  await other.send()
  await add(1)
  await other.send()
  await one.send()
  expect(receiver.numbers()).toEqual([1, 2, 3])
})

test('what a receiver took and never read is sent again to the next one', async () => {
  const taken: Socket[] = []
  const server = createServer({ pauseOnConnect: true }, (socket) => void taken.push(socket))
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const keeper = keeperOf({ transport: 'tcp', host: '127.0.0.1', port })
  await add(3)
  await keeper.send()
  expect(log).toEqual([])
  taken[0]?.resetAndDestroy()
  await new Promise((resolve) => server.close(resolve))
  const next = new Receiver()
  await next.listen(port)
  await expect
    .poll(async () => {
      await keeper.send()
      return next.numbers()
    })
    .toEqual([1, 2, 3])
})

test('a stop does not wait for a receiver that never answers', async () => {
  const taken: Socket[] = []
  const server = createServer((socket) => void taken.push(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await add(1)
  const keeper = keeperOf({ transport: 'tls', host: '127.0.0.1', port: portOf(server) })
  closing.unshift(async () => {
    for (const socket of taken) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const connected = once(server, 'connection')
  // so that no limit of its own ends the wait
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  keeper.start()
  await vi.advanceTimersByTimeAsync(0)
  await connected
  vi.useRealTimers()
  await keeper.stop()
  expect(log).toEqual([])
})

/** A syslog server over TLS, with what it receives. */
async function tlsReceiver() {
  const certificate = makeCertificate({ name: 'log', hosts: ['127.0.0.1'], by: ISSUER })
  const received = { text: '' }
  const server = createTlsServer(certificate, (socket) => {
    closing.push(() => socket.destroy())
    socket.on('data', (part: Buffer) => (received.text += part.toString()))
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return { received, target: { transport: 'tls', host: '127.0.0.1', port: portOf(server) } as const }
}
const ISSUER = makeCertificate({ name: 'Issuer', authority: true })

test('over TLS, to a server whose issuer is trusted', async () => {
  const { received, target } = await tlsReceiver()
  await add(1)
  await keeperOf(target, { ca: ISSUER.cert }).send()
  expect(received.text).toMatch(/^\d+ <110>1 1970-01-01T00:00:00\.000Z /)
  expect(log).toEqual([])
})

test('over TLS, to a server that nobody vouches for, nothing is sent', async () => {
  const { received, target } = await tlsReceiver()
  await add(1)
  await keeperOf(target).send()
  expect([received.text, log]).toEqual(['', [expect.stringContaining('UNABLE_TO_VERIFY_LEAF_SIGNATURE')]])
})

test('retention removes what is old, and not what syslog has not got', async () => {
  await add(3, 1000)
  await add(2, 40 * DAY)
  const numbers = async () => (await auditPage(store, {}, null, 10).execute()).map(({ number }) => number)
  await keeperOf({ transport: 'udp', host: '127.0.0.1', port: 9 }, { days: 30, now: 45 * DAY }).cut()
  expect(await numbers()).toEqual([5, 4, 3, 2, 1])
  await keeperOf(null, { days: 30, now: 45 * DAY }).cut()
  expect(await numbers()).toEqual([6, 5, 4])
  expect(await verifyAudit(store)).toMatchObject({ fault: null })
})

test('removes once a day, and nothing where nothing but removals was recorded', async () => {
  await add(3, 0)
  let now = 30 * DAY
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  closing.push(() => vi.useRealTimers())
  const keeper = keeperOf(null, { days: 30, now: () => now })
  const actions = async () => (await auditPage(store, {}, null, 100).execute()).map(({ action }) => action)
  keeper.start()
  await keeper.cut()
  expect(await actions()).toEqual(['sign-out', 'sign-out', 'sign-out'])
  now += 2
  vi.advanceTimersByTime(DAY - 1)
  expect(await actions()).toEqual(['sign-out', 'sign-out', 'sign-out'])
  vi.advanceTimersByTime(1)
  await expect.poll(actions).toEqual(['audit-cut', 'sign-out'])
  now += DAY
  await keeper.cut()
  for (let day = 0; day < 100; day += 1) {
    now += DAY
    await keeper.cut()
  }
  expect(await actions()).toEqual(['audit-cut', 'audit-cut'])
})

test.each([
  [{}, { days: null, syslog: null }],
  [{ LATCHKEY_AUDIT_DAYS: '400' }, { days: 400, syslog: null }],
  [{ LATCHKEY_AUDIT_SYSLOG: 'udp://log' }, { days: null, syslog: { transport: 'udp', host: 'log', port: 514 } }],
  [
    { LATCHKEY_AUDIT_SYSLOG: 'tcp://10.0.0.1' },
    { days: null, syslog: { transport: 'tcp', host: '10.0.0.1', port: 601 } },
  ],
  [
    { LATCHKEY_AUDIT_SYSLOG: 'tls://[::1]:7000/' },
    { days: null, syslog: { transport: 'tls', host: '::1', port: 7000 } },
  ],
])('settings: %j', (env, settings) => {
  expect(readAuditSettings(env)).toEqual(settings)
})

test.each([
  { LATCHKEY_AUDIT_DAYS: '7' },
  { LATCHKEY_AUDIT_DAYS: 'ten' },
  { LATCHKEY_AUDIT_SYSLOG: 'log.example.org' },
  { LATCHKEY_AUDIT_SYSLOG: 'https://log' },
  { LATCHKEY_AUDIT_SYSLOG: 'tcp://me:secret@log' },
  { LATCHKEY_AUDIT_SYSLOG: 'tcp://log:99999' },
  { LATCHKEY_AUDIT_SYSLOG: 'tcp://log:0' },
])('no settings: %j', (env) => {
  expect(() => readAuditSettings(env)).toThrow(/^LATCHKEY_AUDIT_(DAYS|SYSLOG) must be/)
})
