import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inOneWrite, recordAudit } from '../store/audit.ts'
import { verifyAudit } from '../store/audit-chain.ts'
import { openStore, type Store } from '../store/database.ts'
import { createAuditKeeper } from './audit-keeper.ts'
import { readAuditSettings, type SyslogTarget } from './audit-settings.ts'
import { auditPage } from './audit-rows.ts'
import { syslogLine } from './syslog-line.ts'

let folder: string
let store: Store
let log: string[]
const closing: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  log = []
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

function keeperOf(syslog: SyslogTarget | null, days: number | null = null, now = 0) {
  const report = (error: unknown) => expect(error).toBeUndefined()
  const keeper = createAuditKeeper({
    store,
    settings: { days, syslog },
    now: () => now,
    log: (line) => void log.push(line),
    report,
  })
  closing.unshift(() => keeper.stop())
  return keeper
}

/** A syslog server on a port of its own, or again on the same one. */
class Receiver {
  text = ''
  #sockets = new Set<Socket>()
  #server: Server = createServer()
  async listen(port = 0): Promise<number> {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (part: Buffer) => (this.text += part.toString()))
    })
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    closing.push(() => this.close())
    const address = this.#server.address() as AddressInfo
    return address.port
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

test('what was done is informational, and a name of a machine has no spaces', () => {
  const row = { number: 1, at: '1970-01-01T00:00:00.000Z', action: 'sign-in', outcome: 'done' } as Parameters<
    typeof syslogLine
  >[0]
  expect(syslogLine(row, { hostname: 'my host', pid: 7 })).toMatch(
    /^<110>1 1970-01-01T00:00:00\.000Z myhost latchkey 7 sign-in - \{/,
  )
})

test('over TCP, in order, and after an outage what was not delivered follows', async () => {
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
  expect(again.numbers()).toEqual(Array.from({ length: 602 }, (_, at) => at + 4))
  expect(log[1]).toBe('the syslog server of the audit takes messages again; what waited was sent')
  await add(1)
  await keeper.send()
  expect(again.numbers().at(-1)).toBe(606)
})

test('another start goes on where the one before it ended', async () => {
  const receiver = new Receiver()
  const target: SyslogTarget = { transport: 'tcp', host: '127.0.0.1', port: await receiver.listen() }
  await add(2)
  await keeperOf(target).send()
  await add(1)
  await keeperOf(target).send()
  expect(receiver.numbers()).toEqual([1, 2, 3])
})

test('TLS to a server that nobody vouches for sends nothing', async () => {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'],
      ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
    ],
    { stdio: 'ignore' },
  )
  const { createServer: createTlsServer } = await import('node:tls')
  let text = ''
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => readFileSync(join(folder, file)))
  const server = createTlsServer({ key, cert }, (socket) => void socket.on('data', (part) => (text += part.toString())))
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  await add(1)
  await keeperOf({ transport: 'tls', host: '127.0.0.1', port: (server.address() as AddressInfo).port }).send()
  expect([text, log]).toEqual(['', [expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT')]])
})

test('retention removes what is old, and not what syslog has not got', async () => {
  await add(3, 1000)
  await add(2, 40 * DAY)
  const numbers = async () => (await auditPage(store, {}, null, 10).execute()).map(({ number }) => number)
  await keeperOf({ transport: 'udp', host: '127.0.0.1', port: 9 }, 30, 45 * DAY).cut()
  expect(await numbers()).toEqual([5, 4, 3, 2, 1])
  await keeperOf(null, 30, 45 * DAY).cut()
  expect(await numbers()).toEqual([6, 5, 4])
  expect(await verifyAudit(store)).toMatchObject({ fault: null })
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
