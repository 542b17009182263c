import { afterEach, beforeEach, expect, test } from 'vitest'
import { SETTING_MEANINGS } from '#contract/gateway-settings.ts'
import { GatewaySettings } from '#contract/setting-in-force.ts'
import { Health, Instances, Registration } from '#contract/panel.ts'
import { History } from '#contract/history.ts'
import { Problem } from '#contract/problem.ts'
import { TestGateway } from './testing/gateway.ts'
import { isOnPostgres } from './testing/postgres-database.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox/registration'
const registration = async (method: string, path = HERE, body?: unknown) =>
  Registration.parse(await panel.json(method, path, body))
const put = (name: string) => registration('PUT', HERE, { key: sandboxKey(name) })

test('the life of a key: none, saved, replaced, removed', async () => {
  expect(await registration('GET')).toMatchObject({ state: 'none', key: null, vendor: { verdict: 'not-asked' } })
  expect(await put('standard')).toMatchObject({
    state: 'active',
    owner: 'Sandbox Practice Ltd',
    unlock: { open: true },
  })
  expect(await put('ends-in-6')).toMatchObject({ state: 'expiring', expiry: { daysLeft: 6, rung: 7 } })
  expect(await registration('DELETE')).toMatchObject({ state: 'none', key: null })
  const { entries } = History.parse(await panel.json('GET', '/api/instances/sandbox/history'))
  expect(entries.map(({ event, state }) => `${event} ${state}`)).toEqual([
    'removed none',
    'checked expiring',
    'replaced pending',
    'checked active',
    'saved pending',
  ])
})

test('no reply and no history ever holds the key', async () => {
  const key = sandboxKey('standard')
  const replies = [
    await panel.call('PUT', HERE, { key }),
    await panel.call('GET', HERE),
    await panel.call('POST', `${HERE}/check`, { key }),
    await panel.call('PUT', HERE, { key: `${key} ` }),
    await panel.call('GET', '/api/instances/sandbox/history'),
    await panel.call('GET', '/api/instances'),
  ]
  for (const reply of replies) expect(await reply.text()).not.toContain(key.slice(0, 40))
})

test('a dry run stores nothing', async () => {
  const reply = await panel.json('POST', `${HERE}/check`, { key: sandboxKey('ended') })
  expect(reply).toMatchObject({ state: 'ended', vendor: { verdict: 'ended', cause: 'subscription-ended' } })
  expect(await registration('GET')).toMatchObject({ state: 'none' })
})

// where a session takes a while to be found, some look later than others: see replicas.postgres.spec.ts
test.skipIf(isOnPostgres)('however many look at once, the vendor is asked once', async () => {
  await put('standard')
  const before = panel.sandbox.calls().length
  await Promise.all(Array.from({ length: 20 }, () => registration('POST', `${HERE}/refresh`)))
  expect(panel.sandbox.calls().length - before).toBe(1)
})

test('the last good verdict outlives silence and a restart', async () => {
  const good = await put('standard')
  await panel.sandbox.close()
  const silent = await registration('POST', `${HERE}/refresh`)
  expect(silent).toMatchObject({
    state: 'unconfirmed',
    vendor: { verdict: 'no-answer', cause: 'connect-refused' },
    freshness: { checkedAt: good.freshness.checkedAt, source: 'remembered' },
    subscription: { title: 'Practice Standard' },
  })
  await panel.gateway.stop()
  await panel.start()
  const { now: _, freshness, ...remembered } = await registration('GET')
  const { now: __, freshness: freshnessBefore, ...before } = silent
  expect(remembered).toEqual(before)
  // shown by the vendor's clock, which is counted on from another moment after a restart
  const { nextCheckAt, ...lasting } = freshness
  expect(lasting).toEqual({ ...freshnessBefore, nextCheckAt: undefined })
  expect(Math.abs(Date.parse(nextCheckAt ?? '') - Date.parse(freshnessBefore.nextCheckAt ?? ''))).toBeLessThan(60_000)
})

test('a key saved while the vendor is silent is pending, and verified later by itself', async () => {
  const { port } = new URL(panel.sandbox.url)
  await panel.sandbox.close()
  expect(await put('standard')).toMatchObject({ state: 'pending', vendor: { cause: 'connect-refused' } })
  const { startSandbox } = await import('#sandbox/server.ts')
  panel.sandbox = await startSandbox({ port: Number(port) })
  panel.skew = 60_000
  panel.gateway.scheduler.start()
  await expect.poll(async () => (await registration('GET')).state).toBe('active')
  expect((await registration('GET')).freshness.by).toBe('schedule')
})

test('a wrong clock of the gateway does not end a good key', async () => {
  panel.skew = 200 * 86_400_000
  // the session of before is over by this clock
  await panel.signIn()
  expect(await put('standard')).toMatchObject({ state: 'active', expiry: { daysLeft: 165 } })
})

const KEY = sandboxKey('standard')
test.each<[string, string, string, unknown, number, string]>([
  ['broken JSON', 'PUT', HERE, '{"key":', 400, 'json-unreadable'],
  ['a number for a key', 'PUT', HERE, { key: 7 }, 422, 'request-invalid'],
  ['a member too many', 'PUT', HERE, { key: KEY, x: 1 }, 422, 'request-invalid'],
  ['an empty key', 'PUT', HERE, { key: '' }, 422, 'request-invalid'],
  ['blanks around', 'PUT', HERE, { key: ` ${KEY}` }, 422, 'key-damaged'],
  ['a line break inside', 'PUT', HERE, { key: `${KEY.slice(0, 60)}\n${KEY.slice(60)}` }, 422, 'key-damaged'],
  ['half a key', 'PUT', HERE, { key: KEY.slice(0, 100) }, 422, 'key-damaged'],
  ['a token of GLPI', 'PUT', HERE, { key: 'abcdefghij0123456789ABCDEFGHIJ0123456789' }, 422, 'key-wrong-secret'],
  ['a placeholder', 'PUT', HERE, { key: '${GLPI_NETWORK_KEY}' }, 422, 'key-placeholder'],
  [
    'a secret of another service',
    'PUT',
    HERE,
    { key: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' },
    422,
    'key-wrong-secret',
  ],
  ['more than a header may carry', 'PUT', HERE, { key: '#'.repeat(9000) }, 422, 'key-unsendable'],
  ['letters that no header may carry', 'PUT', HERE, { key: 'clé d’enregistrement' }, 422, 'key-unsendable'],
  ['100 KiB', 'PUT', HERE, { key: 'x'.repeat(100_000) }, 413, 'body-too-large'],
  ['an unknown instance', 'GET', '/api/instances/nobody/registration', undefined, 404, 'instance-unknown'],
  ['an unknown address', 'GET', '/api/nothing', undefined, 404, 'route-unknown'],
  ['an id that is taken', 'POST', '/api/instances', { id: 'sandbox', name: 'Mine' }, 409, 'instance-exists'],
  ['an id with blanks', 'POST', '/api/instances', { id: 'a b', name: 'Mine' }, 422, 'request-invalid'],
  [
    'an address that is no web address',
    'POST',
    '/api/instances',
    { id: 'a', name: 'A', servicesUrl: 'ftp://x' },
    422,
    'request-invalid',
  ],
  ['the sandbox removed', 'DELETE', '/api/instances/sandbox', undefined, 409, 'instance-built-in'],
])('refused: %s', async (_, method, path, body, status, code) => {
  await put('basic')
  const before = await registration('GET')
  const reply = await panel.call(method, path, body)
  expect(reply.status).toBe(status)
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  expect(Problem.parse(await reply.json())).toMatchObject({ code, status, type: `urn:latchkey:problem:${code}` })
  expect((await registration('GET')).key).toEqual(before.key)
})

test('another media type, another origin, no session', async () => {
  const problem = async (headers: Record<string, string>) => panel.json('PUT', HERE, { key: KEY }, headers)
  expect(await problem({ 'content-type': 'text/plain' })).toMatchObject({ code: 'media-type-unsupported', status: 415 })
  expect(await problem({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ code: 'origin-refused', status: 403 })
  expect(await problem({ cookie: '' })).toMatchObject({ code: 'sign-in-required', status: 401 })
})

test('a sign-in link opens one session, of two at once too', async () => {
  const token = await panel.gateway.signIns.invite('admin', 1)
  const replies = await Promise.all([1, 2].map(() => panel.call('POST', '/api/session', { token }, { cookie: '' })))
  expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([201, 401])
  expect(replies.find((reply) => reply.status === 201)?.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
})

test('health needs no sign-in', async () => {
  const reply = await panel.call('GET', '/api/health', undefined, { cookie: '' })
  expect(Health.parse(await reply.json())).toMatchObject({ status: 'ok' })
})

test('the OpenAPI document names every route, and each of them is there', async () => {
  const reply = await panel.call('GET', '/api/openapi.json', undefined, { cookie: '' })
  const { paths }: { paths: Record<string, Record<string, unknown>> } = await reply.json()
  const named = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  )
  const replies = await Promise.all(
    // signing out would turn the others away before they are looked up
    named
      .filter(([method, path]) => method !== 'DELETE' || path !== '/api/session')
      .map(([method, path]) => panel.call(method, path.replace('{id}', 'nobody'), method === 'GET' ? undefined : {})),
  )
  const codes = await Promise.all(
    replies.map(async (answer) => (answer.status === 204 ? '' : await panel.textOf(answer))),
  )
  expect(named.length).toBe(82)
  expect(codes.filter((text) => text.includes('route-unknown'))).toEqual([])
})

test.each([true, false])('the session says whether commands may run for a console: %s', async (consoleAllowed) => {
  await panel.gateway.stop()
  panel.consoleAllowed = consoleAllowed
  await panel.start()
  expect(await panel.json('GET', '/api/session')).toMatchObject({ role: 'admin', consoleAllowed })
  const token = await panel.gateway.signIns.invite('viewer', 1)
  expect(await panel.json('POST', '/api/session', { token })).toMatchObject({ role: 'viewer', consoleAllowed })
})

test('an administrator sees what the gateway was started with, and no secret', async () => {
  await panel.gateway.stop()
  panel.env['LATCHKEY_SERVICES_URL'] = 'https://services.example'
  panel.env['LATCHKEY_OIDC_CLIENT_SECRET'] = 'canary-5f2c'
  await panel.start()
  const { settings } = GatewaySettings.parse(await panel.json('GET', '/api/settings'))
  expect(settings.map(({ name }) => name)).toEqual(Object.keys(SETTING_MEANINGS))
  const find = (name: string) => settings.find((one) => one.name === name)
  expect(find('LATCHKEY_SERVICES_URL')).toMatchObject({ value: 'https://services.example', from: 'environment' })
  expect(find('LATCHKEY_OIDC_CLIENT_SECRET')).toMatchObject({ value: null, from: 'environment', isSecret: true })
  expect(JSON.stringify(settings)).not.toContain('canary-5f2c')
  const token = await panel.gateway.signIns.invite('operator', 1)
  const signedIn = await panel.call('POST', '/api/session', { token }, { cookie: '' })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await panel.json('GET', '/api/settings', undefined, { cookie })).toMatchObject({ status: 403 })
})

test('a session ends by signing out', async () => {
  expect(await panel.json('GET', '/api/session')).toMatchObject({ role: 'admin' })
  await panel.call('DELETE', '/api/session')
  expect(await panel.json('GET', '/api/session')).toBeNull()
})

test('instances are added, listed and removed', async () => {
  expect((await panel.call('POST', '/api/instances', { id: 'town', name: ' Town hall ' })).status).toBe(201)
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances.map(({ id, name, sandbox }) => [id, name, sandbox])).toEqual([
    ['sandbox', 'Practice', true],
    ['town', 'Town hall', false],
  ])
  expect((await panel.call('DELETE', '/api/instances/town')).status).toBe(204)
  expect((await panel.call('GET', '/api/instances/town')).status).toBe(404)
})
