import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CheckReply, Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
/** GLPI Network, as the test wants it. */
let vendor: Server
let servicesUrl = ''
let asked = 0
let answer: (reply: ServerResponse) => void
beforeEach(async () => {
  panel = await TestGateway.open()
  asked = 0
  answer = (reply) => reply.writeHead(404).end()
  vendor = createServer((_, reply) => {
    asked += 1
    answer(reply)
  }).listen(0, '127.0.0.1')
  await once(vendor, 'listening')
  const address = vendor.address()
  servicesUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterEach(async () => {
  await panel.close()
  vendor.close()
  vendor.closeAllConnections()
})

const add = (id: string) => panel.call('POST', '/api/instances', { id, name: id, servicesUrl })
const pathOf = (id: string) => `/api/instances/${id}/registration`
const refresh = (id: string) => panel.call('POST', `${pathOf(id)}/refresh`)
const restart = async () => {
  await panel.gateway.stop()
  await panel.start()
}

test('of the presses of one person, as many are done as a person could mean, and others go on', async () => {
  // a clock that stands still, however long this takes
  vi.useFakeTimers({ toFake: ['Date'] })
  await add('town')
  await panel.signIn('operator')
  const replies = await Promise.all(Array.from({ length: 300 }, () => refresh('town')))
  const refused = replies.filter(({ status }) => status === 429)
  expect([refused.length, replies.filter(({ status }) => status === 200).length]).toEqual([200, 100])
  expect(refused[0]?.headers.get('retry-after')).toBe('1')
  // what asks nobody is as free as ever
  expect((await panel.call('GET', pathOf('town'))).status).toBe(200)
  // and so is somebody else
  await panel.signIn('operator')
  expect((await refresh('town')).status).toBe(200)
  vi.useRealTimers()
})

test('a pause that the vendor has asked for holds for everybody who asks at its address', async () => {
  answer = (reply) => reply.writeHead(503, { 'retry-after': '120' }).end()
  await add('town')
  await add('village')
  await panel.call('PUT', pathOf('town'), { key: sandboxKey('standard') })
  // and it is not tried again before it is over
  expect(asked).toBe(1)
  const before = Registration.parse(await panel.json('GET', pathOf('town')))
  for (let count = 0; count < 50; count += 1) expect((await refresh('town')).status).toBe(200)
  const check = await panel.json('POST', `${pathOf('village')}/check`, { key: sandboxKey('basic') })
  expect(CheckReply.parse(check).vendor).toMatchObject({ verdict: 'no-answer', cause: 'vendor-error' })
  expect(asked).toBe(1)
  const after = Registration.parse(await panel.json('GET', pathOf('town')))
  // what was not asked is in no history, and delays nothing
  expect({ ...after, now: before.now }).toEqual(before)
  panel.passed = 121_000
  answer = (reply) => reply.writeHead(404).end()
  await refresh('town')
  expect(asked).toBe(2)
})

test('a silent vendor leaves the others their places, and is asked for a sign of life only', async () => {
  const many = Array.from({ length: 20 }, (_, number) => `silent-${number}`)
  // as long as they are saved
  answer = (reply) => reply.writeHead(200, { 'content-type': 'application/json' }).end('{"is_valid":true}')
  for (const id of many) {
    await add(id)
    await panel.call('PUT', pathOf(id), { key: sandboxKey('standard') })
  }
  await panel.call('PUT', pathOf('sandbox'), { key: sandboxKey('standard') })
  await restart()
  // the others are due first
  const { store } = panel.gateway
  await store.updateTable('registrations').set({ next_check_at: 1 }).where('instance_id', '<>', 'sandbox').execute()
  await store.updateTable('registrations').set({ next_check_at: 2 }).where('instance_id', '=', 'sandbox').execute()
  const held: ServerResponse[] = []
  answer = (reply) => void held.push(reply)
  asked = 0
  panel.gateway.scheduler.start()
  const bySchedule = async () => Registration.parse(await panel.json('GET', pathOf('sandbox'))).freshness.by
  await expect.poll(bySchedule).toBe('schedule')
  await expect.poll(() => asked).toBeGreaterThan(0)
  for (const reply of held) reply.writeHead(404).end()
  // nobody else asks: all that are due wait for one that finds out
  const due = async () =>
    (await store.selectFrom('registrations').select('instance_id').where('next_check_at', '<', Date.now()).execute())
      .length
  await expect.poll(due).toBe(0)
  expect(asked).toBeLessThanOrEqual(8)
})
