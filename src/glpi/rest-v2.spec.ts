import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { openGlpi } from './open-glpi.ts'
import { startFakeGlpi, type FakeGlpi } from './testing/fake-glpi.ts'
import { encrypted, keyRowOf, readableKey, storeKey } from './testing/model.ts'

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

const told = ({ did, storage, cause, errorCode }: WriteOutcome): string =>
  [did, storage, cause, errorCode].filter((part) => part !== null).join(' ')

async function done(connection: Connection, what: 'set' | 'remove'): Promise<WriteOutcome> {
  const glpi = openGlpi({ connection })
  const outcome = await (what === 'set' ? glpi.set(DEMO_KEY, signal) : glpi.remove(signal))
  await glpi.close()
  return outcome
}

test('204 is accepted, and proves nothing', async () => {
  const outcome = await done(alone(), 'set')
  expect(told(outcome)).toBe('wrote accepted stored-unproven')
  expect(isDone(outcome, 'set')).toBe(false)
  expect(readableKey(fake)).toBe(DEMO_KEY)
})

test('the legacy API proves what v2.1 wrote', async () => {
  expect(told(await done(proven(), 'set'))).toBe('wrote proven')
  expect(fake.heard.filter(({ method }) => method === 'PUT')).toEqual([])
  expect(told(await done(proven(), 'remove'))).toBe('removed none')
  expect(fake.heard.filter(({ method }) => method === 'DELETE')).toEqual([])
  expect(keyRowOf(fake)?.value).toBe('')
})

test('and that it stored nothing', async () => {
  fake.cryptFile = 'missing'
  expect(told(await done(proven(), 'set'))).toBe('wrote blank stored-blank')
  expect(told(await done(proven(), 'remove'))).toBe('removed blank stored-blank')
})

test('alone it drops the row, and where there is none that is well too', async () => {
  expect(told(await done(alone(), 'remove'))).toBe('removed accepted stored-unproven')
  expect(keyRowOf(fake)).toBeUndefined()
  expect(told(await done(alone(), 'remove'))).toBe('removed accepted stored-unproven')
})

test.each<[string, () => unknown, string]>([
  ['the API is off', () => (fake.hlapi = { ...hlapi, enabled: false }), 'glpi-api-disabled ERROR'],
  ['there is no such API', () => (fake.hlapi = null), 'glpi-not-found'],
  ['another secret', () => (fake.hlapi = { ...hlapi, clientSecret: 'x' }), 'oauth-client-refused invalid_client'],
  ['another account', () => (fake.login = 'x'), 'glpi-sign-in-refused invalid_grant'],
  ['an account that may only read', () => (fake.config = 1), 'right-missing ERROR_RIGHT_MISSING'],
  ['a page in place of an answer', () => (fake.page = { status: 502, html: 'Bad Gateway' }), 'glpi-error'],
])('%s', async (_, set, expected) => {
  const before = keyRowOf(fake)?.value
  await set()
  expect(told(await done(alone(), 'set'))).toMatch(new RegExp(`^(kept|wrote) unknown ${expected}$`))
  expect(keyRowOf(fake)?.value).toBe(before)
})

test('what was done before its answer was lost is proven by the other way', async () => {
  fake.drops = ({ method }) => (method === 'PATCH' ? 'after' : null)
  expect(told(await done(proven(), 'set'))).toBe('wrote proven')
  expect(told(await done(alone(), 'set'))).toBe('wrote unknown connection-reset UND_ERR_SOCKET')
})

test('a look sees the settings, and each step says by which way', async () => {
  const glpi = openGlpi({ connection: proven() })
  const { sight, steps } = await glpi.look(() => undefined, signal)
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
  expect(sight).toMatchObject({ uid: 'u'.repeat(40), proxy: false, rights: { read: true, update: true } })
  const single = openGlpi({ connection: alone() })
  const seen = await single.look(() => undefined, signal)
  expect(seen.steps.map(({ id }) => id)).toEqual(['glpi-reach', 'glpi-sign-in', 'glpi-right'])
  expect(seen.sight).toMatchObject({ uid: 'u'.repeat(40), rights: null, stored: { state: 'unseen' } })
  expect(JSON.stringify([steps, seen])).not.toContain(fake.password)
})
