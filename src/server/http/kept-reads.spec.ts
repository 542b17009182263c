import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Kysely } from 'kysely'
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { openStore } from '../store/database.ts'
import { TestGateway } from '../testing/gateway.ts'
import { requestListener } from './app.ts'
import { answerKeptReads } from './kept-reads.ts'

/** Every read of the store begins with this. */
const selectFrom = vi.spyOn(Kysely.prototype, 'selectFrom')
afterAll(() => selectFrom.mockRestore())

const HERE = '/api/instances/town/registration'
const DAY = 86_400_000

let panel: TestGateway
let server: Server
/** Requests that were not answered from memory. */
let passedOn = 0
beforeEach(async () => {
  // a clock that stands still, however long a test takes
  vi.useFakeTimers({ toFake: ['Date'] })
  panel = await TestGateway.open()
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  await listen()
})
afterEach(async () => {
  server.close()
  await panel.close()
  vi.useRealTimers()
})

async function listen(basePath = ''): Promise<void> {
  const gateway = { ...panel.gateway, basePath }
  const routes = requestListener(gateway, null)
  const kept = answerKeptReads(gateway, (...exchange) => {
    passedOn += 1
    routes(...exchange)
  })
  server = createServer((request, response) => {
    // as `requestListener` does for both
    response.removeHeader('connection')
    kept(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
}

function send(headers: Record<string, string> = {}, path = HERE, method = 'GET'): Promise<Response> {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { cookie: panel.cookie, 'x-requested-with': 'test', ...headers },
  })
}
const put = (name: string, id = 'town') =>
  panel.call('PUT', `/api/instances/${id}/registration`, { key: sandboxKey(name) })
const read = async () => Registration.parse(await (await send()).json())
/** Without what is another with each reply. */
const lasting = ({ now: _now, ...shown }: Registration) => shown
const headersOf = ({ headers }: Response) =>
  Object.entries(Object.fromEntries(headers)).filter(([name]) => name !== 'date')

/** Whether a read is answered from memory, and reads nothing of the store. */
async function isKept(headers?: Record<string, string>, path?: string, method?: string): Promise<boolean> {
  const before = [passedOn, selectFrom.mock.calls.length]
  await (await send(headers, path, method)).text()
  return before[0] === passedOn && before[1] === selectFrom.mock.calls.length
}

test('a read that nothing has changed since the last one is answered from memory, and alike', async () => {
  await put('standard')
  const first = await send()
  const shown = Registration.parse(await first.json())
  const before = [passedOn, selectFrom.mock.calls.length]
  panel.passed = 150
  const second = await send()
  const again = Registration.parse(await second.json())
  expect([passedOn, selectFrom.mock.calls.length]).toEqual(before)
  expect(headersOf(second)).toEqual(headersOf(first))
  expect(lasting(again)).toEqual(lasting(shown))
  expect(Date.parse(again.now) - Date.parse(shown.now)).toBe(150)
  expect(lasting(shown)).toEqual(lasting(Registration.parse(await panel.json('GET', HERE))))
})

test('an owner whose name is not ASCII is read from memory whole', async () => {
  const vendor = createServer((request, response) => {
    const key = String(request.headers['x-registration-key'])
    void fetch(`${panel.sandbox.url}${request.url}`, { headers: { 'x-registration-key': key } })
      .then((reply) => reply.text())
      .then((text) => response.end(text.replace('Sandbox Practice Ltd', 'Mairie d’Évreux')))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void vendor.close())
  await once(vendor, 'listening')
  const { port } = Object(vendor.address())
  await panel.call('POST', '/api/instances', { id: 'evreux', name: 'Évreux', servicesUrl: `http://127.0.0.1:${port}` })
  await put('standard', 'evreux')
  const there = '/api/instances/evreux/registration'
  await (await send({}, there)).text()
  const before = passedOn
  expect(await (await send({}, there)).json()).toMatchObject({ owner: 'Mairie d’Évreux', now: expect.any(String) })
  expect(passedOn).toBe(before)
})

const OTHERS_KEY = () => put('standard', 'port')

test.each<[string, () => Promise<unknown>]>([
  ['a key is saved', () => put('advanced')],
  ['a key is removed', () => panel.call('DELETE', HERE)],
  ['GLPI Network is asked', () => panel.call('POST', `${HERE}/refresh`)],
  ['another instance is given its key', OTHERS_KEY],
  [
    'a GLPI is connected',
    () =>
      panel.call('PUT', '/api/instances/town/settings', {
        connection: { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } },
      }),
  ],
  ['a day passes', () => Promise.resolve((panel.passed = DAY))],
  ['the clock is set', () => Promise.resolve((panel.skew = -DAY))],
])('what is shown is never older than: %s', async (_, change) => {
  // at a service that does not answer, which would correct its clock
  await panel.call('POST', '/api/instances', { id: 'port', name: 'Port', servicesUrl: 'http://127.0.0.1:9' })
  await put('standard')
  const before = await read()
  expect(await isKept()).toBe(true)
  await change()
  await panel.signIn()
  const shown = lasting(await read())
  expect(shown).not.toEqual(lasting(before))
  expect(shown).toEqual(lasting(await panel.gateway.registrationService.load('town')))
})

test('a change elsewhere leaves what is kept as it is', async () => {
  await panel.call('POST', '/api/instances', { id: 'port', name: 'Port', servicesUrl: panel.sandbox.url })
  await put('standard')
  await read()
  selectFrom.mockClear()
  await panel.call('PUT', '/api/instances/port/settings', { name: 'Harbour' })
  await panel.call('GET', HERE)
  const tables = selectFrom.mock.calls.map(([from]) => from)
  expect(tables.slice(tables.lastIndexOf('changes'))).toEqual(['changes', 'sign_ins'])
})

test('a refused sign-in is recorded, and leaves what is kept as it is', async () => {
  await put('standard')
  await read()
  expect((await panel.call('POST', '/api/session', { token: 'wrong' })).status).toBe(401)
  const refused = panel.gateway.store.selectFrom('audit').select('action').where('outcome', '=', 'refused')
  expect(await refused.execute()).toEqual([{ action: 'sign-in' }])
  expect(await isKept()).toBe(true)
})

test.each<[string, (tag: string) => string, number]>([
  ['the same', (tag) => tag, 304],
  ['the same, weakened by a proxy', (tag) => `W/${tag}`, 304],
  ['one of several', (tag) => `"x", ${tag}`, 304],
  ['anything', () => '*', 304],
  ['another', () => '"x"', 200],
  ['the state alone', (tag) => tag.replace(/~.*/, '"'), 200],
])('If-None-Match: %s', async (_, headerFor, status) => {
  await put('standard')
  const tag = (await send()).headers.get('etag') ?? ''
  const headers = { 'if-none-match': headerFor(tag) }
  const [kept, routed] = [await send(headers), await panel.call('GET', HERE, undefined, headers)]
  expect([kept.status, routed.status]).toEqual([status, status])
  expect(kept.headers.get('etag')).toBe(tag)
  expect((await kept.text()) === '').toBe(status === 304)
})

test('what has not changed is not sent, nor are the headers of a page', async () => {
  const headers = { 'if-none-match': (await send()).headers.get('etag') ?? '' }
  expect(headersOf(await send(headers)).map(([name]) => name)).toEqual(['cache-control', 'etag'])
})

test('304 only while what is shown is the same, though the state that a change is meant for is', async () => {
  await put('standard')
  const tag = (await send()).headers.get('etag') ?? ''
  const again = () => send({ 'if-none-match': tag })
  expect((await again()).status).toBe(304)
  panel.passed = DAY
  await panel.signIn()
  const next = await again()
  expect(next.status).toBe(200)
  expect(next.headers.get('etag')?.replace(/~.*/, '')).toBe(tag.replace(/~.*/, ''))
})

test.each<[string, () => unknown]>([
  ['signed out', () => panel.call('DELETE', '/api/session')],
  ['idle', () => (panel.passed = 30 * 60_000)],
  ['ended by an administrator', () => panel.gateway.sessions.end(1, 'revoked')],
  [
    'revoked by another process, soon',
    async () => {
      const theirs = openStore(panel.folder)
      await theirs.updateTable('sign_ins').set({ ended_as: 'revoked' }).execute()
      await theirs.destroy()
      panel.passed = 200
    },
  ],
])('nothing is shown to a sign-in that is %s', async (_, end) => {
  await read()
  expect(await isKept()).toBe(true)
  await end()
  expect((await send()).status).toBe(401)
})

test('viewers read from memory as well, and nobody does without a sign-in', async () => {
  await panel.signIn('viewer')
  await read()
  expect(await isKept()).toBe(true)
  for (const cookie of ['', 'latchkey=', 'latchkey=nonsense', `other${panel.cookie}`])
    expect((await send({ cookie })).status).toBe(401)
  expect(await isKept({ cookie: `latchkey-page=x; ${panel.cookie}; other=y` })).toBe(true)
})

test.each<[string, string, string, number]>([
  ['a change', 'DELETE', HERE, 200],
  ['a question for the head', 'HEAD', HERE, 200],
  ['another path', 'GET', '/api/instances/town', 200],
  ['another spelling', 'GET', '/api/instances/t%6Fwn/registration', 200],
  ['a query', 'GET', `${HERE}?x`, 200],
  ['nobody', 'GET', '/api/instances/nobody/registration', 404],
  ['below another path', 'GET', `/x${HERE}`, 404],
])('left to the routes: %s', async (_, method, path, status) => {
  await read()
  expect(await isKept({}, path, method)).toBe(false)
  expect((await send({}, path, method)).status).toBe(status)
})

test('below a base path, with and without it', async () => {
  server.close()
  await listen('/tools')
  await read()
  expect([await isKept(), await isKept({}, `/tools${HERE}`), await isKept({}, `/other${HERE}`)]).toEqual([
    true,
    true,
    false,
  ])
})
