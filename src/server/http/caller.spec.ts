import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestGateway } from '../testing/gateway.ts'
import { createApp } from './app.ts'
import { createFront } from '../front.ts'

let panel: TestGateway
beforeAll(async () => {
  panel = await TestGateway.open()
})
afterAll(() => panel.close())

const SETTINGS: Parameters<typeof createFront>[0] = {
  host: '127.0.0.1',
  publicUrl: null,
  basePath: '',
  trustedProxies: [],
}
const REFRESH = '/api/instances/sandbox/registration/refresh'
const DISMISS = '/api/instances/sandbox/registration/dismiss'

type Sent = { peer?: string; url?: string; method?: string; path?: string; body?: string; headers?: object }

/** What the gateway answers: its status, and the code of a refusal. */
async function answerTo(settings: Partial<typeof SETTINGS>, sent: Sent): Promise<string> {
  const app = createApp({ ...panel.gateway, front: createFront({ ...SETTINGS, ...settings }) }, null)
  const { peer = '192.0.2.7', url = 'http://panel.example:8420', method = 'GET', path = '/api/session' } = sent
  const reply = await app.request(
    url + path,
    { method, headers: { cookie: panel.cookie, ...sent.headers }, ...(sent.body !== undefined && { body: sent.body }) },
    { incoming: { socket: { remoteAddress: peer } } },
  )
  const code = /"code":"([\w-]+)"/.exec(await reply.text())?.[1]
  return code === undefined ? String(reply.status) : `${reply.status} ${code}`
}

const PUBLIC = { publicUrl: 'https://panel.example' }

test.each<[string, Partial<typeof SETTINGS>, Sent, string]>([
  ['localhost', {}, { url: 'http://localhost:8420' }, '200'],
  ['a name below localhost', {}, { url: 'http://latchkey.localhost:8420' }, '200'],
  ['an address, which no other site can be at', {}, { url: 'http://192.0.2.1:8420' }, '200'],
  ['an address of IPv6', {}, { url: 'http://[2001:db8::1]:8420' }, '200'],
  ['a name that nobody has set', {}, {}, '421 host-refused'],
  ['a page of another site whose name leads here', {}, { url: 'http://rebound.example:8420' }, '421 host-refused'],
  ['a name that begins like ours', PUBLIC, { url: 'http://panel.example.rebound.example' }, '421 host-refused'],
  ['the name in LATCHKEY_PUBLIC_URL', PUBLIC, {}, '200'],
  ['the same in capitals', PUBLIC, { url: 'http://PANEL.example' }, '200'],
  ['the name in LATCHKEY_HOST', { host: 'panel.example' }, {}, '200'],
  ['a name in a header of anybody', {}, { headers: { 'x-forwarded-host': 'localhost' } }, '421 host-refused'],
  [
    'a name in a header of a trusted proxy',
    { ...PUBLIC, trustedProxies: [{ address: '10.0.0.0', prefix: 8 }] },
    { peer: '::ffff:10.1.2.3', url: 'http://backend:8420', headers: { 'x-forwarded-host': 'panel.example' } },
    '200',
  ],
  [
    'a rebound name that a trusted proxy passes on',
    { ...PUBLIC, trustedProxies: [{ address: '10.0.0.0', prefix: 8 }] },
    { peer: '10.1.2.3', headers: { 'x-forwarded-host': 'rebound.example' } },
    '421 host-refused',
  ],
])('opened by %s', async (_, settings, sent, expected) => {
  expect(await answerTo(settings, sent)).toBe(expected)
})

const here = { url: 'http://192.0.2.1:8420' }

test.each<[string, Partial<typeof SETTINGS>, Sent, string]>([
  ['our own page', {}, { ...here, headers: { origin: 'http://192.0.2.1:8420' } }, '204'],
  [
    'another port of the same machine',
    {},
    { ...here, headers: { origin: 'http://192.0.2.1:9999' } },
    '403 origin-refused',
  ],
  ['another site', {}, { ...here, headers: { origin: 'http://other.example' } }, '403 origin-refused'],
  ['a frame without an origin', {}, { ...here, headers: { origin: 'null' } }, '403 origin-refused'],
  ['an extension', {}, { ...here, headers: { origin: 'moz-extension://0' } }, '403 origin-refused'],
  ['a sub-domain', PUBLIC, { headers: { origin: 'http://a.panel.example:8420' } }, '403 origin-refused'],
  ['the address that people use', PUBLIC, { headers: { origin: 'https://panel.example' } }, '204'],
  [
    'our own name without TLS',
    PUBLIC,
    { peer: '127.0.0.1', headers: { origin: 'http://panel.example:8420', 'x-forwarded-proto': 'https' } },
    '403 origin-refused',
  ],
  [
    'another site, as the browser says',
    {},
    { ...here, headers: { 'sec-fetch-site': 'cross-site' } },
    '403 origin-refused',
  ],
  [
    'a sub-domain, as the browser says',
    {},
    { ...here, headers: { 'sec-fetch-site': 'same-site' } },
    '403 origin-refused',
  ],
  ['our own page, as the browser says', {}, { ...here, headers: { 'sec-fetch-site': 'same-origin' } }, '204'],
  ['a program that says nothing', {}, here, '403 origin-refused'],
  ['a program with a header of its own', {}, { ...here, headers: { 'x-requested-with': 'curl' } }, '204'],
  ['a program that sends JSON', {}, { ...here, headers: { 'content-type': 'application/json' } }, '204'],
])('a change that is asked for by %s', async (_, settings, sent, expected) => {
  expect(await answerTo(settings, { method: 'POST', path: DISMISS, ...sent })).toBe(expected)
})

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'])(
  'a body of the type %s changes nothing, where a form could have sent it',
  async (type) => {
    const headers = { 'content-type': type, 'content-length': '2', 'x-requested-with': 'form' }
    const sent = { ...here, method: 'POST', path: REFRESH, body: '{}', headers }
    expect(await answerTo({}, sent)).toBe('415 media-type-unsupported')
  },
)

test.each([
  ['a proxy on this machine, where the settings say that there is one', PUBLIC, '127.0.0.1', true],
  ['anybody on this machine, where they do not', {}, '127.0.0.1', false],
  ['anybody elsewhere', PUBLIC, '192.0.2.7', false],
  ['a proxy that is named', { trustedProxies: [{ address: '192.0.2.7', prefix: 32 }] }, '192.0.2.7', true],
  [
    'this machine, where another proxy is named',
    { trustedProxies: [{ address: '192.0.2.7', prefix: 32 }] },
    '::1',
    false,
  ],
  ['a proxy of IPv6', { trustedProxies: [{ address: '2001:db8::', prefix: 32 }] }, '2001:db8::9', true],
])('whose X-Forwarded-Proto is believed: %s', (_, settings, peer, expected) => {
  expect(createFront({ ...SETTINGS, ...settings }).isTrustedProxy(peer)).toBe(expected)
})
