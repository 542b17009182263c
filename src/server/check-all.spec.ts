import { afterEach, beforeEach, expect, test } from 'vitest'
import { CheckAllRun } from '#contract/check-all.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { createCheckAll } from './check-all.ts'
import type { RegistrationService } from './registration-service.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const run = async (method: string, path = '/api/check-all', body?: unknown) =>
  CheckAllRun.parse(await panel.json(method, path, body))

async function add(id: string, servicesUrl = panel.sandbox.url): Promise<void> {
  await panel.call('POST', '/api/instances', { id, name: `Town ${id}`, servicesUrl })
  await panel.call('PUT', `/api/instances/${id}/registration`, { key: sandboxKey('standard') })
}

test('many keys are checked here, and what got no answer is named with its cause', async () => {
  await add('one')
  await add('two', 'http://127.0.0.1:9')
  expect(await panel.json('GET', '/api/check-all')).toBeNull()
  const started = await run('POST', '/api/check-all', { instances: ['one', 'two', 'gone', 'one'] })
  expect(started).toMatchObject({ phase: 'running', total: 3 })
  await expect.poll(async () => (await run('GET')).phase).toBe('ended')
  expect(await run('GET')).toMatchObject({
    done: 3,
    failed: 2,
    failures: [
      { id: 'two', name: 'Town two', why: 'connect-refused' },
      { id: 'gone', name: 'gone', why: 'instance-unknown' },
    ],
  })
  await panel.call('DELETE', '/api/check-all')
  expect(await panel.json('GET', '/api/check-all')).toBeNull()
})

test.each<[string, unknown]>([
  ['none', { instances: [] }],
  ['no ids', { instances: ['Not an id'] }],
  ['more than there may be', { instances: Array.from({ length: 20_001 }, (_, at) => `n${at}`) }],
])('refused: %s', async (_, body) => {
  expect(await panel.json('POST', '/api/check-all', body)).toMatchObject({ code: 'request-invalid' })
})

test('the ids of a large fleet are taken, and those of a larger request are not', async () => {
  const long = Array.from({ length: 10_000 }, (_, at) => `town-${at}`)
  expect(JSON.stringify(long).length).toBeGreaterThan(65_536)
  expect(await run('POST', '/api/check-all', { instances: long })).toMatchObject({ phase: 'running', total: 10_000 })
  expect(await run('POST', '/api/check-all/cancel')).toMatchObject({ phase: 'cancelled' })
  expect(await panel.json('POST', '/api/instances', { id: 'x'.repeat(70_000) })).toMatchObject({
    code: 'body-too-large',
  })
})

/** A run whose questions are answered by hand. */
function byHand() {
  const asked: string[] = []
  const open: (() => void)[] = []
  const { store, events } = panel.gateway
  const refresh: RegistrationService['refresh'] = async (id) => {
    const registration = await panel.gateway.registrationService.load('sandbox')
    await new Promise<void>((resolve) => {
      asked.push(id)
      open.push(resolve)
    })
    return { ...registration, vendor: { ...registration.vendor, verdict: 'accepted' } }
  }
  return {
    asked,
    answer: (count: number) => open.splice(0, count).forEach((resolve) => resolve()),
    checkAll: createCheckAll({ store, events, refresh, now: Date.now, report: (error) => panel.reports.push(error) }),
  }
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']

test('a gateway that stops in mid-run says where, and the next one goes on from there', async () => {
  const first = byHand()
  await first.checkAll.start(IDS, 'en')
  await expect.poll(() => first.asked.length).toBe(4)
  first.answer(1)
  await expect.poll(() => first.asked).toEqual(['a', 'b', 'c', 'd', 'e'])
  const stopped = first.checkAll.stop()
  first.answer(4)
  await stopped

  const second = byHand()
  expect(await second.checkAll.view()).toMatchObject({ phase: 'stopped', done: 1, total: 6 })
  expect(await second.checkAll.resume('en')).toMatchObject({ phase: 'running', done: 1 })
  await expect.poll(() => second.asked).toEqual(['b', 'c', 'd', 'e'])
  // another press joins the one that runs
  expect(await second.checkAll.start(['x'], 'en')).toMatchObject({ total: 6 })
  second.answer(4)
  await expect.poll(() => second.asked).toEqual(['b', 'c', 'd', 'e', 'f'])
  second.answer(1)
  await expect.poll(async () => (await second.checkAll.view())?.phase).toBe('ended')
  expect(await second.checkAll.view()).toMatchObject({ done: 6, failed: 0 })
})

test('a cancelled run begins no further question, and can go on', async () => {
  const { asked, answer, checkAll } = byHand()
  await checkAll.start(IDS, 'en')
  await expect.poll(() => asked.length).toBe(4)
  expect(await checkAll.cancel()).toMatchObject({ phase: 'cancelled', done: 0 })
  answer(4)
  expect(await checkAll.resume('en')).toMatchObject({ phase: 'running', done: 0 })
  await expect.poll(() => asked).toEqual(['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd'])
  expect(await checkAll.cancel()).toMatchObject({ phase: 'cancelled' })
  const ended = checkAll.stop()
  answer(4)
  await ended
})
