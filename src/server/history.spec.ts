import { afterEach, beforeEach, expect, test } from 'vitest'
import { History } from '#contract/history.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

const DAY = 86_400_000
const HERE = '/api/instances/sandbox'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const history = async () => History.parse(await panel.json('GET', `${HERE}/history`)).entries

/** "2 checked, schedule, –", newest first. */
const lines = async () =>
  (await history()).map(
    ({ event, count, trigger, signIn }) =>
      `${count} ${event}, ${trigger}, ${signIn === null ? '–' : `${signIn.role} ${signIn.number}`}`,
  )

const checkByItself = async (days: number) => {
  const before = (await history()).reduce((sum, { count }) => sum + count, 0)
  panel.passed = days * DAY
  panel.gateway.scheduler.wake()
  await expect.poll(async () => (await history()).reduce((sum, { count }) => sum + count, 0)).toBe(before + 1)
}

test('each line names who set it off', async () => {
  await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('ends-in-45') })
  await panel.signIn('operator')
  await panel.json('POST', `${HERE}/registration/refresh`)
  await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  panel.gateway.scheduler.start()
  await checkByItself(1.5)
  await panel.signIn('admin')
  await panel.json('DELETE', `${HERE}/registration`)
  expect(await lines()).toEqual([
    '1 removed, person, admin 4',
    '1 checked, schedule, –',
    '2 checked, person, operator 2',
    '1 checked, save, admin 1',
    '1 saved, person, admin 1',
  ])
})

test('each check names the end of the subscription', async () => {
  await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('ends-in-45') })
  const [checked, saved] = await history()
  const days = (Date.parse(checked?.endsAt ?? '') - Date.now()) / DAY
  expect(days).toBeGreaterThan(45)
  expect(days).toBeLessThan(46)
  expect(saved).toMatchObject({ event: 'saved', beginsAt: null, endsAt: null })
})

test('a pause in which nobody knows is not hidden within one line', async () => {
  await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('refused') })
  panel.gateway.scheduler.start()
  await checkByItself(1.5)
  await checkByItself(3)
  await checkByItself(9)
  expect((await lines()).slice(0, 3)).toEqual([
    '1 checked, schedule, –',
    '2 checked, schedule, –',
    '1 checked, save, admin 1',
  ])
})

test('a change of settings and a dismissed warning have a line with who', async () => {
  await panel.json('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  await panel.json('PUT', '/api/instances/town/settings', { name: 'Town hall' })
  await panel.json('PUT', '/api/instances/town/registration', { key: sandboxKey('ends-in-20') })
  await panel.signIn('viewer')
  expect((await panel.call('POST', '/api/instances/town/registration/dismiss')).status).toBe(204)
  const { entries } = History.parse(await panel.json('GET', '/api/instances/town/history'))
  expect(entries.map(({ event, state, signIn }) => [event, state, signIn?.role, signIn?.number])).toEqual([
    ['dismissed', 'expiring', 'viewer', 2],
    ['checked', 'expiring', 'admin', 1],
    ['saved', 'pending', 'admin', 1],
    ['settings-changed', 'none', 'admin', 1],
  ])
})

test('a change of state that only an inspection saw has a line at once', async () => {
  const glpi = new ScriptedGlpi()
  await panel.close()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }
  await panel.json('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
  await panel.json('PUT', '/api/instances/town/registration', { key: sandboxKey('standard') })
  glpi.saveThere(sandboxKey('basic'))
  await (await panel.call('POST', '/api/instances/town/diagnosis', {})).text()
  const { entries } = History.parse(await panel.json('GET', '/api/instances/town/history'))
  expect(entries.map(({ event, state, trigger }) => [event, state, trigger])).toEqual([
    ['checked', 'differs', 'person'],
    ['inspected', 'differs', 'person'],
    ['checked', 'active', 'save'],
    ['saved', 'pending', 'person'],
  ])
})
