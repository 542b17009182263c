import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { readableKey } from '#glpi/testing/model.ts'
import { useServers } from '#glpi-network/testing/servers.ts'
import { TestGateway } from './testing/gateway.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const servers = useServers()
const cryptFile = randomBytes(32)
let panel: TestGateway
let glpi: FakeGlpi
beforeEach(async () => {
  glpi = await startFakeGlpi({ cryptFile })
  panel = await TestGateway.open()
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

const HERE = '/api/instances/town'
const connect = (connection: Connection = { rest: { url: glpi.url, userToken: glpi.userToken } }) =>
  panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
const registration = async (method = 'GET', path = '', body?: unknown) =>
  Registration.parse(await panel.json(method, `${HERE}/registration${path}`, body))
const put = (name: string) => registration('PUT', '', { key: sandboxKey(name) })
const problem = async (method: string, body?: unknown) =>
  Problem.parse(await panel.json(method, `${HERE}/registration`, body))

test('a key is saved in GLPI, proven, replaced, found again and removed', async () => {
  await connect()
  expect(await put('standard')).toMatchObject({ state: 'active', storage: 'proven', glpi: { version: '10.0.19' } })
  expect(readableKey(glpi)).toBe(sandboxKey('standard'))
  expect(await put('ends-in-6')).toMatchObject({ state: 'expiring', storage: 'proven' })
  await panel.gateway.stop()
  await panel.start()
  expect(await registration('POST', '/refresh')).toMatchObject({
    storage: 'proven',
    glpi: { cause: null, uid: 'u'.repeat(40) },
  })
  expect(await registration('DELETE')).toMatchObject({ state: 'none', storage: 'none', storageCause: null })
  expect(readableKey(glpi)).toBe('')
  // an emptied field stays no fault when it is looked at again
  expect(await registration('POST', '/refresh')).toMatchObject({ state: 'none', storage: 'none', storageCause: null })
})

test('without its encryption file GLPI stores nothing; once that is back, the same key is written again', async () => {
  await connect()
  glpi.cryptFile = 'missing'
  expect(await put('standard')).toMatchObject({ state: 'broken', storage: 'blank', storageCause: 'stored-blank' })
  expect(await registration('POST', '/refresh')).toMatchObject({ state: 'broken', storage: 'blank' })
  glpi.cryptFile = cryptFile
  expect(await put('standard')).toMatchObject({ state: 'active', storage: 'proven', storageCause: null })
})

test.each<[string, string, () => unknown]>([
  ['right-missing', 'reads only', () => (glpi.config = 1)],
  ['right-missing', 'has no right', () => (glpi.config = null)],
  ['glpi-sign-in-refused', 'is not let in', () => (glpi.userToken = 'z'.repeat(40))],
  ['glpi-api-disabled', 'finds the API closed', () => (glpi.apiEnabled = false)],
  ['glpi-error', 'finds PHP stopped', () => (glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' })],
])('%s: an account that %s changes nothing', async (code, _, happens) => {
  await connect()
  const before = await put('standard')
  await happens()
  expect(await problem('PUT', { key: sandboxKey('basic') })).toMatchObject({ code, status: 422 })
  expect(await problem('DELETE')).toMatchObject({ code, status: 422 })
  expect(await registration()).toMatchObject({ state: 'active', key: before.key, storage: 'proven' })
  expect(readableKey(glpi)).toBe(sandboxKey('standard'))
})

test('a GLPI that cannot be reached keeps what was proven, and says why it was not seen', async () => {
  await connect()
  await put('standard')
  await glpi.close()
  expect(await registration('POST', '/refresh')).toMatchObject({
    state: 'active',
    storage: 'proven',
    // which of the two depends on whether a connection still stood
    glpi: { cause: expect.stringMatching(/^connect(-refused|ion-reset)$/), version: '10.0.19' },
  })
  expect(await problem('PUT', { key: sandboxKey('basic') })).toMatchObject({ code: 'connect-refused', status: 422 })
})

test('a reply that is no answer is shown with the refusal, and stored with the inspection', async () => {
  await connect()
  await put('standard')
  glpi.page = { status: 200, html: `<title>MAINTENANCE MODE - GLPI</title>` }
  const evidence = { status: 200, title: 'MAINTENANCE MODE - GLPI' }
  expect(await problem('PUT', { key: sandboxKey('basic') })).toMatchObject({ code: 'glpi-maintenance', evidence })
  expect(await registration('POST', '/refresh')).toMatchObject({ glpi: { cause: 'glpi-maintenance', evidence } })
  await panel.gateway.stop()
  await panel.start()
  expect(await registration()).toMatchObject({ glpi: { cause: 'glpi-maintenance', evidence } })
  glpi.page = { status: 401, html: '', headers: { 'www-authenticate': `Bearer ${glpi.userToken}` } }
  expect(await registration('POST', '/refresh')).toMatchObject({
    glpi: { cause: 'glpi-web-login', evidence: { status: 401, said: 'withheld' } },
  })
  glpi.page = null
  expect(await registration('POST', '/refresh')).toMatchObject({ glpi: { cause: null, evidence: null } })
})

test('a stop does not wait for a GLPI that says nothing', async () => {
  await connect()
  glpi.silent = () => true
  const looking = registration('POST', '/refresh').catch(() => null)
  await expect.poll(() => glpi.requests.length).toBe(1)
  // or this test would be out of time
  await panel.gateway.stop()
  await looking
  panel.reports = []
  await panel.start()
})

test('what nothing can prove is accepted, saved and removed, and never more than that', async () => {
  const client = { clientId: 'latchkey', clientSecret: 'client-secret' }
  glpi.hlapi = { enabled: true, ...client }
  await connect({ restV2: { url: glpi.url, ...client, login: glpi.login, password: glpi.password } })
  const unproven = { storage: 'accepted', storageCause: 'stored-unproven' }
  expect(await put('standard')).toMatchObject({ state: 'active', ...unproven, unlock: { open: null } })
  expect(await registration('POST', '/refresh')).toMatchObject(unproven)
  // its row is gone, which API v2 shows
  expect(await registration('DELETE')).toMatchObject({ state: 'none', key: null, storage: 'none', storageCause: null })
  expect(readableKey(glpi)).toBe('')
})

test('GLPI’s own proxy, id and version are used for its checks, and for its diagnosis', async () => {
  const proxy = await servers.proxy()
  const set = (name: string, value: string) => {
    for (const row of glpi.rows) if (row.name === name) row.value = value
  }
  set('proxy_name', '127.0.0.1')
  set('proxy_port', String(proxy.port))
  set('glpi_network_uuid', 'GlpiOwnId'.padEnd(40, 'x'))
  glpi.version = '10.0.17'
  await connect()
  expect(await put('standard')).toMatchObject({ state: 'active', glpi: { proxy: `127.0.0.1:${proxy.port}` } })
  const connects = () => proxy.received().match(/^CONNECT /gm)?.length ?? 0
  expect(connects()).toBe(1)
  expect(proxy.received()).toContain(`x-glpi-network-uid: ${'GlpiOwnId'.padEnd(40, 'x')}`)
  expect(proxy.received()).toContain('GLPI/10.0.17 (')
  const text = await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  expect(text).toContain(`"proxy":"127.0.0.1:${proxy.port}"`)
  expect(text).toContain('"proxy-from":"instance"')
  expect(text).toContain('"stage":"glpi-stored"')
  expect(connects()).toBeGreaterThan(1)
  expect(await panel.json('GET', `${HERE}/report`)).toMatchObject({
    settings: { proxy: { host: '127.0.0.1', port: String(proxy.port), from: 'instance' } },
    versions: { glpi: '10.0.17' },
    registration: { glpi: { uid: null, version: '10.0.17' } },
  })
  // taken out of GLPI, it is out of use at once: a check looks first
  set('proxy_name', '')
  const before = connects()
  expect(await registration('POST', '/refresh')).toMatchObject({ glpi: { proxy: false } })
  expect(connects()).toBe(before)
})

test('no secret of a connection is stored in clear, shown or logged', async () => {
  const secrets = {
    userToken: 'canary-user-token-0123456789abcdefghijkl',
    password: 'canary-password-0123456789',
    appToken: 'canary-app-token-0123456789abcdefghijklm',
    clientSecret: 'canary-client-secret-0123456789',
  }
  const { userToken, password, appToken, clientSecret } = secrets
  Object.assign(glpi, { userToken, appToken, password })
  const connection: Connection = {
    rest: { url: glpi.url, userToken, appToken },
    restV2: { url: glpi.url, clientId: 'latchkey', clientSecret, login: 'glpi', password },
    database: { host: '127.0.0.1', port: 9, user: 'glpi', password, name: 'glpi', cryptKeyFile: '/nowhere' },
    write: 'rest',
    prove: 'rest',
  }
  const told: string[] = []
  const tell = async (method: string, path: string, body?: unknown) => {
    const reply = await panel.call(method, path, body)
    told.push(JSON.stringify([...reply.headers]), await reply.text())
  }
  const everything = async () => {
    await tell('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
    await tell('POST', `${HERE}/registration/refresh`)
    await tell('POST', `${HERE}/diagnosis`, {})
    await tell('POST', `${HERE}/settings/test`, { connection: { rest: { url: glpi.url } } })
    await tell('POST', '/api/connection-test', { connection })
    await tell('PUT', `${HERE}/settings`, { connection: { ...connection, rest: { url: 'http://127.0.0.2/' } } })
    await tell('PUT', `${HERE}/settings`, { connection: { rest: { ...connection.rest, url: 7 } } })
    for (const path of [
      '',
      '/registration',
      '/settings',
      '/diagnosis',
      '/report',
      '/report?format=markdown',
      '/history',
    ])
      await tell('GET', `${HERE}${path}`)
    await tell('GET', '/api/instances')
  }
  told.push(await (await connect(connection)).text())
  await everything()
  // a GLPI that repeats what it was told, in a page and in its errors
  const echo = Object.values(secrets).join(' ')
  glpi.page = { status: 200, html: `<html><title>${echo}</title>${echo}</html>`, headers: { server: echo, via: echo } }
  await everything()
  glpi.page = null
  glpi.userToken = 'another'
  await everything()
  await tell('DELETE', `${HERE}/registration`)
  await panel.gateway.stop()
  const files = readdirSync(panel.folder).map((name) => readFileSync(join(panel.folder, name), 'latin1'))
  await panel.start()
  const places = {
    told: told.join('\n'),
    log: panel.log.join('\n'),
    reports: String(panel.reports),
    files: files.join(''),
  }
  expect(places.told).toContain('"userToken":true')
  for (const secret of [...Object.values(secrets), sandboxKey('standard')])
    for (const spelling of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, -4),
      Buffer.from(secret).toString('hex'),
    ])
      for (const [place, text] of Object.entries(places))
        expect([place, text.includes(spelling)]).toEqual([place, false])
})
