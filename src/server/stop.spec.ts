import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { History } from '#contract/history.ts'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
})
afterEach(async () => {
  vi.useRealTimers()
  await panel.close()
})

const HERE = '/api/instances/town/registration'
const put = (name: string) => panel.call('PUT', HERE, { key: sandboxKey(name) })

test('a stop does not wait for a GLPI that takes a write and never answers, and what was acknowledged is there afterwards', async () => {
  expect((await put('standard')).status).toBe(200)
  let answerAtLast: () => void = () => undefined
  glpi.gate = new Promise((resolve) => (answerAtLast = resolve))
  const asked = glpi.opened.length
  const unanswered = put('basic')
  await expect.poll(() => glpi.opened.length).toBeGreaterThan(asked)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isStopped = false
  const stopped = panel.gateway.stop().then(() => (isStopped = true))
  // with the ten seconds in which what was begun may be answered, this is less than twenty
  await vi.advanceTimersByTimeAsync(8000)
  vi.useRealTimers()
  await expect.poll(() => isStopped).toBe(true)
  await stopped
  // GLPI has taken it, and there is nobody to be told
  answerAtLast()
  expect((await unanswered).status).toBe(500)
  await panel.start()
  const { key, state } = Registration.parse(await panel.json('GET', HERE))
  expect([key?.fingerprint, state]).toEqual([fingerprintOf(sandboxKey('standard')), 'active'])
  const { entries } = History.parse(await panel.json('GET', '/api/instances/town/history'))
  expect(entries.map(({ event }) => event)).toEqual(['checked', 'saved'])
  // the next look at GLPI shows what it took
  expect(await panel.json('POST', `${HERE}/refresh`)).toMatchObject({ state: 'differs' })
  expect((await put('basic')).status).toBe(200)
})
