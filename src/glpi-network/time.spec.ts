import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { makeCertificate } from './testing/certificate.ts'
import { failedStageOf, diagnoseInTest } from './testing/diagnose-in-test.ts'
import { useServers, type Listening } from './testing/servers.ts'

const servers = useServers()
const root = makeCertificate({ name: 'Test Root', authority: true })
const certificate = makeCertificate({ name: 'x', hosts: ['127.0.0.1'], by: root })
const JSON_TYPE = { 'content-type': 'application/json' }
const BUDGET = 60_000

function drip(socket: Socket, byte: string): void {
  const timer = setInterval(() => socket.write(byte), 50)
  socket.once('close', () => clearInterval(timer))
}

const plain = ({ port }: Listening) => ({ url: `http://127.0.0.1:${port}`, proxy: null })
const encrypted = ({ port }: Listening) => ({ url: `https://127.0.0.1:${port}`, proxy: null })
const proxied = ({ port }: Listening) => ({ url: 'https://127.0.0.1:1', proxy: `http://127.0.0.1:${port}` })

/** Where the other side goes silent, or drips; and the link that waits for it. */
const SLOW: [string, string, typeof plain | typeof proxied, () => Promise<Listening>][] = [
  ['a silent vendor', 'http', plain, async () => servers.tcp()],
  ['a silent TLS port', 'tls', encrypted, async () => servers.tcp()],
  ['a silent proxy', 'proxy', proxied, async () => servers.tcp()],
  ['a proxy that drips', 'proxy', proxied, async () => servers.tcp((socket) => drip(socket, 'H'))],
  [
    'headers that drip',
    'http',
    plain,
    async () =>
      servers.tcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ')
        drip(socket, 'y')
      }),
  ],
  [
    'a body that drips',
    'http',
    plain,
    async () =>
      servers.tcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n')
        drip(socket, ' ')
      }),
  ],
  [
    'a body over TLS that stops',
    'http',
    encrypted,
    async () => servers.https((_, reply) => void reply.writeHead(200, JSON_TYPE).write('{'), certificate),
  ],
]

// what a run loads when it first needs it takes nothing from a budget
beforeAll(async () => {
  await diagnoseInTest('http://127.0.0.1:1')
  await diagnoseInTest('https://127.0.0.1:1', { proxy: 'http://127.0.0.1:1' })
})

// the other side never comes to an end: that the run does, is the budget's doing
test.each(SLOW)('%s ends by the budget, and no socket stays open', async (_, stage, route, listen) => {
  // the time is up when the link is reached that waits, however long the machine took until then
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let isReached = false
  const other = await listen()
  const { url, proxy } = route(other)
  const { steps } = await diagnoseInTest(url, { proxy, ca: root.cert, budgetMs: BUDGET }, (line) => {
    if (line.line !== 'start') return
    isReached ||= line.id === stage
    if (isReached) setImmediate(() => vi.advanceTimersByTime(BUDGET))
  })
  expect(failedStageOf(steps)).toMatch(new RegExp(`^${stage} `))
  await other.allClosed()
})

test.each(SLOW)('%s can be left at once', async (_, stage, route, listen) => {
  const other = await listen()
  const { url, proxy } = route(other)
  const cancelling = new AbortController()
  const options = { proxy, ca: root.cert, budgetMs: 60_000, signal: cancelling.signal }
  const run = diagnoseInTest(url, options, (line) => {
    if (line.line !== 'start' || line.id !== stage) return
    setImmediate(() => cancelling.abort())
  })
  const { steps, step, lines, observation } = await run
  expect(step(stage)).toMatchObject({ outcome: 'not-reached', cause: null, facts: { reason: 'cancelled' } })
  expect(failedStageOf(steps)).toBe('')
  expect(observation).toBeNull()
  expect(lines.filter(({ line }) => line === 'end')).toEqual([])
  expect(getEventListeners(cancelling.signal, 'abort')).toEqual([])
  await other.allClosed()
})

test('a run that comes to its end lets go of the signal', async () => {
  const { port } = await servers.http((_, reply) => reply.end('{}'))
  const { signal } = new AbortController()
  await diagnoseInTest(`http://127.0.0.1:${port}`, { signal })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a run that is cancelled before it begins sends nothing', async () => {
  const { port, received } = await servers.http((_, reply) => reply.end('{}'))
  const { steps } = await diagnoseInTest(`http://127.0.0.1:${port}`, { signal: AbortSignal.abort() })
  expect(new Set(steps.map(({ facts }) => facts.reason))).toEqual(new Set(['cancelled']))
  expect(received()).toBe('')
})

test('when the time is over, the remaining steps say so', async () => {
  const { port } = await servers.http((request, reply) => {
    if (request.url?.includes('info')) reply.writeHead(200, JSON_TYPE).end('{"is_valid":true}')
  })
  const { steps, step } = await diagnoseInTest(`http://127.0.0.1:${port}`, { budgetMs: 1 }, (line) => {
    // the text takes the millisecond there is
    for (const until = performance.now() + 5; line.line === 'start' && performance.now() < until;);
  })
  expect(step('http').facts.reason).toBe('earlier-failure')
  expect(steps.filter(({ facts }) => facts.reason === 'out-of-time').length).toBeGreaterThan(0)
})

const HOUR = 3600
test('our clock is set in mid-run: what was read before fits it afterwards', async () => {
  let skewMs = 0
  const { port } = await servers.http((request, reply) => {
    if (request.url?.includes('marketplace')) skewMs = HOUR * 1000
    reply.writeHead(200, JSON_TYPE).end(request.url?.includes('marketplace') ? '[]' : '{"is_valid":true}')
  })
  const browser = { clock: 'browser', offsetSeconds: 5, uncertaintySeconds: 1, trusted: true } as const
  const { clocks, observation, lines } = await diagnoseInTest(`http://127.0.0.1:${port}`, {
    now: () => Date.now() + skewMs,
    clocks: [browser],
  })
  const offsets = Object.fromEntries(
    clocks.map(({ clock, offsetSeconds }) => [clock, Math.round(offsetSeconds / HOUR)]),
  )
  expect(offsets).toEqual({ browser: -1, vendor: -1, gateway: 1 })
  expect(clocks.find(({ clock }) => clock === 'gateway')?.uncertaintySeconds).toBe(0)
  const lastReported = new Map(
    lines.flatMap((line) => (line.line === 'clock' ? [[line.clock, line.offsetSeconds]] : [])),
  )
  expect(lastReported).toEqual(new Map(clocks.map(({ clock, offsetSeconds }) => [clock, offsetSeconds])))
  expect(observation).toMatchObject({ verdict: 'accepted' })
  expect(
    Math.round(((observation && 'clockOffsetMs' in observation && observation.clockOffsetMs) || 0) / 3_600_000),
  ).toBe(-1)
})

test('a clock that is not set during the run is reported once', async () => {
  const { port } = await servers.http((_, reply) => void reply.writeHead(200, JSON_TYPE).end('{"is_valid":true}'))
  const { clocks, lines } = await diagnoseInTest(`http://127.0.0.1:${port}`, { now: () => Date.now() + HOUR * 1000 })
  expect(clocks.map(({ clock, offsetSeconds }) => [clock, Math.round(offsetSeconds / HOUR)])).toEqual([['vendor', -1]])
  expect(lines.filter(({ line }) => line === 'clock')).toHaveLength(1)
})

test("the caller's own steps stand after the chain, and a fault in them harms nothing", async () => {
  const url = `http://127.0.0.1:${(await servers.http((_, reply) => reply.end('{}'))).port}`
  const step = {
    id: 'glpi-reach',
    stage: 'glpi-reach',
    route: 'glpi',
    outcome: 'passed',
    ms: 1,
    cause: null,
    facts: {},
  } as const
  const clock = { clock: 'glpi', offsetSeconds: 3, uncertaintySeconds: 1, trusted: true } as const
  const { steps, clocks } = await diagnoseInTest(url, { after: async () => ({ steps: [step], clocks: [clock] }) })
  expect(steps.at(-1)).toEqual(step)
  expect(clocks.at(-1)).toEqual(clock)
  const failing = await diagnoseInTest(url, { after: () => Promise.reject(new Error('no')) })
  expect(failing.steps.at(-1)?.route).toBe('used')
  const silent = await diagnoseInTest(url, { after: () => new Promise(() => undefined), budgetMs: 300 })
  expect(silent.steps.at(-1)?.route).toBe('used')
})
