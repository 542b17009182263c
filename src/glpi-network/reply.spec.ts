import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { freePort } from '#net/testing/free-port.ts'
import { causeAsked, failedStageOf, PROBE_KEY, diagnoseInTest, WAITING_MS } from './testing/diagnose-in-test.ts'
import { useServers } from './testing/servers.ts'

const servers = useServers()
const JSON_TYPE = { 'content-type': 'application/json' }
const HTML = { 'content-type': 'text/html; charset=utf-8' }
const GOOD = '{"is_valid":true,"owner":null,"subscription":null}'

const vendor = async (answer: (reply: ServerResponse, path: string) => void): Promise<string> =>
  `http://127.0.0.1:${(await servers.http((request, reply) => answer(reply, request.url ?? ''))).port}`

const waits = (end: string) => (/timeout|stalled/.test(end) ? { budgetMs: WAITING_MS } : {})

const says = (status: number, headers: Record<string, string>, body: string | Buffer) => (reply: ServerResponse) =>
  void reply.writeHead(status, headers).end(body)

test.concurrent.each<[string, (reply: ServerResponse) => void, string, object]>([
  [
    '429',
    says(429, { ...JSON_TYPE, 'retry-after': '7' }, '{"message":"Too Many Attempts."}'),
    'http rate-limited',
    { status: '429', 'retry-after': '7' },
  ],
  ['500 with JSON', says(500, JSON_TYPE, '{"exception":"x"}'), 'http vendor-error', { status: '500' }],
  [
    '503 with a page',
    says(503, HTML, '<title>Down &amp; out</title>'),
    'http vendor-error',
    { 'page-title': 'Down & out' },
  ],
  ['511', says(511, HTML, '<title>Portal</title>'), 'http not-the-vendor', { 'page-title': 'Portal' }],
  ['403 with a page', says(403, HTML, '<h1>Blocked'), 'http not-the-vendor', { status: '403' }],
  [
    '404 with JSON',
    says(404, JSON_TYPE, '{"message":"Not found."}'),
    'contract reply-unreadable',
    { 'wrong-member': 'is_valid' },
  ],
  ['404 with text', says(404, {}, 'nothing here'), 'http reply-unreadable', { status: '404' }],
  [
    'a sign-in page',
    says(200, HTML, '<!doctype html><TITLE lang="en">\n WebGuard\t&#x2014; sign in</TITLE>'),
    'json not-the-vendor',
    { 'page-title': 'WebGuard — sign in' },
  ],
  [
    'a page that calls itself JSON',
    says(200, JSON_TYPE, '<!doctype html><title>x</title>'),
    'json not-the-vendor',
    { 'page-title': 'x' },
  ],
  ['broken JSON', says(200, JSON_TYPE, '{"is_va'), 'json reply-unreadable', {}],
  ['nothing', says(200, JSON_TYPE, ''), 'json reply-unreadable', {}],
  [
    'JSON without is_valid',
    says(200, JSON_TYPE, '{"ok":true,"b":1}'),
    'contract reply-unreadable',
    { 'wrong-member': 'is_valid' },
  ],
  [
    'is_valid as a text',
    says(200, JSON_TYPE, '{"is_valid":"true"}'),
    'contract reply-unreadable',
    { 'wrong-member': 'is_valid' },
  ],
  ['a list', says(200, JSON_TYPE, '[]'), 'contract reply-unreadable', { 'wrong-member': 'is_valid' }],
  [
    'a refusal',
    says(200, JSON_TYPE, '{"is_valid":false,"validation_message":"No."}'),
    'verdict key-refused',
    { verdict: 'refused', message: 'No.' },
  ],
  ['a refusal under 403', says(403, JSON_TYPE, '{"is_valid":false}'), 'verdict key-refused', { verdict: 'refused' }],
  [
    'an ended subscription',
    says(
      200,
      JSON_TYPE,
      '{"is_valid":true,"subscription":{"title":"Basic","is_running":false,"end_date":"2020-01-01"}}',
    ),
    'verdict subscription-ended',
    { verdict: 'ended', subscription: 'Basic', 'ends-at': '2020-01-01T23:59:59.000Z' },
  ],
  [
    'a subscription to come',
    says(200, JSON_TYPE, '{"is_valid":true,"subscription":{"title":"B","is_running":false,"begin_date":"2999-01-01"}}'),
    'verdict subscription-not-started',
    { subscription: 'B' },
  ],
  ['2 MiB', says(200, JSON_TYPE, 'x'.repeat(2_097_152)), 'http reply-too-large', {}],
  [
    'a small gzip of 50 MiB',
    says(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(52_428_800))),
    'http reply-too-large',
    {},
  ],
  ['a gzip that is none', says(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, GOOD), 'http reply-unreadable', {}],
  ['never', () => undefined, 'http reply-timeout', { asked: '/api/registration/info' }],
  ['half, then nothing', (reply) => void reply.writeHead(200, JSON_TYPE).write('{"is'), 'http reply-stalled', {}],
  ['headers, then nothing', (reply) => reply.writeHead(200, JSON_TYPE).flushHeaders(), 'http reply-stalled', {}],
  [
    'half, then the end',
    (reply) => void reply.writeHead(200, { ...JSON_TYPE, 'content-length': '99' }).write('{"is', () => reply.destroy()),
    'http connection-reset',
    {},
  ],
])('the vendor answers %s', async (_, answer, end, facts) => {
  const url = await vendor(answer)
  const options = waits(end)
  const [{ steps, step, observation }, asked] = await Promise.all([
    diagnoseInTest(url, options),
    causeAsked(url, options),
  ])
  expect(failedStageOf(steps.filter(({ stage }) => stage !== 'large'))).toBe(end)
  const [stage = '', cause] = end.split(' ')
  expect(step(stage).facts).toMatchObject(facts)
  expect(asked).toBe(cause)
  expect(observation?.cause).toBe(cause)
})

const list = (members: number, size: number) =>
  JSON.stringify(Array.from({ length: members }, () => ({ text: 'x'.repeat(size) })))

test.concurrent.each<[string, (reply: ServerResponse) => void, string, object]>([
  ['is there', says(200, JSON_TYPE, list(200, 10_000)), '', { plugins: '200' }],
  ['is empty', says(200, JSON_TYPE, '[]'), '', { plugins: '0' }],
  [
    'begins and then stops',
    (reply) => void reply.writeHead(200, JSON_TYPE).write(list(50, 1000).slice(0, -1)),
    'large reply-stalled',
    { bytes: String(list(50, 1000).length - 1) },
  ],
  ['never comes', () => undefined, 'large reply-stalled', { bytes: '0' }],
  ['is larger than 8 MiB', says(200, JSON_TYPE, list(10, 1_000_000)), 'large reply-too-large', {}],
  ['is a page', says(200, HTML, '<html><title>Too much</title>'), 'large not-the-vendor', { 'page-title': 'Too much' }],
  ['is no list', says(200, JSON_TYPE, '{}'), 'large reply-unreadable', {}],
  ['is cut off', says(200, JSON_TYPE, '[{},{}'), 'large reply-unreadable', {}],
  ['is limited', says(429, JSON_TYPE, '{}'), 'large rate-limited', { status: '429' }],
  [
    'is elsewhere',
    says(302, { location: 'http://u:p@other.example/x?y=1' }, ''),
    'large redirected',
    { location: 'http://other.example/x' },
  ],
])('the list of plugins %s', async (_, answer, end, facts) => {
  const { steps, step } = await diagnoseInTest(
    await vendor((reply, path) => (path.includes('/marketplace/') ? answer(reply) : says(200, JSON_TYPE, GOOD)(reply))),
    waits(end),
  )
  expect(failedStageOf(steps)).toBe(end)
  expect(step('large').facts).toMatchObject(facts)
})

test.each<[string, (socket: Socket) => void, string]>([
  ['resets', (socket) => void socket.once('data', () => socket.resetAndDestroy()), 'http connection-reset'],
  ['closes', (socket) => void socket.once('data', () => socket.end()), 'http connection-reset'],
  ['speaks no HTTP', (socket) => void socket.once('data', () => socket.end('SSH-2.0-x\r\n')), 'http reply-unreadable'],
  ['greets at once', (socket) => void socket.write('220 mail ESMTP\r\n'), 'http reply-unreadable'],
  [
    'sends headers without end',
    (socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`),
    'http reply-too-large',
  ],
])('a listener that %s', async (_, greet, end) => {
  const { port, allClosed } = await servers.tcp(greet)
  const { steps } = await diagnoseInTest(`http://127.0.0.1:${port}`)
  expect(failedStageOf(steps)).toBe(end)
  expect(`http ${await causeAsked(`http://127.0.0.1:${port}`)}`).toBe(end)
  await allClosed()
})

test('nothing listens there', async () => {
  const url = `http://127.0.0.1:${await freePort()}`
  const { steps, step } = await diagnoseInTest(url)
  expect(failedStageOf(steps)).toBe('connect connect-refused')
  expect(step('connect:127.0.0.1').facts).toMatchObject({ address: '127.0.0.1', 'error-code': 'ECONNREFUSED' })
  expect(await causeAsked(url)).toBe('connect-refused')
})

test('the questions are put as GLPI puts them, on a new connection where the first was closed', async () => {
  const seen: string[] = []
  const { port } = await servers.http((request, reply) => {
    const {
      'x-range': range,
      'x-registration-key': key,
      'x-glpi-network-uid': uid,
      'user-agent': agent,
    } = request.headers
    seen.push([request.url, key === PROBE_KEY, uid?.length, range, agent].join(' '))
    reply.setHeader('connection', 'close')
    says(200, JSON_TYPE, request.url?.includes('market') ? '[]' : GOOD)(reply)
  })
  expect(failedStageOf((await diagnoseInTest(`http://127.0.0.1:${port}`, { glpiVersion: '11.0.2' })).steps)).toBe('')
  expect(seen).toEqual([
    '/api/registration/info true 40  GLPI/11.0.2 (installation-mode:TARBALL)',
    '/api/marketplace/plugins true 40 0-199 GLPI/11.0.2 (installation-mode:TARBALL)',
  ])
})

test.each<[string, (socket: Socket) => unknown, number, string]>([
  ['closed', (socket) => socket.end(), 1, ''],
  ['reset', (socket) => socket.resetAndDestroy(), 1, ''],
  ['reset every time', (socket) => socket.resetAndDestroy(), 2, 'large connection-reset'],
])('a connection that is %s in place of a second reply', async (_, end, times, failed) => {
  const asked = new Map<Socket, number>()
  let ended = 0
  const { port } = await servers.http((request, reply) => {
    const isList = request.url?.includes('market')
    asked.set(request.socket, (asked.get(request.socket) ?? 0) + 1)
    if (!isList || ended === times) return says(200, JSON_TYPE, isList ? '[]' : GOOD)(reply)
    ended += 1
    end(request.socket)
    return undefined
  })
  expect(failedStageOf((await diagnoseInTest(`http://127.0.0.1:${port}`, {})).steps)).toBe(failed)
  // the second question is put once more, over a connection of its own
  expect([...asked.values()]).toEqual([2, 1])
})

test.each([
  ['rate-limited', says(429, JSON_TYPE, '{}')],
  ['key-refused', says(200, JSON_TYPE, '{"is_valid":false}')],
  ['earlier-failure', says(500, JSON_TYPE, '{}')],
])('no list is asked for after %s', async (reason, answer) => {
  const { step } = await diagnoseInTest(await vendor(answer))
  expect(step('large')).toMatchObject({ outcome: 'not-reached', cause: null, facts: { reason } })
})

test.each<[string, string, object]>([
  ['', 'key-damaged', { finding: 'empty' }],
  [PROBE_KEY.slice(0, 30), 'key-damaged', { finding: 'truncated' }],
  [` ${PROBE_KEY}`, 'key-damaged', { finding: 'repaired' }],
  ['a'.repeat(40), 'key-wrong-secret', { finding: 'wrong-secret' }],
  [`${'x'.repeat(9000)}\u00e9`, 'key-unsendable', { finding: 'unfamiliar' }],
])('the text %j is never sent', async (keyText, cause, facts) => {
  const seen: string[] = []
  const { port } = await servers.http((request, reply) => {
    seen.push(`${request.url} ${String(request.headers['x-registration-key'])}`)
    says(200, JSON_TYPE, '{"status":"ok"}')(reply)
  })
  const { steps, step, observation } = await diagnoseInTest(`http://127.0.0.1:${port}`, { keyText })
  expect(failedStageOf(steps)).toBe(`text ${cause}`)
  expect(step('text').facts).toMatchObject(facts)
  expect(step('http').outcome).toBe('passed')
  expect(step('verdict').facts.reason).toBe('no-key')
  expect(seen).toEqual(['/api/ping undefined'])
  expect(observation).toBeNull()
})
