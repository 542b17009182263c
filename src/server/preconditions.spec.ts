import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InstanceSettings } from '#contract/instance-settings.ts'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  // no time passes but what a test lets pass
  vi.useFakeTimers({ toFake: ['Date'] })
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
})
afterEach(async () => {
  vi.useRealTimers()
  await panel.close()
})

const HERE = '/api/instances/town'
const registration = async () => Registration.parse(await panel.json('GET', `${HERE}/registration`))
const settings = async () => InstanceSettings.parse(await panel.json('GET', `${HERE}/settings`))
const put = async (name: string) =>
  Registration.parse(await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey(name) }))
const meant = (...tags: string[]) => ({ 'if-match': tags.join(', ') })

/** Each change of a registration, as a request. */
const CHANGES: [string, string, string, unknown][] = [
  ['save', 'PUT', '/registration', { key: sandboxKey('basic') }],
  ['remove', 'DELETE', '/registration', undefined],
  ['write again', 'POST', '/registration/write', undefined],
  ['put back', 'POST', '/registration/restore', { fingerprint: fingerprintOf(sandboxKey('advanced')) }],
]

test.each(CHANGES)('%s: done to the state it is meant for, and to no other', async (_, method, path, body) => {
  await put('advanced')
  const seen = await put('standard')
  panel.skew = 20_000
  await put('ends-in-45')
  const before = [glpi.value, glpi.done.length]
  const reply = await panel.call(method, HERE + path, body, meant(`"${seen.revision}"`))
  expect([reply.status, reply.headers.get('content-type')]).toEqual([412, 'application/problem+json'])
  const { code, detail, changed } = Problem.parse(await reply.json())
  const fingerprint = fingerprintOf(sandboxKey('ends-in-45'))
  const { revision, key } = await registration()
  expect([code, changed]).toEqual(['changed-meanwhile', { what: 'key-replaced', secondsAgo: 0, fingerprint, revision }])
  expect(detail).toBe(`The key was replaced 0 s ago, so nothing was done: ${fingerprint} is saved now.`)
  expect([key?.fingerprint, glpi.value, glpi.done.length]).toEqual([fingerprint, ...before])
  // after the question: for the state that is there now
  expect((await panel.call(method, HERE + path, body, meant(`"${revision}"`))).status).toBe(200)
})

test.each<[string, () => Promise<unknown>, string]>([
  ['saved', () => put('standard'), 'A key was saved 20 s ago'],
  ['removed', () => panel.call('DELETE', `${HERE}/registration`), 'The key was removed 20 s ago'],
  ['moved', () => panel.call('PUT', `${HERE}/settings`, { connection: null }), 'The settings were changed 20 s ago'],
])('what was changed, and when: %s', async (what, change, sentence) => {
  if (what !== 'saved') await put('standard')
  const { revision } = await registration()
  await change()
  panel.passed = 20_000
  const refused = await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('basic') }, meant(`"${revision}"`))
  expect(Problem.parse(refused)).toMatchObject({ status: 412, changed: { secondsAgo: 20 } })
  expect(Problem.parse(refused).detail).toMatch(sentence)
})

test('what changes by itself is no other state: a verdict, a look, a new name', async () => {
  const { revision } = await put('standard')
  await panel.sandbox.close()
  await panel.call('POST', `${HERE}/registration/refresh`)
  await panel.call('PUT', `${HERE}/settings`, { name: 'Town hall' })
  const now = await registration()
  expect([now.state, now.revision]).toEqual(['unconfirmed', revision])
  await panel.startSandbox()
})

test.each<[string, (revision: string) => Record<string, string>, number]>([
  ['no precondition', () => ({}), 200],
  ['any state', () => meant('*'), 200],
  ['one of several', (revision) => meant('"another"', `"${revision}"`), 200],
  ['weakened by a proxy that compresses', (revision) => meant(`W/"${revision}"`), 200],
  ['the tag of a view', (revision) => meant(`"${revision}~view"`), 200],
  ['the tag of a view of another', () => meant('"another~view"'), 412],
  ['no tag at all', (revision) => meant(revision), 412],
  ['of another', () => meant('"another"'), 412],
])('If-Match: %s', async (_, headers, status) => {
  const { revision } = await put('standard')
  const reply = await panel.call('DELETE', `${HERE}/registration`, undefined, headers(revision))
  expect(reply.status).toBe(status)
})

test('every reply with a state carries it as its tag', async () => {
  const body = { key: sandboxKey('standard') }
  for (const [method, path, sent] of [
    ['PUT', '/registration', body],
    ['GET', '/registration', undefined],
    ['POST', '/registration/refresh', undefined],
    ['POST', '/registration/write', undefined],
    ['DELETE', '/registration', undefined],
    ['GET', '/settings', undefined],
    ['PUT', '/settings', { name: 'Town' }],
  ] as const) {
    const reply = await panel.call(method, HERE + path, sent)
    const { revision }: { revision: string } = await reply.json()
    // what follows in a read tells its views apart
    const tag = reply.headers.get('etag')?.replace(method === 'GET' ? /~[\w-]{16}(?="$)/ : '', '')
    expect([path, tag]).toEqual([path, `"${revision}"`])
  }
})

test('changes of settings and removals depend on the state of the settings alone, whatever key was saved', async () => {
  const seen = await settings()
  await put('standard')
  expect((await settings()).revision).toBe(seen.revision)
  await panel.call('PUT', `${HERE}/settings`, { name: 'Town hall' })
  for (const [method, path, body] of [
    ['PUT', '/settings', { name: 'Mine' }],
    ['DELETE', '', undefined],
  ] as const) {
    const refused = await panel.json(method, HERE + path, body, meant(`"${seen.revision}"`))
    expect(Problem.parse(refused)).toMatchObject({ status: 412, changed: { what: 'settings-changed' } })
  }
  const { name, revision } = await settings()
  expect(name).toBe('Town hall')
  expect((await panel.call('DELETE', HERE, undefined, meant(`"${revision}"`))).status).toBe(204)
})

test('of two changes at once that are meant for one state, one is done', async () => {
  const { revision } = await put('standard')
  const replies = await Promise.all(
    ['basic', 'advanced'].map((name) =>
      panel.call('PUT', `${HERE}/registration`, { key: sandboxKey(name) }, meant(`"${revision}"`)),
    ),
  )
  expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
  expect(glpi.value).toBe(sandboxKey(replies[0]?.ok ? 'basic' : 'advanced'))
})
