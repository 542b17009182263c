import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { DiagnosisLine } from '#contract/diagnosis.ts'
import { InstanceSettings, SnapshotLine } from '#contract/instance-settings.ts'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'
import { TestGateway } from './testing/gateway.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
const open = async (prepare: (gateway: TestGateway) => unknown = () => undefined) => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => {
    gateway.openGlpi = glpi.open
    prepare(gateway)
  })
}
beforeEach(() => open())
afterEach(() => panel.close())

const HERE = '/api/instances/town'
const REST = { url: 'http://127.0.0.1:9/glpi', userToken: 'the-user-token', appToken: 'the-app-token' }
const DATABASE = {
  host: '127.0.0.1',
  port: 3307,
  user: 'glpi',
  password: 'the-db-password',
  name: 'glpi',
  cryptKeyFile: '/srv/glpicrypt.key',
}
const add = (connection?: Connection) =>
  panel.call('POST', '/api/instances', {
    id: 'town',
    name: 'Town',
    servicesUrl: panel.sandbox.url,
    ...(connection && { connection }),
  })
const settings = async () => InstanceSettings.parse(await panel.json('GET', `${HERE}/settings`))
const put = async (form: unknown) => InstanceSettings.parse(await panel.json('PUT', `${HERE}/settings`, form))
const problem = async (method: string, path: string, body: unknown) =>
  Problem.parse(await panel.json(method, path, body))
const lastUsed = () => glpi.opened.at(-1)?.connection

test('settings are read and changed; of secrets only whether they are there', async () => {
  expect((await add({ rest: REST, database: DATABASE, write: 'rest', prove: 'database' })).status).toBe(201)
  expect(await settings()).toEqual({
    id: 'town',
    revision: expect.any(String),
    name: 'Town',
    servicesUrl: panel.sandbox.url,
    uid: null,
    glpiVersion: null,
    connection: {
      rest: { url: REST.url, userToken: true, password: false, appToken: true, webPassword: false },
      database: { ...DATABASE, password: true },
      write: 'rest',
      prove: 'database',
    },
    consoleAllowed: false,
  })
  const changed = await put({ name: 'Town hall', connection: { rest: { url: REST.url, appToken: null } } })
  expect(changed).toMatchObject({ name: 'Town hall', connection: { rest: { userToken: true, appToken: false } } })
  expect(changed.connection?.database).toBeUndefined()
  await panel.call('POST', `${HERE}/registration/refresh`)
  expect(lastUsed()).toEqual({ rest: { url: REST.url, userToken: 'the-user-token' } })
  expect(await put({ connection: null })).toMatchObject({ name: 'Town hall', connection: null })
  expect(await panel.json('GET', HERE)).toMatchObject({ glpi: null, storage: 'none' })
})

test('a secret is not used for another host, neither saved nor in a test', async () => {
  await add({ rest: REST })
  const elsewhere = { connection: { rest: { url: 'http://127.0.0.2:9/glpi' } } }
  for (const [method, path] of [
    ['PUT', `${HERE}/settings`],
    ['POST', `${HERE}/settings/test`],
  ] as const) {
    const refused = await problem(method, path, elsewhere)
    expect(refused).toMatchObject({ code: 'request-invalid', status: 422 })
    expect(refused.detail).toContain('connection.rest.userToken, connection.rest.appToken')
  }
  expect(glpi.opened).toEqual([])
  expect((await settings()).connection?.rest?.url).toBe(REST.url)
})

test('a saved key is not sent to another host', async () => {
  await add()
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  const { port } = new URL(panel.sandbox.url)
  expect(await problem('PUT', `${HERE}/settings`, { servicesUrl: `http://127.0.0.2:${port}` })).toMatchObject({
    code: 'request-invalid',
    detail: expect.stringContaining('servicesUrl'),
  })
  expect(await put({ servicesUrl: `${panel.sandbox.url}/` })).toMatchObject({ servicesUrl: panel.sandbox.url })
  await panel.call('DELETE', `${HERE}/registration`)
  expect(await put({ servicesUrl: `http://127.0.0.2:${port}` })).toMatchObject({
    servicesUrl: `http://127.0.0.2:${port}`,
  })
})

test.each<[string, Connection | null, boolean]>([
  ['with another token', { rest: { ...REST, userToken: 'another' } }, true],
  ['with a way less', { rest: REST }, true],
  ['at another address', { rest: { ...REST, url: 'http://127.0.0.2:9/glpi' } }, false],
  ['with a way more', { rest: REST, database: DATABASE, restV2: { url: REST.url, clientId: 'a', login: 'b' } }, false],
  ['with another database', { rest: REST, database: { ...DATABASE, host: '127.0.0.2' } }, false],
  ['with another encryption file', { rest: REST, database: { ...DATABASE, cryptKeyFile: '/tmp/mine' } }, false],
  ['taken away and connected again', null, false],
])('a saved key is written again by itself only where it was given for: %s', async (_, connection, may) => {
  await add({ rest: REST, database: DATABASE })
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  await put({ connection })
  if (connection === null) await put({ connection: { rest: REST } })
  const { mayWriteAgain } = Registration.parse(await panel.json('GET', `${HERE}/registration`))
  glpi.value = null
  const reply = await panel.call('POST', `${HERE}/registration/write`)
  expect([mayWriteAgain, reply.status, glpi.value]).toEqual(
    may ? [true, 200, sandboxKey('standard')] : [false, 422, null],
  )
  // given once, it may
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  expect((await panel.call('POST', `${HERE}/registration/write`)).status).toBe(200)
})

test('the same GLPI by one more way stays proven; another GLPI has nothing proven', async () => {
  await add({ rest: REST })
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  const storage = async () => Registration.parse(await panel.json('GET', `${HERE}/registration`)).storage
  await put({ connection: { rest: { url: REST.url }, database: DATABASE } })
  expect(await storage()).toBe('proven')
  await put({ connection: { rest: { ...REST, url: 'http://127.0.0.2:9/glpi' }, database: DATABASE } })
  expect(await storage()).toBe('unknown')
})

/** Reads the lines of a test. */
async function tryIt(path: string, form: unknown) {
  const reply = await panel.call('POST', path, form)
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
  const lines = (await reply.text())
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  return {
    steps: lines.slice(0, -1).map((line) => DiagnosisLine.parse(line)),
    seen: SnapshotLine.parse(lines.at(-1)).seen,
  }
}

test('a connection is tried step by step before it is saved, and nothing is stored', async () => {
  glpi.snapshot = { version: '10.0.19', uid: 'g'.repeat(40) }
  glpi.saveThere(sandboxKey('basic'))
  const { steps, seen } = await tryIt('/api/connection-test', { connection: { rest: REST } })
  expect(steps.map(({ line }) => line)).toEqual(['step'])
  expect(seen).toMatchObject({
    ways: ['rest'],
    version: '10.0.19',
    cause: null,
    holdsAnother: true,
    seenAt: expect.any(String),
  })
  glpi.cause = 'glpi-sign-in-refused'
  expect((await tryIt('/api/connection-test', { connection: { rest: REST } })).seen.cause).toBe('glpi-sign-in-refused')
})

test('the settings of an instance are tried with its stored secrets, and its key', async () => {
  await add({ rest: REST })
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  const stored = async () => {
    const { now: _now, freshness, ...told } = Registration.parse(await panel.json('GET', `${HERE}/registration`))
    return { ...told, attemptedAt: freshness.attemptedAt }
  }
  const before = await stored()
  glpi.snapshot = { version: '11.0.0' }
  const { seen } = await tryIt(`${HERE}/settings/test`, { connection: { rest: { url: REST.url }, database: DATABASE } })
  expect(seen).toMatchObject({ ways: ['rest', 'database'], version: '11.0.0', storage: 'proven', holdsAnother: false })
  expect(lastUsed()).toEqual({ rest: REST, database: DATABASE })
  expect(await stored()).toEqual(before)
})

test('a test ends when its reader leaves', async () => {
  const leaving = new AbortController()
  let goOn = () => undefined as void
  glpi.gate = new Promise((done) => (goOn = () => done()))
  const reply = await panel.call('POST', '/api/connection-test', { connection: { rest: REST } }, {}, leaving.signal)
  leaving.abort()
  expect(await reply.text()).toBe('')
  goOn()
  await expect.poll(() => glpi.done).toEqual(['look'])
})

const LITERALS = [
  '169.254.169.254',
  '[fe80::1]',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::a9fe:a9fe]',
  '100.100.100.200',
  '0.0.0.0',
  '2852039166',
  '0xa9.254.0251.254',
  '[fd00:ec2::254]',
  '224.0.0.1',
]

test.each(LITERALS)('%s is refused wherever an address is typed', async (host) => {
  await add()
  const bare = host.replace(/[[\]]/g, '')
  const connections: ConnectionAt[] = [
    ['connection.rest.url', { rest: { url: `http://${host}/glpi` } }],
    ['connection.restV2.url', { restV2: { url: `https://${host}`, clientId: 'a', login: 'b' } }],
    ['connection.database.host', { database: { ...DATABASE, host: bare } }],
  ]
  const attempts: [string, string, string, unknown][] = [
    ...connections.flatMap(([place, connection]): [string, string, string, unknown][] => [
      [place, 'POST', '/api/instances', { id: 'b', name: 'B', connection }],
      [place, 'PUT', `${HERE}/settings`, { connection }],
      [place, 'POST', `${HERE}/settings/test`, { connection }],
      [place, 'POST', '/api/connection-test', { connection }],
    ]),
    ['servicesUrl', 'POST', '/api/instances', { id: 'b', name: 'B', servicesUrl: `http://${host}` }],
    ['servicesUrl', 'PUT', `${HERE}/settings`, { servicesUrl: `http://${host}` }],
    ['servicesUrl', 'POST', '/api/connection-test', { connection: { rest: REST }, servicesUrl: `http://${host}` }],
  ]
  for (const [place, method, path, body] of attempts) {
    expect(await problem(method, path, body)).toMatchObject({
      code: 'address-refused',
      status: 422,
      detail: expect.stringContaining(place),
    })
  }
  expect(glpi.opened).toEqual([])
})
type ConnectionAt = [place: string, connection: Connection]

test.each(['127.0.0.1', '10.0.0.8', '[::1]', '[fd12::1]', 'glpi.example'])(
  '%s is where a GLPI may live',
  async (host) => {
    expect((await add({ rest: { ...REST, url: `http://${host}/` } })).status).toBe(201)
  },
)

test('a login in the address of a GLPI would be shown, and is refused', async () => {
  const form = { id: 'b', name: 'B', connection: { rest: { url: 'http://me:secret@127.0.0.1/' } } }
  expect(await problem('POST', '/api/instances', form)).toMatchObject({ code: 'request-invalid' })
})

test('the sandbox has no settings to change', async () => {
  expect(await problem('PUT', '/api/instances/sandbox/settings', { name: 'Mine' })).toMatchObject({
    code: 'instance-built-in',
  })
})

const CONSOLE = { prefix: ['ssh', 'glpi@host'], folder: '/var/www/glpi' }

test('commands are for those who were allowed them', async () => {
  await add({ rest: REST })
  const connection = { console: CONSOLE }
  for (const [method, path, body] of [
    ['POST', '/api/instances', { id: 'b', name: 'B', connection }],
    ['PUT', `${HERE}/settings`, { connection }],
    ['POST', `${HERE}/settings/test`, { connection }],
    ['POST', '/api/connection-test', { connection }],
  ] as const)
    expect(await problem(method, path, body)).toMatchObject({ code: 'console-not-allowed', status: 403 })
  expect(glpi.opened).toEqual([])
})

test.each<[string, Connection, Connection | null, boolean]>([
  ['alone', { console: CONSOLE }, null, false],
  ['beside another way', { rest: REST, console: CONSOLE, prove: 'console' }, { rest: REST }, true],
  ['chosen for writing', { rest: REST, console: CONSOLE, write: 'console' }, { rest: REST }, false],
])('a console that was stored is not run once commands are off: %s', async (_, connection, used, writes) => {
  await panel.close()
  await open((gateway) => (gateway.consoleAllowed = true))
  expect((await add(connection)).status).toBe(201)
  expect((await settings()).consoleAllowed).toBe(true)
  expect(await panel.json('GET', '/api/session')).toMatchObject({ consoleAllowed: true })
  await panel.gateway.stop()
  panel.consoleAllowed = false
  await panel.start()
  glpi.opened = []
  expect((await panel.call('POST', `${HERE}/registration/refresh`)).status).toBe(200)
  const saved = await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  expect(saved.status).toBe(writes ? 200 : 403)
  for (const { connection: by } of glpi.opened) expect(by).toEqual(used)
  expect(glpi.opened.length).toBe(used === null ? 0 : writes ? 2 : 1)
})
