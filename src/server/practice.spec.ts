import { afterEach, beforeEach, expect, test } from 'vitest'
import { Instances, Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const REAL = btoa(JSON.stringify({ customer: 'town-hall', signature: 'c2lnbmF0dXJl'.repeat(12) }))
const HERE = '/api/instances/sandbox'

test.each([
  ['PUT', `${HERE}/registration`],
  ['POST', `${HERE}/registration/check`],
  ['POST', `${HERE}/diagnosis`],
])('a real key is neither sent nor judged nor saved by practice: %s %s', async (method, path) => {
  const reply = await panel.call(method, path, { key: REAL })
  expect(reply.status).toBe(409)
  expect(Problem.parse(await reply.json()).code).toBe('key-not-for-practice')
  expect(panel.sandbox.calls()).toEqual([])
  expect(Registration.parse(await panel.json('GET', `${HERE}/registration`)).key).toBeNull()
})

test('a practice key is good there, and what is no key at all is judged as everywhere', async () => {
  expect(await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })).toMatchObject({
    state: 'active',
    subscription: { title: 'Practice Standard' },
  })
  expect(await panel.json('POST', `${HERE}/registration/check`, { key: 'hello world' })).toMatchObject({
    state: 'refused',
  })
})

test('an instance of one’s own takes any key', async () => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  const reply = await panel.call('POST', '/api/instances/town/registration/check', { key: REAL })
  expect(reply.status).toBe(200)
})

test('the instance for practice is called that, also where an earlier version named it', async () => {
  const placed = await panel.gateway.instances.find('sandbox')
  if (placed) await panel.gateway.instances.change(placed, { ...placed, name: 'Sandbox' }, false)
  await panel.gateway.stop()
  await panel.start()
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances.map(({ name }) => name)).toEqual(['Practice'])
})

test('no sentence of its report is about GLPI Network', async () => {
  await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('refused') })
  await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  const report = await (await panel.call('GET', `${HERE}/report?format=markdown`)).text()
  expect(report).toContain('The sandbox')
  expect(report.replaceAll('Setup > General > GLPI Network', '')).not.toContain('GLPI Network')
})

test('a subscription that starts later is listed as that, with the days until it does', async () => {
  await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('not-started') })
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances[0]).toMatchObject({ state: 'not-started', daysLeft: null, startsInDays: 20 })
})
