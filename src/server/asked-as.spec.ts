import { afterEach, beforeEach, expect, test } from 'vitest'
import { InstanceSettings } from '#contract/instance-settings.ts'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { useServers } from '#glpi-network/testing/servers.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

const servers = useServers()
let panel: TestGateway
let glpi: ScriptedGlpi
/** What the vendor was asked with a key, as `path user-agent id`. */
let asked: string[]
let servicesUrl: string

beforeEach(async () => {
  glpi = new ScriptedGlpi()
  asked = []
  const { port } = await servers.http(({ url, headers }, reply) => {
    const { 'user-agent': agent, 'x-glpi-network-uid': id, 'x-registration-key': key } = headers
    if (key !== undefined) asked.push([url, agent, id].join(' '))
    reply.setHeader('content-type', 'application/json')
    reply.end(url?.includes('plugins') ? '[]' : '{"is_valid":true}')
  })
  servicesUrl = `http://127.0.0.1:${port}`
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
})
afterEach(() => panel.close())

const HERE = '/api/instances/town'
const add = (more: object = {}) =>
  panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl, ...more })
const save = async () =>
  Registration.parse(await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('standard') }))
const check = async () => Registration.parse(await panel.json('POST', `${HERE}/registration/refresh`))
const report = async () => (await panel.call('GET', `${HERE}/report?format=markdown`)).text()
const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 't' } }

test('without a GLPI, neither an id nor a version is sent, and the reply says so', async () => {
  await add()
  expect(await save()).toMatchObject({ askedAs: { version: null, versionFrom: null, idFrom: null, proxy: null } })
  await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  expect(asked).toEqual([
    '/api/registration/info Latchkey ',
    '/api/registration/info Latchkey ',
    '/api/marketplace/plugins Latchkey ',
  ])
  const told = await report()
  expect(told).toContain('- GLPI: not connected\n')
  expect(told).toContain('- Instance id: none was sent\n')
  expect(told).toContain('Asked as: `Latchkey`; Instance id: `none`')
})

test('what a person gave is sent, and said to be given', async () => {
  await add({ uid: 'GivenId', glpiVersion: '11.0.8' })
  expect(await save()).toMatchObject({ askedAs: { version: '11.0.8', versionFrom: 'given', idFrom: 'given' } })
  expect(asked).toEqual(['/api/registration/info GLPI/11.0.8 (installation-mode:TARBALL) GivenId'])
  const told = await report()
  expect(told).toContain('- GLPI: `11.0.8`, given by a person\n')
  expect(told).toContain('- Instance id: given by a person\n')
  expect(told).not.toContain('GivenId')
})

test('what a GLPI shows goes before what a person gave', async () => {
  Object.assign(glpi.snapshot, { version: '10.0.19', uid: 'SeenId', installMode: 'DOCKER' })
  await add({ uid: 'GivenId', glpiVersion: '11.0.8', connection })
  await save()
  expect(await check()).toMatchObject({ askedAs: { version: '10.0.19', versionFrom: 'seen', idFrom: 'seen' } })
  expect(asked.at(-1)).toBe('/api/registration/info GLPI/10.0.19 (installation-mode:DOCKER) SeenId')
  expect(await report()).toContain('- GLPI: `10.0.19`, seen in GLPI\n')
})

test.each([
  ['a blank', 'Seen Id'],
  ['a line break', 'SeenId\r\nX-Injected: 1'],
  ['nothing', ''],
])('an id that could stand in no header is not sent: %s', async (_, uid) => {
  Object.assign(glpi.snapshot, { version: '<b>', uid })
  await add({ connection })
  await save()
  expect(asked).toEqual(['/api/registration/info Latchkey '])
})

test('both can be changed in the settings, and taken away', async () => {
  await add()
  const put = async (form: object) => InstanceSettings.parse(await panel.json('PUT', `${HERE}/settings`, form))
  expect(await put({ uid: ' GivenId ', glpiVersion: '11.0.8' })).toMatchObject({
    uid: 'GivenId',
    glpiVersion: '11.0.8',
  })
  expect(await put({ name: 'Other' })).toMatchObject({ uid: 'GivenId', glpiVersion: '11.0.8' })
  expect(await put({ uid: null, glpiVersion: null })).toMatchObject({ uid: null, glpiVersion: null })
})

test.each([
  ['uid', 'a b'],
  ['uid', 'é'],
  ['uid', 'x'.repeat(101)],
  ['glpiVersion', 'latest'],
  ['glpiVersion', '11.0.8\r\nX: 1'],
])('%s %j is refused', async (field, value) => {
  expect((await add({ [field]: value })).status).toBe(422)
})

test.each([
  'https://operator:canary@services.example',
  'https://operator:can/ary@services.example',
  'https://canary@services.example',
  'https://services.example/?token=canary',
  'https://services.example/#canary',
])('a login, a query or a fragment in the address of GLPI Network is refused: %s', async (address) => {
  const refused = await panel.call('POST', '/api/instances', { id: 'city', name: 'City', servicesUrl: address })
  expect(refused.status).toBe(422)
  const { detail } = Problem.parse(await refused.json())
  expect(detail).not.toContain('can')
  await add()
  expect((await panel.call('PUT', `${HERE}/settings`, { servicesUrl: address })).status).toBe(422)
})

const PROXY = { host: 'http://operator:canary@127.0.0.1', user: null, password: null }

test('a check goes through the proxy that GLPI has now, and past one that it excepts', async () => {
  const [first, second] = [await servers.proxy(), await servers.proxy()]
  glpi.snapshot = { proxy: { ...PROXY, port: first.port } }
  await add({ connection })
  expect(await save()).toMatchObject({ askedAs: { proxy: 'glpi' }, glpi: { proxy: `127.0.0.1:${first.port}` } })
  const before = first.received()
  expect(before).toContain(Buffer.from('operator:canary').toString('base64'))

  glpi.snapshot = { proxy: { ...PROXY, port: second.port } }
  expect(await check()).toMatchObject({ askedAs: { proxy: 'glpi' } })
  expect([first.received(), second.received().includes('CONNECT')]).toEqual([before, true])

  const through = second.received()
  glpi.snapshot = { proxy: { ...PROXY, port: second.port }, proxyExclusions: ['Other', 'GLPINetwork'] }
  expect(await check()).toMatchObject({ vendor: { verdict: 'accepted' }, askedAs: { proxy: null } })
  expect(second.received()).toBe(through)
  const told = `${await report()} ${await (await panel.call('GET', '/api/instances')).text()}`
  expect(told).not.toContain('canary')
})

test('a proxy that an earlier inspection saw is named as that', async () => {
  const { port } = await servers.proxy()
  glpi.snapshot = { proxy: { ...PROXY, port } }
  await add({ connection })
  await save()
  glpi.cause = 'glpi-unreachable'
  expect(await check()).toMatchObject({ askedAs: { proxy: 'glpi-earlier' } })
  expect(await report()).toContain('with a login, set in GLPI, as seen before the latest inspection failed')
})

test('the schedule looks at a GLPI before it asks, unless it was just looked at', async () => {
  await add({ connection })
  await save()
  const looks = () => glpi.done.filter((what) => what === 'look').length
  const before = looks()
  await panel.gateway.store
    .updateTable('glpis')
    .set({ seen_at: Date.now() - 3_600_000, next_look_at: 9e12 })
    .execute()
  await panel.gateway.store.updateTable('registrations').set({ next_check_at: 0 }).execute()
  glpi.snapshot = { uid: 'SeenId' }
  panel.gateway.scheduler.start()
  await expect.poll(() => asked.at(-1)).toBe('/api/registration/info Latchkey SeenId')
  expect(looks()).toBe(before + 1)
})
