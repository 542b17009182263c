import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { Instances, Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { encrypted, readableKey, storeKey } from '#glpi/testing/model.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

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
const byToken = (): Connection => ({ rest: { url: glpi.url, userToken: glpi.userToken } })
const connect = (connection: Connection = byToken()) =>
  panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
const registration = async (method = 'GET', path = '', body?: unknown) =>
  Registration.parse(await panel.json(method, `${HERE}/registration${path}`, body))
const put = (name: string) => registration('PUT', '', { key: sandboxKey(name) })
const check = () => registration('POST', '/refresh')
const problem = async (method: string, path = '', body?: unknown) =>
  Problem.parse(await panel.json(method, `${HERE}/registration${path}`, body))
const conditions = ({ unlock }: Registration) =>
  Object.fromEntries(unlock.conditions.map(({ id, holds }) => [id, holds]))

/** Ends this GLPI and begins an 11 in its place. */
async function startEleven(more: Partial<FakeGlpi> = {}) {
  await glpi.close()
  glpi = await startFakeGlpi({ cryptFile, version: '11.0.8', ...more })
}

test('GLPI 10 over REST: proven on a day, and from then on it is not known whether GLPI can read it', async () => {
  await connect()
  const saved = await put('standard')
  expect(saved).toMatchObject({
    storage: 'proven',
    unlock: { open: true },
    glpi: { readable: true, readableBy: 'rest' },
  })
  const { provenAt } = saved.glpi ?? {}
  expect(provenAt).toEqual(expect.any(String))
  // a container that was rebuilt without its volume
  glpi.cryptFile = randomBytes(32)
  const later = await check()
  expect(later).toMatchObject({
    state: 'active',
    storage: 'proven',
    unlock: { open: null },
    glpi: { provenAt, readable: null, readableBy: null, readableAt: null },
  })
  expect(conditions(later)).toMatchObject({ 'key-present': true, 'key-readable': null })
})

test('verify now: the same key is written again, and read back', async () => {
  await connect()
  const saved = await put('standard')
  await check()
  panel.passed = 3_600_000
  const before = glpi.requests.filter(({ method }) => method === 'PUT').length
  const proven = await registration('POST', '/prove')
  expect(glpi.requests.filter(({ method }) => method === 'PUT').length - before).toBe(1)
  expect(proven).toMatchObject({ storage: 'proven', unlock: { open: true }, glpi: { readable: true } })
  expect(Date.parse(proven.glpi?.provenAt ?? '') - Date.parse(saved.glpi?.provenAt ?? '')).toBeGreaterThanOrEqual(
    3_600_000,
  )
  glpi.cryptFile = 'missing'
  expect(await check()).toMatchObject({ state: 'active', glpi: { readable: null } })
  expect(await registration('POST', '/prove')).toMatchObject({
    state: 'broken',
    storage: 'blank',
    unlock: { open: false },
  })
})

test('it is never written over what may be somebody else’s, and never where none was given', async () => {
  await connect()
  await put('standard')
  const theirs = sandboxKey('basic')
  const code = theirs.length === sandboxKey('standard').length ? 'stored-unproven' : 'key-differs'
  storeKey(glpi, encrypted(glpi, theirs))
  expect(await problem('POST', '/prove')).toMatchObject({ code, status: 422 })
  expect(readableKey(glpi)).toBe(theirs)
  storeKey(glpi, '')
  expect(await problem('POST', '/prove')).toMatchObject({ code: 'stored-blank' })
  expect(readableKey(glpi)).toBe('')
  await registration('DELETE')
  expect(await problem('POST', '/prove')).toMatchObject({ status: 422 })
})

test('GLPI 11: a session that the very token opened shows that GLPI reads what it encrypted', async () => {
  await startEleven()
  await connect()
  expect(await put('standard')).toMatchObject({ storage: 'proven', glpi: { readable: true } })
  expect(await check()).toMatchObject({ storage: 'proven', glpi: { readable: true }, unlock: { open: true } })
  // a new token may have been encrypted with a new file
  glpi.userToken = 'Z'.repeat(40)
  await panel.call('PUT', `${HERE}/settings`, { connection: byToken() })
  expect(await check()).toMatchObject({ storage: 'proven', glpi: { readable: null }, unlock: { open: null } })
})

test('GLPI 11, signed in by password: the value is there, and a replaced file is not seen', async () => {
  await startEleven()
  await connect({ rest: { url: glpi.url, login: glpi.login, password: glpi.password } })
  await put('standard')
  glpi.cryptFile = randomBytes(32)
  expect(await check()).toMatchObject({ storage: 'proven', glpi: { cause: null, readable: null } })
})

test('GLPI 11 that never had a key: NULL is no key, and no fault', async () => {
  await startEleven()
  await connect()
  expect(await check()).toMatchObject({ state: 'none', storage: 'none', storageCause: null, glpi: { cause: null } })
  expect(await put('standard')).toMatchObject({ state: 'active', storage: 'proven' })
})

test.each(['10.0.19', '11.0.8'])(
  'GLPI %s: a removal stays a removal, however often it is looked at',
  async (version) => {
    if (version !== '10.0.19') await startEleven({ version })
    await connect()
    await put('standard')
    const gone = await registration('DELETE')
    expect(gone).toMatchObject({ state: 'none', storage: 'none', storageCause: null })
    panel.passed = 3_600_000
    const later = await check()
    expect(later).toMatchObject({
      state: 'none',
      storage: 'none',
      storageCause: null,
      glpi: { since: gone.glpi?.since },
    })
    expect(later.glpi?.storedSeenAt).not.toBe(gone.glpi?.storedSeenAt)
  },
)

test('emptied in GLPI’s own tab: GLPI 11 has no key any more; of 10 over REST both readings stay open', async () => {
  await connect()
  await put('standard')
  storeKey(glpi, '')
  expect(await check()).toMatchObject({ state: 'broken', storage: 'blank', storageCause: 'stored-blank' })
  await panel.call('DELETE', HERE)
  await startEleven()
  await connect()
  await put('standard')
  storeKey(glpi, '')
  const gone = await check()
  expect(gone).toMatchObject({ state: 'differs', storage: 'none', storageCause: null, unlock: { open: false } })
  expect(conditions(gone)).toMatchObject({ 'key-present': false, 'key-readable': null })
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances.at(-1)).toMatchObject({ id: 'town', state: 'differs', storage: 'none', cause: null })
  expect(await registration('POST', '/write')).toMatchObject({ state: 'active', storage: 'proven' })
})

test('a failed inspection changes nothing but that it failed', async () => {
  await connect()
  await put('standard')
  const before = await check()
  panel.passed = 3_600_000
  glpi.page = { status: 500, html: '<title>Error</title>' }
  const failed = await check()
  expect(failed.glpi?.cause).toEqual(expect.stringMatching(/^glpi-/))
  expect(Date.parse(failed.glpi?.attemptedAt ?? '')).toBeGreaterThan(
    Date.parse(before.glpi?.attemptedAt ?? '') + 3_500_000,
  )
  const { cause, attemptedAt } = failed.glpi ?? {}
  const evidence = { status: 500, title: 'Error' }
  expect(failed.glpi).toEqual({ ...before.glpi, cause, evidence, attemptedAt })
  glpi.page = null
  const again = await check()
  expect(again.glpi?.cause).toBeNull()
  expect(again.glpi?.seenAt).toBe(again.glpi?.attemptedAt)
})

test('an inspection that may not read the key does not refresh the time it was seen', async () => {
  await connect()
  await put('standard')
  const before = await check()
  panel.passed = 3_600_000
  glpi.config = 0
  const failed = await check()
  expect(failed.glpi).toMatchObject({
    cause: 'right-missing',
    storage: 'proven',
    storedSeenAt: before.glpi?.storedSeenAt,
  })
  expect(failed.glpi?.seenAt).toBe(failed.glpi?.attemptedAt)
})

test.each<[string, () => unknown]>([
  ['the right is missing', () => (glpi.config = 0)],
  ['the token is wrong', () => (glpi.userToken = 'closed')],
  [
    'HTTP Basic stands in front',
    () => (glpi.page = { status: 401, html: '<title>401 Authorization Required</title>' }),
  ],
  ['a gateway answers 502', () => (glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' })],
  ['the API is off', () => (glpi.apiEnabled = false)],
])('where nothing could be inspected (%s), nothing is known of the key', async (_, happens) => {
  await connect()
  await happens()
  const seen = await check()
  expect(seen).toMatchObject({ key: null, storage: 'unknown', storageCause: null, unlock: { open: null } })
  expect(seen.glpi).toMatchObject({ cause: expect.any(String), attemptedAt: expect.any(String), storedSeenAt: null })
  expect(seen.glpi).toMatchObject({
    readable: null,
    provenAt: null,
    since: null,
    cryptKey: null,
    directoryWritable: null,
  })
  expect(conditions(seen)).toMatchObject({ 'key-present': null, 'key-readable': null, 'marketplace-enabled': null })
})

test('a write that GLPI refused changes nothing here either', async () => {
  await connect()
  const before = await put('standard')
  glpi.readOnly = true
  expect(await problem('PUT', '', { key: sandboxKey('basic') })).toMatchObject({ code: 'stored-unproven', status: 422 })
  expect(await problem('DELETE')).toMatchObject({ code: 'stored-unproven', status: 422 })
  expect(await registration()).toMatchObject({ state: 'active', storage: 'proven', key: before.key })
  expect(readableKey(glpi)).toBe(sandboxKey('standard'))
})
