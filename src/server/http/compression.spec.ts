import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Instances } from '#contract/panel.ts'
import { TestGateway } from '../testing/gateway.ts'
import { encodingFor } from './compression.ts'

let panel: TestGateway
beforeAll(async () => {
  panel = await TestGateway.open()
  for (let at = 0; at < 20; at += 1)
    await panel.call('POST', '/api/instances', { id: `town-${at}`, name: `Town ${at}`, servicesUrl: panel.sandbox.url })
})
afterAll(() => panel.close())

test.each<[string | undefined, ReturnType<typeof encodingFor>]>([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=1.0', 'br'],
  ['br;q=0.5, gzip', 'gzip'],
  ['br;q=0, gzip;q=0.1', 'gzip'],
  ['GZIP', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['br;q=0, *', 'gzip'],
  ['br;q=nonsense', null],
])('Accept-Encoding %j: %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding)
})

const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync }

test.each(['br', 'gzip'] as const)('a list comes in %s, and is the same list', async (encoding) => {
  const reply = await panel.call('GET', '/api/instances', undefined, { 'accept-encoding': encoding })
  const { headers } = reply
  expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([encoding, 'Accept-Encoding'])
  expect(headers.get('content-type')).toBe('application/json')
  const bytes = Buffer.from(await reply.arrayBuffer())
  const plain = DECODERS[encoding](bytes)
  expect(Instances.parse(JSON.parse(plain.toString())).instances).toHaveLength(21)
  expect(bytes.length).toBeLessThan(plain.length / 5)
})

const TAKES = { 'accept-encoding': 'gzip, br' }
const HERE = '/api/instances/town-0'

test.each<[string, string, string, unknown]>([
  ['what fits into a packet', 'GET', '/api/health', undefined],
  ['signing in', 'POST', '/api/session', { token: 'x' }],
  ['a refusal', 'GET', '/api/nothing', undefined],
  ['what comes line by line', 'POST', `${HERE}/diagnosis`, {}],
])('not compressed: %s', async (_, method, path, body) => {
  const reply = await panel.call(method, path, body, TAKES)
  expect(reply.headers.get('content-encoding')).toBeNull()
  await reply.text()
})

test('a compressed reply keeps the tag of its state, which a change can be meant for', async () => {
  const settings = { connection: { rest: { url: 'https://glpi.example/'.padEnd(1900, 'x'), userToken: 'a-token' } } }
  await panel.call('PUT', `${HERE}/settings`, settings)
  const reply = await panel.call('GET', `${HERE}/settings`, undefined, TAKES)
  const { etag = '', 'content-encoding': encoding } = Object.fromEntries(reply.headers)
  expect(encoding).toBe('br')
  const changed = await panel.call('PUT', `${HERE}/settings`, { name: 'Town hall' }, { 'if-match': etag })
  expect(changed.status).toBe(200)
})
