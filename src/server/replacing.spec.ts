import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { History } from '#contract/history.ts'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { mayReplace, type Worth } from './replacement-guard.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
})
afterEach(() => panel.close())

const HERE = '/api/instances/town/registration'
const DAY_MS = 86_400_000
const ask = (method: string, path = '', body?: unknown) => panel.json(method, HERE + path, body)
const registration = async () => Registration.parse(await ask('GET'))
const save = (name: string, more = {}) => ask('PUT', '', { key: sandboxKey(name), ...more })
const put = async (name: string, more = {}) => Registration.parse(await save(name, more))
const restore = (name: string, more = {}) =>
  ask('POST', '/restore', { fingerprint: fingerprintOf(sandboxKey(name)), ...more })
const former = async () => (await registration()).former.map(({ fingerprint, reason }) => [fingerprint, reason])
const of = (name: string) => fingerprintOf(sandboxKey(name))

/** A gateway that waits for no answer: what comes later comes by itself. */
async function inNoTime(): Promise<void> {
  await panel.gateway.stop()
  panel.shortWaitMs = 0
  await panel.start()
}

const VERDICTS = ['accepted', 'ended', 'refused', 'no-answer'] as const
test.each<[Worth, (typeof VERDICTS)[number][]]>([
  ['good', ['accepted']],
  ['unanswered', ['accepted', 'no-answer']],
  ['nothing', ['accepted', 'ended', 'refused', 'no-answer']],
])('in place of what is worth %s goes, unasked, what is %j', (worth, may) => {
  expect(VERDICTS.filter((said) => mayReplace(worth, said))).toEqual(may)
})

test.each<[string, string, string]>([
  ['standard', 'basic', 'accepted'],
  ['refused', 'block-page', 'no-answer'],
  ['ended', 'refused', 'refused'],
  ['block-page', 'error-500', 'no-answer'],
])('in place of %s goes %s, which is %s', async (saved, name, said) => {
  await put(saved)
  expect(await put(name)).toMatchObject({ key: { fingerprint: of(name) }, vendor: { verdict: said } })
})

test.each<[string, string, string]>([
  ['standard', 'refused', 'refused'],
  ['standard', 'ended', 'ended'],
  ['standard', 'not-started', 'ended'],
  ['standard', 'block-page', 'no-answer'],
  ['ends-in-6', 'error-500', 'no-answer'],
  ['block-page', 'refused', 'refused'],
])('in place of %s goes %s, which is %s, only when asked to', async (saved, name, said) => {
  await put(saved)
  expect(Problem.parse(await save(name))).toMatchObject({
    code: 'key-not-verified',
    status: 409,
    check: { fingerprint: of(name), vendor: { verdict: said } },
  })
  expect([(await registration()).key?.fingerprint, glpi.value]).toEqual([of(saved), sandboxKey(saved)])
  expect(await put(name, { replaceUnverified: true })).toMatchObject({ key: { fingerprint: of(name) } })
})

test('a new key is asked about once, before it takes the place of a good one', async () => {
  await put('standard')
  const before = panel.sandbox.calls().length
  expect(await put('basic')).toMatchObject({ state: 'active', freshness: { by: 'save' } })
  expect(panel.sandbox.calls().length - before).toBe(1)
})

test('a save does not wait: the key is saved at once, and its verdict follows', async () => {
  await inNoTime()
  expect(await put('standard')).toMatchObject({ state: 'pending', vendor: { verdict: 'not-asked' } })
  await expect.poll(async () => (await registration()).state).toBe('active')
  expect((await registration()).freshness.by).toBe('save')
})

test('a good key is not replaced by one without an answer in time, unless that is confirmed', async () => {
  await put('standard')
  await inNoTime()
  expect(Problem.parse(await save('silent'))).toMatchObject({
    code: 'key-not-verified',
    check: { vendor: { verdict: 'no-answer', cause: 'reply-timeout' } },
  })
  expect((await registration()).key?.fingerprint).toBe(of('standard'))
  expect(await put('silent', { replaceUnverified: true })).toMatchObject({ state: 'pending' })
  expect(glpi.value).toBe(sandboxKey('silent'))
})

test('what was replaced or removed can be put back, here and in GLPI, and is no former key then', async () => {
  const start = Date.now()
  await put('standard')
  expect(await former()).toEqual([])
  await put('basic')
  expect(await former()).toEqual([[of('standard'), 'replaced']])
  panel.passed = 1000
  await ask('DELETE')
  expect(await former()).toEqual([
    [of('basic'), 'removed'],
    [of('standard'), 'replaced'],
  ])
  const [first] = (await registration()).former
  expect(Date.parse(first?.until ?? '') - Date.parse(first?.endedAt ?? '')).toBe(7 * DAY_MS)
  expect(Date.parse(first?.endedAt ?? '')).toBeGreaterThanOrEqual(start)
  expect(Registration.parse(await restore('standard'))).toMatchObject({ state: 'active', storage: 'proven' })
  expect([glpi.value, await former()]).toEqual([sandboxKey('standard'), [[of('basic'), 'removed']]])
  const { entries } = History.parse(await panel.json('GET', '/api/instances/town/history'))
  expect(entries.slice(0, 2).map(({ event, state }) => [event, state])).toEqual([
    ['checked', 'active'],
    ['restored', 'pending'],
  ])
})

test('a former key that is no good takes the place of a good one only when asked to', async () => {
  await put('refused')
  await put('standard')
  expect(Problem.parse(await restore('refused'))).toMatchObject({ code: 'key-not-verified' })
  expect(Registration.parse(await restore('refused', { replaceUnverified: true })).state).toBe('refused')
  expect(await former()).toEqual([[of('standard'), 'replaced']])
})

test('after seven days it is gone, from the replies at once and from the store soon', async () => {
  await put('standard')
  await put('basic')
  panel.passed = 7 * DAY_MS - 60_000
  expect(await former()).toHaveLength(1)
  panel.passed = 7 * DAY_MS
  await panel.signIn()
  expect(await former()).toEqual([])
  expect(Problem.parse(await restore('standard'))).toMatchObject({ code: 'former-key-unknown', status: 404 })
  panel.gateway.scheduler.start()
  const count = () => panel.gateway.store.selectFrom('former_keys').select('fingerprint').execute()
  await expect.poll(async () => (await count()).length).toBe(0)
})

test('a former key goes nowhere but where it was given for', async () => {
  await put('standard')
  await ask('DELETE')
  const settings = (form: unknown) => panel.call('PUT', '/api/instances/town/settings', form)
  await settings({ servicesUrl: 'http://127.0.0.2:9' })
  expect(await former()).toEqual([])
  expect(Problem.parse(await restore('standard'))).toMatchObject({ code: 'former-key-unknown' })
  await settings({ servicesUrl: panel.sandbox.url })
  expect(await former()).toEqual([[of('standard'), 'removed']])
  await settings({ connection: { rest: { url: 'http://127.0.0.2:9/glpi', userToken: 'another-token' } } })
  expect(await former()).toEqual([])
  // without a GLPI it goes into none
  await settings({ connection: null })
  expect(await former()).toEqual([[of('standard'), 'removed']])
})

test('of the many that one instance has had, the latest ten can be put back', async () => {
  const names = ['basic', 'standard', 'advanced', 'trial-15', 'trial-30', 'ends-in-45', 'ends-in-20', 'ends-in-6']
  for (const name of [...names, 'ends-in-1', 'ends-today', 'registered', 'not-started']) {
    panel.passed += 1
    await put(name, { replaceUnverified: true })
  }
  const kept = (await former()).map(([fingerprint]) => fingerprint)
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([10, of('registered'), of('standard')])
})

test('with its instance a former key is gone, and no text of one is in any reply', async () => {
  await put('standard')
  await put('basic')
  for (const path of ['', '/refresh'])
    expect(JSON.stringify(await ask(path === '' ? 'GET' : 'POST', path))).not.toContain(sandboxKey('standard'))
  await panel.call('DELETE', '/api/instances/town')
  expect(await panel.gateway.store.selectFrom('former_keys').selectAll().execute()).toEqual([])
})

test.each<[string, Record<string, unknown>]>([
  ['standard', {}],
  ['refused', { replaceUnverified: true }],
])('a key in place of another, and the answer that it is %s, are stored in one write', async (name, more) => {
  await put('basic')
  const transactions = vi.spyOn(panel.gateway.store, 'transaction')
  expect((await put(name, more)).vendor.verdict).toBe(name === 'standard' ? 'accepted' : 'refused')
  // the first is the audit's row that something is sent to GLPI
  expect(transactions).toHaveBeenCalledTimes(2)
})

test('a key whose GLPI refuses it is not stored, whatever GLPI Network says of it', async () => {
  glpi.writeCause = 'right-missing'
  expect(await save('standard')).toMatchObject({ code: 'right-missing' })
  expect((await registration()).key).toBeNull()
})
