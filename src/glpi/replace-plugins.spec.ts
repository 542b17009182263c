import { afterEach, beforeEach, expect, test } from 'vitest'
import { randomBytes } from 'node:crypto'
import type { Connection } from '#contract/connection.ts'
import type { ReplacePlugins } from '#domain/storage.ts'
import type { Glpi } from './glpi.ts'
import { openGlpi } from './open-glpi.ts'
import { startFakeGlpi, type FakeGlpi } from './testing/fake-glpi.ts'

const NEVER = new AbortController().signal
const NAME = 'marketplace_replace_plugins'

let fake: FakeGlpi
let opened: Glpi | null = null
beforeEach(async () => {
  fake = await startFakeGlpi({ cryptFile: randomBytes(32) })
})
afterEach(async () => {
  await opened?.close()
  opened = null
  await fake.close()
})

const legacy = (): Connection => ({ rest: { url: `${fake.url}/apirest.php`, userToken: fake.userToken } })
function modern(): Connection {
  const client = { clientId: 'latchkey', clientSecret: 'client-secret' }
  fake.hlapi = { enabled: true, ...client }
  fake.version = '11.0.8'
  return { restV2: { url: fake.url, ...client, login: fake.login, password: fake.password } }
}

const row = () => fake.rows.find(({ name }) => name === NAME)?.value

async function open(connection: Connection) {
  const glpi = openGlpi({ connection })
  opened = glpi
  return {
    set: async (choice: ReplacePlugins) => (await glpi.setReplacePlugins?.(choice, NEVER)) ?? null,
    read: async () => (await glpi.inspect(() => undefined, NEVER)).snapshot.replacePlugins,
  }
}

const METHODS: [what: string, connection: () => Connection][] = [
  ['the legacy REST API', legacy],
  ['the API v2', modern],
]

test.each(METHODS)('by %s: never chosen is GLPI’s own default, which is to ask', async (_, connection) => {
  const glpi = await open(connection())
  expect(row()).toBeUndefined()
  expect(await glpi.read()).toBe(1)
})

test.each(METHODS)('by %s: set where there is no row, set again, and read back', async (_, connection) => {
  const glpi = await open(connection())
  for (const choice of [2, 3, 1] as const) {
    expect(await glpi.set(choice)).toBeNull()
    expect(row()).toBe(String(choice))
    expect(await glpi.read()).toBe(choice)
  }
})

test.each(METHODS)('by %s: a value that GLPI does not have is not known', async (_, connection) => {
  const glpi = await open(connection())
  await glpi.set(2)
  fake.rows = fake.rows.map((one) => (one.name === NAME ? { ...one, value: '9' } : one))
  expect(await glpi.read()).toBeNull()
})

test.each(METHODS)('by %s: an account that may only read changes nothing', async (_, connection) => {
  const glpi = await open(connection())
  fake.config = 1
  expect(await glpi.set(2)).toMatchObject({ cause: 'right-missing' })
  expect(row()).toBeUndefined()
})

test.each(METHODS)('by %s: a crypt key that is gone stands in the way of keys alone', async (_, connection) => {
  const glpi = await open(connection())
  await glpi.read()
  fake.cryptFile = 'missing'
  await glpi.set(2)
  expect(row()).toBe('2')
})

test('a GLPI that is not there', async () => {
  const glpi = await open({ rest: { url: 'http://127.0.0.1:9/apirest.php', userToken: 'x' } })
  expect(await glpi.set(2)).toMatchObject({ cause: 'connect-refused' })
})
