import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { registrationStore } from './store/registrations.ts'
import { TestGateway } from './testing/gateway.ts'

let first: TestGateway
let second: TestGateway
/** GLPI Network, as the test wants it. */
let vendor: Server
let servicesUrl = ''
let asked = 0
let answer: (reply: ServerResponse) => void

const busy = (reply: ServerResponse) => void reply.writeHead(503, { 'retry-after': '120' }).end()
const accepting = (reply: ServerResponse) =>
  void reply
    .writeHead(200, { 'content-type': 'application/json' })
    .end('{"is_valid":true,"validation_message":"","subscription":null}')

beforeEach(async () => {
  // a clock that stands still, however long this takes
  vi.useFakeTimers({ toFake: ['Date'] })
  first = await TestGateway.open()
  second = await TestGateway.beside(first)
  asked = 0
  answer = accepting
  vendor = createServer((_, reply) => {
    asked += 1
    answer(reply)
  }).listen(0, '127.0.0.1')
  await once(vendor, 'listening')
  const address = vendor.address()
  servicesUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  for (const id of ['town', 'village']) await first.call('POST', '/api/instances', { id, name: id, servicesUrl })
})
afterEach(async () => {
  await second.close()
  await first.close()
  vendor.close()
  vendor.closeAllConnections()
  vi.useRealTimers()
})

const pathOf = (id: string) => `/api/instances/${id}/registration`
const pass = (ms: number) => {
  for (const replica of [first, second]) replica.passed += ms
}

test('a pause that one replica hears of binds the other, and outlives a restart of both', async () => {
  await first.call('PUT', pathOf('town'), { key: sandboxKey('standard') })
  answer = busy
  await first.call('POST', `${pathOf('town')}/refresh`)
  expect(asked).toBe(2)
  const check = () => second.json('POST', `${pathOf('village')}/check`, { key: sandboxKey('basic') })
  expect(await check()).toMatchObject({ vendor: { verdict: 'no-answer', cause: 'vendor-error' } })
  await second.call('POST', `${pathOf('town')}/refresh`)
  for (const replica of [first, second]) {
    await replica.gateway.stop()
    await replica.start()
  }
  await check()
  expect(asked).toBe(2)
  pass(121_000)
  answer = accepting
  expect(await check()).toMatchObject({ vendor: { verdict: 'accepted' } })
  expect(asked).toBe(3)
})

test('wrong tokens tried at both replicas count together, and the wait holds at both', async () => {
  const spend = async (replica: TestGateway) =>
    (await replica.call('POST', '/api/session', { token: 'wrong' }, { cookie: '' })).status
  const statuses: number[] = []
  for (let tries = 0; tries < 8; tries += 1) statuses.push(await spend(tries % 2 === 0 ? first : second))
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429])
  await second.gateway.stop()
  await second.start()
  expect(await spend(second)).toBe(429)
  pass(1000)
  expect(await spend(second)).toBe(401)
  // the second wrong one too many costs two seconds, at the other replica as well
  pass(1000)
  expect(await spend(first)).toBe(429)
  expect(await first.gateway.store.selectFrom('limit_states').select('name').execute()).not.toContainEqual({
    name: expect.stringContaining('127.0.0.1'),
  })
})

test('what one sign-in sets off at both replicas is one budget', async () => {
  await first.signIn('operator')
  const { cookie } = first
  // as another replica has it after a moment
  pass(200)
  const statuses: number[] = []
  for (let count = 0; count < 104; count += 1) {
    const replica = count % 2 === 0 ? first : second
    statuses.push((await replica.call('POST', `${pathOf('village')}/refresh`, undefined, { cookie })).status)
  }
  expect([statuses.slice(0, 100).every((status) => status === 200), statuses.slice(100)]).toEqual([
    true,
    [429, 429, 429, 429],
  ])
})

test('a vendor that is silent for one replica is silent for the other: one of both looks for a sign of life', async () => {
  await first.call('PUT', pathOf('town'), { key: sandboxKey('standard') })
  answer = (reply) => void reply.writeHead(404).end()
  for (let count = 0; count < 3; count += 1) await first.call('POST', `${pathOf('town')}/refresh`)
  const waits: number[] = []
  const look = async (replica: TestGateway) => {
    const instance = await replica.gateway.instances.find('town')
    const saved = await registrationStore(replica.gateway.store).find('town')
    if (instance && saved) waits.push(await replica.gateway.checker.waitMs(instance, saved))
  }
  await look(second)
  pass(30_000)
  await look(second)
  await look(first)
  expect(waits).toEqual([30_000, 0, 60_000])
})
