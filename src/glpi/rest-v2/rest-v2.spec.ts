import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { openGlpi } from '../open-glpi.ts'
import { startFakeGlpi, type FakeGlpi } from '../testing/fake-glpi.ts'
import { dropKey, encrypted, keyRowOf, readableKey, storeKey } from '../testing/model.ts'

let fake: FakeGlpi
const client = { clientId: 'c'.repeat(64), clientSecret: 's'.repeat(64) }
const hlapi = { enabled: true, ...client }
const { signal } = new AbortController()

beforeEach(async () => {
  fake = await startFakeGlpi({ cryptFile: randomBytes(32), hlapi: { ...hlapi }, version: '11.0.4' })
  storeKey(fake, encrypted(fake, DEMO_KEY.toUpperCase()))
})
afterEach(() => fake.close())

const alone = (): Connection => ({ restV2: { url: fake.url, ...client, login: 'glpi', password: 'glpi-password' } })
const proven = (): Connection => ({ ...alone(), rest: { url: fake.url, userToken: fake.userToken }, write: 'rest-v2' })

async function done(connection: Connection, what: 'set' | 'remove'): Promise<WriteOutcome> {
  const glpi = openGlpi({ connection })
  const outcome = await (what === 'set' ? glpi.set(DEMO_KEY, signal) : glpi.remove(signal))
  await glpi.close()
  return outcome
}

test('204 is accepted, and proves nothing', async () => {
  const outcome = await done(alone(), 'set')
  expect(outcome).toMatchObject({ did: 'wrote', storage: 'accepted', cause: 'stored-unproven', errorCode: null })
  expect(isDone(outcome, 'set')).toBe(false)
  expect(outcome.readable).toBeNull()
  expect(readableKey(fake)).toBe(DEMO_KEY)
})

test('the legacy API proves what API v2 wrote, and its removal without a throwaway write', async () => {
  const outcome = await done(proven(), 'set')
  expect(outcome).toMatchObject({ did: 'wrote', storage: 'proven', cause: null, errorCode: null, readable: true })
  expect(fake.requests.filter(({ method }) => method === 'PUT')).toEqual([])
  fake.requests = []
  expect(await done(proven(), 'remove')).toMatchObject({
    did: 'removed',
    storage: 'none',
    cause: null,
    errorCode: null,
  })
  expect(fake.requests.filter(({ method }) => method === 'DELETE')).toEqual([])
  expect(fake.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual(['{"value":""}'])
  expect(keyRowOf(fake)?.value).toBe('')
})

test('DELETE and the 404 after it prove the key gone; the next write makes another row', async () => {
  const id = keyRowOf(fake)?.id
  const outcome = await done(alone(), 'remove')
  expect(outcome).toMatchObject({ did: 'removed', storage: 'none', cause: null, errorCode: null })
  expect(isDone(outcome, 'remove')).toBe(true)
  expect(keyRowOf(fake)).toBeUndefined()
  const again = await done(alone(), 'remove')
  expect(again).toMatchObject({ did: 'kept', storage: 'none', cause: null, errorCode: null })
  expect(isDone(again, 'remove')).toBe(true)
  fake.rows.push({ id: 900, context: 'core', name: 'later', value: '' })
  expect(await done(alone(), 'set')).toMatchObject({
    did: 'wrote',
    storage: 'accepted',
    cause: 'stored-unproven',
    errorCode: null,
  })
  expect(keyRowOf(fake)?.id).not.toBe(id)
})

type Did = WriteOutcome['did']

test.each<[string, (at: FakeGlpi) => unknown, ofSet: Did, ofRemove: Did]>([
  ['the encryption file missing: POST token is 500 without a word', (at) => (at.cryptFile = 'missing'), 'kept', 'kept'],
  ['the file unreadable', (at) => (at.cryptFile = 'unreadable'), 'kept', 'kept'],
  ['the file of the wrong length', (at) => (at.cryptFile = randomBytes(31)), 'kept', 'kept'],
  [
    'the file replaced: invalid_client, as for a wrong secret',
    (at) => (at.cryptFile = randomBytes(32)),
    'kept',
    'kept',
  ],
  ['a MariaDB that may only be read from: 500 to the PATCH', (at) => (at.readOnly = true), 'wrote', 'removed'],
])('%s', async (_, happens, ofSet, ofRemove) => {
  const before = keyRowOf(fake)?.value
  await happens(fake)
  for (const connection of [alone(), proven()]) {
    expect(await done(connection, 'set')).toMatchObject({ did: ofSet, storage: 'unknown' })
    expect(await done(connection, 'remove')).toMatchObject({ did: ofRemove, storage: 'unknown' })
  }
  expect(keyRowOf(fake)?.value).toBe(before)
})

test.each<[string, 'set' | 'remove', (method: string) => unknown, Partial<WriteOutcome>]>([
  ['401', 'set', () => fake.bearers.clear(), {}],
  ['403', 'set', () => (fake.config = 1), { cause: 'right-missing' }],
  ['404', 'set', () => (fake.hlapi = null), {}],
  ['401', 'remove', () => fake.bearers.clear(), {}],
  ['403', 'remove', () => (fake.config = 1), { cause: 'right-missing' }],
  ['404 of another kind', 'remove', () => (fake.hlapi = null), {}],
])('%s to the write of a %s means that nothing was written', async (_, what, happens, expected) => {
  const before = keyRowOf(fake)?.value
  fake.drops = ({ method }) => {
    if (method === 'PATCH' || method === 'DELETE') happens(method)
    return null
  }
  expect(await done(alone(), what)).toMatchObject({ did: 'kept', storage: 'unknown', ...expected })
  expect(keyRowOf(fake)?.value).toBe(before)
})

test.each<[string, () => unknown, Partial<WriteOutcome>]>([
  ['the API is off', () => (fake.hlapi = { ...hlapi, enabled: false }), { cause: 'glpi-api-disabled' }],
  ['there is no such API', () => (fake.hlapi = null), { cause: 'glpi-not-found' }],
  [
    'another secret',
    () => (fake.hlapi = { ...hlapi, clientSecret: 'x' }),
    { cause: 'oauth-client-refused', errorCode: 'invalid_client' },
  ],
  ['another account', () => (fake.login = 'x'), { cause: 'glpi-sign-in-refused', errorCode: 'invalid_grant' }],
  [
    'an account that may only read',
    () => (fake.config = 1),
    { cause: 'right-missing', errorCode: 'ERROR_RIGHT_MISSING' },
  ],
  ['an account without the right: seen before a write', () => (fake.config = 0), { cause: 'right-missing' }],
  ['a token that does not arrive', () => (fake.authorization = 'dropped'), { cause: 'glpi-header-dropped' }],
  ['a page in place of an answer', () => (fake.page = { status: 502, html: 'Bad Gateway' }), { cause: 'glpi-error' }],
])('%s: kept', async (_, set, expected) => {
  const before = keyRowOf(fake)?.value
  await set()
  expect(await done(alone(), 'set')).toMatchObject({ did: 'kept', storage: 'unknown', ...expected })
  expect(await done(alone(), 'remove')).toMatchObject({ did: 'kept', storage: 'unknown', ...expected })
  expect(keyRowOf(fake)?.value).toBe(before)
})

test('what was done before its answer was lost is proven by the other method', async () => {
  fake.drops = ({ method }) => (method === 'PATCH' ? 'after' : null)
  expect(await done(proven(), 'set')).toMatchObject({ did: 'wrote', storage: 'proven', cause: null, errorCode: null })
  expect(await done(alone(), 'set')).toMatchObject({
    did: 'wrote',
    storage: 'unknown',
    cause: 'connection-reset',
    errorCode: 'UND_ERR_SOCKET',
  })
})

test('an inspection reads the settings, and each step names its method', async () => {
  const glpi = openGlpi({ connection: proven() })
  const { snapshot, steps } = await glpi.inspect(() => undefined, signal)
  await glpi.close()
  expect(steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'rest:glpi-reach passed',
    'rest:glpi-sign-in passed',
    'rest:glpi-right passed',
    'rest:glpi-stored passed',
    'rest-v2:glpi-reach passed',
    'rest-v2:glpi-sign-in passed',
    'rest-v2:glpi-right passed',
  ])
  expect(snapshot).toMatchObject({ uid: 'u'.repeat(40), proxy: false, rights: { read: true, update: true } })
  const single = openGlpi({ connection: alone() })
  const result = await single.inspect(() => undefined, signal)
  expect(result.steps.map(({ id }) => id)).toEqual(['glpi-reach', 'glpi-sign-in', 'glpi-right'])
  expect(result.snapshot).toMatchObject({ uid: 'u'.repeat(40), rights: null, stored: { state: 'unseen' } })
  dropKey(fake)
  const gone = openGlpi({ connection: alone() })
  // no row is all that it shows; NULL in one it does not
  expect((await gone.inspect(() => undefined, signal)).snapshot.stored).toMatchObject({ state: 'none', by: 'rest-v2' })
  expect(JSON.stringify([steps, result])).not.toContain(fake.password)
})
