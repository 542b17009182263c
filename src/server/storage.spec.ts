import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { History } from '#contract/history.ts'
import { Instances, Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { fingerprintOf } from '#domain/key.ts'
import { useServers } from '#glpi-network/testing/servers.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'
import { TestGateway } from './testing/gateway.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const servers = useServers()
let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
})
afterEach(() => panel.close())

const HERE = '/api/instances/town'
const registration = async (method = 'GET', path = '', body?: unknown) =>
  Registration.parse(await panel.json(method, `${HERE}/registration${path}`, body))
const put = (name: string) => registration('PUT', '', { key: sandboxKey(name) })
const check = () => registration('POST', '/refresh')
const problem = async (method: string, body?: unknown) =>
  Problem.parse(await panel.json(method, `${HERE}/registration`, body))
/** But for what is counted from now, by two clocks that tick. */
/** Instants are told by the vendor's clock, which each of its answers shows a little more exactly. */
const lasting = (told: Registration) => {
  const { source, by } = told.freshness
  return { ...told, now: '', freshness: { source, by } }
}
const listed = async () =>
  Instances.parse(await panel.json('GET', '/api/instances')).instances.find(({ id }) => id === 'town')
const events = async () =>
  History.parse(await panel.json('GET', `${HERE}/history`)).entries.map(({ event, state }) => `${event} ${state}`)

test('saved in GLPI first, then here, and proven', async () => {
  expect(await put('standard')).toMatchObject({
    state: 'active',
    storage: 'proven',
    storageCause: null,
    glpi: { ways: ['rest'], storage: 'proven', holdsAnother: false },
    unlock: { open: true },
  })
  expect(glpi.value).toBe(sandboxKey('standard'))
  expect(await put('ends-in-6')).toMatchObject({ state: 'expiring', storage: 'proven' })
  expect(glpi.value).toBe(sandboxKey('ends-in-6'))
  expect(await registration('DELETE')).toMatchObject({ state: 'none', storage: 'none', key: null })
  expect(glpi.value).toBeNull()
  expect(await events()).toEqual([
    'removed none',
    'checked expiring',
    'replaced pending',
    'checked active',
    'saved pending',
  ])
})

test.each(['right-missing', 'glpi-unreachable', 'glpi-sign-in-refused', 'too-long-for-glpi'] as const)(
  'what stands in the way of a write (%s) is told, and nothing changes',
  async (cause) => {
    await put('standard')
    const before = await registration()
    const history = await events()
    glpi.writeCause = cause
    expect(await problem('PUT', { key: sandboxKey('basic') })).toMatchObject({ code: cause, status: 422 })
    expect(await problem('DELETE')).toMatchObject({ code: cause, status: 422 })
    expect(lasting(await registration())).toEqual(lasting(before))
    expect(await events()).toEqual(history)
    expect(glpi.value).toBe(sandboxKey('standard'))
  },
)

test('a GLPI that cannot encrypt: the key is kept here, broken, and written again once that is mended', async () => {
  glpi.canEncrypt = false
  expect(await put('standard')).toMatchObject({
    state: 'broken',
    storage: 'blank',
    storageCause: 'stored-blank',
    vendor: { verdict: 'accepted' },
    unlock: { open: false },
  })
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances.at(-1)).toMatchObject({ state: 'broken', storage: 'blank', cause: 'stored-blank' })
  glpi.canEncrypt = true
  const asked = panel.sandbox.calls().length
  expect(await put('standard')).toMatchObject({ state: 'active', storage: 'proven', storageCause: null })
  expect(glpi.value).toBe(sandboxKey('standard'))
  // what was known of the key stays known, but for the check that every save makes
  expect(panel.sandbox.calls().length - asked).toBe(1)
  expect(await events()).toEqual(['checked active', 'checked broken', 'saved pending'])
})

test('the saved key can be written again without entering it, and is not written where it already is', async () => {
  glpi.canEncrypt = false
  await put('standard')
  expect(await registration('POST', '/write')).toMatchObject({ state: 'broken', storage: 'blank' })
  glpi.canEncrypt = true
  expect(await registration('POST', '/write')).toMatchObject({ state: 'active', storage: 'proven' })
  expect(glpi.value).toBe(sandboxKey('standard'))
  glpi.writeCause = 'right-missing'
  expect(Problem.parse(await panel.json('POST', `${HERE}/registration/write`))).toMatchObject({ code: 'right-missing' })
  glpi.writeCause = null
  await registration('DELETE')
  expect(Problem.parse(await panel.json('POST', `${HERE}/registration/write`))).toMatchObject({
    code: 'request-invalid',
  })
})

test('a removal from a GLPI that cannot encrypt takes the key away, and says what it left', async () => {
  await put('standard')
  glpi.canEncrypt = false
  expect(await registration('DELETE')).toMatchObject({
    state: 'none',
    key: null,
    storage: 'blank',
    storageCause: 'stored-blank',
  })
})

test.each([true, false])('somebody else saves another key in GLPI (opened: %s)', async (opens) => {
  glpi.opens = opens
  await put('standard')
  expect(await check()).toMatchObject({ storage: 'proven', glpi: { holdsAnother: false } })
  glpi.saveThere(sandboxKey('basic'))
  expect(await check()).toMatchObject({
    state: 'differs',
    key: { fingerprint: fingerprintOf(sandboxKey('standard')) },
    storage: 'unknown',
    storageCause: 'key-differs',
    unlock: { open: null },
  })
  expect(await listed()).toMatchObject({ state: 'differs', cause: 'key-differs', daysLeft: null })
  // and what the vendor says of ours is written down as what it is
  await check()
  const { entries } = History.parse(await panel.json('GET', `${HERE}/history`))
  expect(entries[0]).toMatchObject({ event: 'checked', state: 'differs', verdict: 'accepted', cause: 'key-differs' })
  expect(await put('standard')).toMatchObject({ storage: 'proven', glpi: { holdsAnother: false } })
})

test('a key that only GLPI holds is reported, and no verdict is claimed for it', async () => {
  glpi.saveThere(sandboxKey('basic'))
  expect(await check()).toMatchObject({ state: 'none', key: null, storage: 'unknown', glpi: { holdsAnother: true } })
})

test('silence of a GLPI changes nothing about what was proven', async () => {
  await put('standard')
  glpi.cause = 'glpi-unreachable'
  expect(await check()).toMatchObject({
    state: 'active',
    storage: 'proven',
    storageCause: null,
    glpi: { cause: 'glpi-unreachable' },
  })
  glpi.cause = null
  expect(await check()).toMatchObject({ storage: 'proven', glpi: { cause: null } })
})

test('a proof survives a restart, and the value is recognised by its hash', async () => {
  glpi.opens = false
  const before = await put('standard')
  await panel.gateway.stop()
  await panel.start()
  const after = await registration()
  expect(lasting(after)).toEqual(lasting(before))
  expect(await check()).toMatchObject({ storage: 'proven' })
})

test('saves, removals and looks at once: one after the other, and Latchkey ends with what GLPI holds', async () => {
  const names = ['standard', 'basic', 'advanced', 'ends-in-6', 'standard']
  const replies = await Promise.all([
    ...names.map((name) => panel.call('PUT', `${HERE}/registration`, { key: sandboxKey(name) })),
    panel.call('DELETE', `${HERE}/registration`),
    panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('ends-in-45') }),
    ...[1, 2, 3].map(() => panel.call('POST', `${HERE}/registration/refresh`)),
  ])
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200))
  const { key, storage } = await registration()
  // whichever came last
  expect([key?.fingerprint ?? null, storage]).toEqual(
    glpi.value === null ? [null, 'none'] : [fingerprintOf(glpi.value), 'proven'],
  )
  expect(glpi.mostAtOnce).toBe(1)
})

test('however many look at once, GLPI is looked at once', async () => {
  await put('standard')
  const before = glpi.done.length
  await Promise.all(Array.from({ length: 20 }, check))
  expect(glpi.done.slice(before)).toEqual(['look'])
})

test('an instance that is removed while a key is written leaves nothing behind', async () => {
  const { promise, resolve } = gate()
  await check()
  glpi.gate = promise
  const saving = panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  const removing = panel.call('DELETE', HERE)
  resolve()
  expect([(await saving).status, (await removing).status]).toEqual([404, 204])
  expect((await panel.call('GET', HERE)).status).toBe(404)
})

test('a write is not cut short by a stop', async () => {
  await check()
  const { promise, resolve } = gate()
  glpi.gate = promise
  const saving = panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  await expect.poll(() => glpi.opened.length).toBe(2)
  const stopping = panel.gateway.stop()
  resolve()
  await Promise.allSettled([saving, stopping])
  glpi.gate = Promise.resolve()
  await panel.start()
  expect(await registration()).toMatchObject({
    key: { fingerprint: fingerprintOf(sandboxKey('standard')) },
    storage: 'proven',
  })
})

test('a platform holds the key: nothing is written, and the page says why', async () => {
  glpi.snapshot = { installMode: 'CLOUD', version: '11.0.1' }
  // before anybody looked, too
  expect(await problem('PUT', { key: sandboxKey('standard') })).toMatchObject({ code: 'instance-managed', status: 409 })
  expect(await problem('DELETE')).toMatchObject({ code: 'instance-managed', status: 409 })
  expect(await check()).toMatchObject({ state: 'managed', glpi: { installMode: 'CLOUD', version: '11.0.1' } })
  expect(await panel.json('GET', HERE)).toMatchObject({ state: 'managed' })
  expect(glpi.value).toBeNull()
})

test('what was seen fills the conditions, and is forgotten with the connection', async () => {
  glpi.snapshot = { marketplaceEnabled: true, directoryWritable: false, version: '10.0.19', cryptKey: 'sound' }
  await put('standard')
  const seen = await check()
  expect(Object.fromEntries(seen.unlock.conditions.map(({ id, holds }) => [id, holds]))).toMatchObject({
    'key-readable': true,
    'marketplace-enabled': true,
    'directory-writable': false,
  })
  expect(seen).toMatchObject({ unlock: { open: false }, glpi: { version: '10.0.19', clockOffsetSeconds: 1.5 } })
  await panel.call('PUT', `${HERE}/settings`, { connection: null })
  expect(await registration()).toMatchObject({ state: 'active', storage: 'none', glpi: null, unlock: { open: true } })
})

test('the login of GLPI’s proxy is used, stored encrypted and never shown', async () => {
  const proxy = await servers.proxy()
  glpi.snapshot = {
    proxy: { host: '127.0.0.1', port: proxy.port, user: 'operator', password: 'canary-proxy-password' },
  }
  const told = [JSON.stringify(await put('standard'))]
  const login = Buffer.from('operator:canary-proxy-password').toString('base64')
  expect(proxy.received()).toContain(`proxy-authorization: Basic ${login}`)
  for (const path of ['', '/registration', '/settings', '/report', '/report?format=markdown'])
    told.push(await (await panel.call('GET', `${HERE}${path}`)).text())
  told.push(await (await panel.call('POST', `${HERE}/diagnosis`, {})).text())
  await panel.gateway.stop()
  const files = readdirSync(panel.folder).map((name) => readFileSync(join(panel.folder, name), 'latin1'))
  await panel.start()
  expect(told.join('')).toContain(`127.0.0.1:${proxy.port}`)
  for (const text of [...told, ...files, ...panel.log])
    for (const secret of ['operator', 'canary-proxy-password', login]) expect(text.includes(secret)).toBe(false)
})

test('GLPIs are looked at by themselves, soon after they are connected and each day', async () => {
  panel.gateway.scheduler.start()
  await expect.poll(async () => (await registration()).glpi?.seenAt).not.toBeNull()
  expect(glpi.done).toEqual(['look'])
  panel.passed = 25 * 3_600_000
  panel.gateway.scheduler.wake()
  await expect.poll(() => glpi.done).toEqual(['look', 'look'])
})

test('a diagnosis on the page includes GLPI, and GLPI’s clock', async () => {
  await put('standard')
  const text = await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  const lines = text.trim().split('\n')
  expect(lines.filter((line) => line.includes('"glpi-reach"') && line.includes('"line":"step"'))).toHaveLength(1)
  expect(await panel.json('GET', `${HERE}/diagnosis`)).toMatchObject({
    steps: expect.arrayContaining([expect.objectContaining({ stage: 'glpi-reach', outcome: 'passed' })]),
    clocks: expect.arrayContaining([expect.objectContaining({ clock: 'glpi', offsetSeconds: expect.any(Number) })]),
  })
  expect((await registration()).glpi?.seenAt).not.toBeNull()
})

/** Closed until it is opened. */
function gate() {
  let resolve = () => undefined as void
  const promise = new Promise<void>((open) => (resolve = open))
  return { promise, resolve: () => resolve() }
}
