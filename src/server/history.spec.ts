import { afterEach, beforeEach, expect, test } from 'vitest'
import { History } from '#contract/history.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

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
  await panel.signIn('viewer')
  await panel.json('POST', `${HERE}/registration/refresh`)
  await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  panel.gateway.scheduler.start()
  await checkByItself(1.5)
  await panel.signIn('admin')
  await panel.json('DELETE', `${HERE}/registration`)
  expect(await lines()).toEqual([
    '1 removed, person, admin 3',
    '1 checked, schedule, –',
    '2 checked, person, viewer 2',
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
