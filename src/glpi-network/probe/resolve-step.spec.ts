import { createSocket, type Socket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { systemResolver } from '#net/system-resolver.ts'
import { failedStageOf, diagnoseInTest } from '../testing/diagnose-in-test.ts'
import { askDns } from './dns.ts'
import { isPinned } from './resolve-step.ts'

// what the machine's own resolver makes of a name is not ours to test
const { resolveAll } = systemResolver
const lookup = vi.spyOn(systemResolver, 'resolveAll').mockImplementation(async (host) => {
  if (host === 'vendor.invalid') throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  return resolveAll(host)
})
afterAll(() => lookup.mockRestore())

const sockets: Socket[] = []
afterEach(() => Promise.all(sockets.splice(0).map((socket) => new Promise<void>((done) => socket.close(done)))))

type Zone = { 1?: Buffer[] | number; 28?: Buffer[] | number }

/** A name server that knows one zone: addresses, or a response code (RFC 1035, 4.1.1); undefined never answers. */
async function nameServer(zone: Zone): Promise<string> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (query, { port }) => {
    const end = query.indexOf(0, 12) + 5
    const type = query.readUInt16BE(end - 4)
    const found = type === 1 ? zone[1] : zone[28]
    if (found === undefined) return
    const records = typeof found === 'number' ? [] : found
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(0x8180 | (typeof found === 'number' ? found : 0), 2)
    head.writeUInt32BE(0x10000 | records.length, 4)
    head.writeUInt32BE(0, 8)
    const answers = records.map((data) =>
      Buffer.concat([Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]), data]),
    )
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), port)
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return `127.0.0.1:${socket.address().port}`
}

const V4 = Buffer.from([192, 0, 2, 7])
const V6 = Buffer.from('20010db8000000000000000000000007', 'hex')

test.each<[string, Zone, (string[] | undefined)[]]>([
  ['both', { 1: [V4], 28: [V6] }, [['192.0.2.7'], ['2001:db8::7']]],
  ['one family', { 1: [], 28: [V6] }, [[], ['2001:db8::7']]],
  ['no such name', { 1: 3, 28: 3 }, [[], []]],
  ['a failure for one of them', { 1: [V4], 28: 2 }, [['192.0.2.7'], undefined]],
])('DNS says %s', async (_, zone, said) => {
  const dns = askDns('vendor.example', [await nameServer(zone)])
  await dns.done
  expect([dns.answers[4]?.addresses, dns.answers[6]?.addresses]).toEqual(said)
})

test('a name server that is silent can be left', async () => {
  const dns = askDns('vendor.example', [await nameServer({})])
  dns.cancel()
  await dns.done
  expect(dns.answers).toEqual({})
})

test('a name that the system does not know, but DNS does', async () => {
  const server = await nameServer({ 1: [V4], 28: [] })
  const { steps, step } = await diagnoseInTest('https://vendor.invalid', { dnsServers: [server] })
  expect(failedStageOf(steps)).toBe('resolve dns-not-found')
  expect(step('resolve').facts).toMatchObject({
    host: 'vendor.invalid',
    ipv4: '192.0.2.7',
    ipv6: '',
    'error-code': 'ENOTFOUND',
  })
  expect(step('resolve').facts['lookup-ms']).toBeUndefined()
  expect(Number(step('resolve').facts['ipv4-ms'])).toBeGreaterThan(0)
  expect(step('connect')).toMatchObject({ outcome: 'not-reached', facts: { reason: 'earlier-failure' } })
})

test('localhost comes from the hosts file, and DNS is not asked', async () => {
  const { step } = await diagnoseInTest('http://localhost:1', { dnsServers: ['127.0.0.1:1'] })
  expect(step('resolve').facts).toMatchObject({ host: 'localhost', 'answered-by': 'hosts-file' })
  expect(step('resolve').facts['ipv4-ms']).toBeUndefined()
})

test('an address is no name', async () => {
  const { step } = await diagnoseInTest('http://[::1]:1')
  expect(step('resolve').facts).toEqual({ host: '::1', ipv4: '', ipv6: '::1' })
  expect(step('connect:::1').cause).toBe('connect-refused')
})

test.each([
  ['services.example', true],
  ['SERVICES.example.', true],
  ['alias', true],
  ['192.0.2.1', false],
  ['commented.example', false],
  ['example', false],
])('is %s pinned?', async (host, pinned) => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const file = join(folder, 'hosts')
  writeFileSync(
    file,
    '127.0.0.1 localhost\r\n192.0.2.1\tservices.example  alias # commented.example\n# 1.2.3.4 commented.example\n',
  )
  expect(await isPinned(host, file)).toBe(pinned)
  expect(await isPinned(host, `${file}-none`)).toBe(false)
  rmSync(folder, { recursive: true })
})
