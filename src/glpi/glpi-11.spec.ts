import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone } from '#domain/storage.ts'
import { openGlpi } from './open-glpi.ts'
import { startFakeGlpi, type FakeGlpi } from './testing/fake-glpi.ts'
import { encrypted, keyRowOf, readableKey, storeKey } from './testing/model.ts'

const FILE = randomBytes(32)
const client = { clientId: 'c'.repeat(64), clientSecret: 's'.repeat(64) }
const { signal } = new AbortController()
let fake: FakeGlpi

beforeEach(async () => {
  fake = await startFakeGlpi({ cryptFile: FILE, version: '11.0.8', hlapi: { enabled: true, ...client } })
})
afterEach(() => fake.close())

const byToken = (): Connection => ({ rest: { url: fake.url, userToken: fake.userToken } })
const byPassword = (): Connection => ({ rest: { url: fake.url, login: fake.login, password: fake.password } })
const byV2 = (): Connection => ({
  restV2: { url: fake.url, ...client, login: fake.login, password: fake.password },
})

async function withGlpi<T>(
  connection: Connection,
  work: (glpi: ReturnType<typeof openGlpi>) => Promise<T>,
): Promise<T> {
  const glpi = openGlpi({ connection })
  return work(glpi).finally(() => glpi.close())
}
const set = (connection: Connection, key = DEMO_KEY) => withGlpi(connection, (glpi) => glpi.set(key, signal))
const remove = (connection: Connection) => withGlpi(connection, (glpi) => glpi.remove(signal))
const inspect = (connection: Connection) => withGlpi(connection, (glpi) => glpi.inspect(() => undefined, signal))
const writes = () => fake.requests.filter(({ method }) => method !== 'GET' && method !== 'POST').map(({ body }) => body)

test.each([
  ['a token', byToken],
  ['a password', byPassword],
])(
  'a GLPI 11 that never had a key (NULL), signed in by %s: no failed step, and the first set is proven',
  async (_, by) => {
    const { snapshot, steps } = await inspect(by())
    expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(snapshot.stored).toMatchObject({ state: 'none', cause: null, by: 'rest' })
    const outcome = await set(by())
    expect(outcome).toMatchObject({ did: 'wrote', storage: 'proven', cause: null, readable: true })
    expect([isDone(outcome, 'set'), readableKey(fake)]).toEqual([true, DEMO_KEY])
  },
)

test.each([
  ['a token', byToken],
  ['a password', byPassword],
])(
  'a removal over REST, signed in by %s, needs no throwaway write: the session that opened shows that GLPI can encrypt',
  async (_, by) => {
    storeKey(fake, encrypted(fake, LONG_KEY))
    const outcome = await remove(by())
    expect(outcome).toMatchObject({ did: 'removed', storage: 'none', cause: null })
    expect(writes()).toEqual(['{"input":{"glpinetwork_registration_key":""}}'])
    expect((await inspect(by())).snapshot.stored).toMatchObject({ state: 'none', cause: null })
  },
)

test('a value that a password shows is not seen to be readable; one that the decrypted token shows is', async () => {
  storeKey(fake, encrypted(fake, DEMO_KEY))
  expect((await inspect(byToken())).snapshot.stored).toMatchObject({ state: 'present', glpiReads: true })
  expect((await inspect(byPassword())).snapshot.stored).toMatchObject({ state: 'present', glpiReads: null })
})

test.each([
  ['missing', 'missing' as const],
  ['unreadable', 'unreadable' as const],
  ['of the wrong length', randomBytes(31)],
  ['another one', randomBytes(32)],
])('the encryption file %s: no connection method says anything about the key or changes it', async (name, file) => {
  storeKey(fake, encrypted(fake, LONG_KEY))
  const before = keyRowOf(fake)?.value
  fake.cryptFile = file
  // "legacy REST, login and password: works; the stored value is there and GLPI cannot read it"
  const letsIn = name === 'another one' ? byPassword() : null
  for (const connection of [byToken(), byV2(), ...(letsIn ? [] : [byPassword()])]) {
    expect((await inspect(connection)).snapshot.stored.state).toBe('unseen')
    for (const outcome of [await set(connection), await remove(connection)])
      expect(outcome).toMatchObject({ did: 'kept', storage: 'unknown', readable: null })
  }
  expect(keyRowOf(fake)?.value).toBe(before)
  if (!letsIn) return
  expect((await inspect(letsIn)).snapshot.stored).toMatchObject({ state: 'present', cause: null, glpiReads: null })
  expect(await set(letsIn)).toMatchObject({ did: 'wrote', storage: 'proven', readable: true })
  expect(readableKey(fake)).toBe(DEMO_KEY)
})

test('the file goes while a session is open: 500, and nothing changed', async () => {
  storeKey(fake, encrypted(fake, LONG_KEY))
  const before = keyRowOf(fake)?.value
  fake.drops = ({ method }) => {
    if (method === 'PUT' || method === 'PATCH') fake.cryptFile = 'missing'
    return null
  }
  for (const connection of [byToken(), byV2()]) {
    fake.cryptFile = FILE
    expect(await set(connection)).toMatchObject({ storage: 'unknown', readable: null })
    expect(keyRowOf(fake)?.value).toBe(before)
  }
})

test('GLPI 11 no longer escapes, so a text with such characters is stored unchanged', async () => {
  const text = `K&EY<1>'2"3\\4-5678-9012`
  expect(await set(byToken(), text)).toMatchObject({ did: 'wrote', storage: 'proven' })
  expect(readableKey(fake)).toBe(text)
})

test('a read-only MariaDB refuses the write, and nothing of the statement is shown', async () => {
  storeKey(fake, encrypted(fake, LONG_KEY))
  fake.readOnly = true
  const outcomes = [await set(byToken()), await remove(byToken())]
  expect(outcomes).toMatchObject([
    { did: 'kept', storage: 'unknown', cause: 'stored-unproven' },
    { did: 'kept', storage: 'unknown', cause: 'stored-unproven' },
  ])
  expect(JSON.stringify(outcomes)).not.toContain('glpi_configs')
  expect(readableKey(fake)).toBe(LONG_KEY)
})
