import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEMO_KEY } from '../../domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { openGlpi } from '#glpi/open-glpi.ts'
import { startGlpiFarm, type GlpiFarm } from '#glpi/testing/farm.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from '#server/testing/gateway.ts'
import { latchkey } from '../testing/latchkey.ts'

let farm: GlpiFarm
let panel: TestGateway
beforeEach(async () => {
  farm = await startGlpiFarm({ count: 1 })
  panel = await TestGateway.open((opening) => (opening.openGlpi = openGlpi))
  const connection = { rest: { url: farm.urlOf(0), userToken: farm.userToken } }
  await panel.json('POST', '/api/instances', { id: 'head', name: 'Head office', connection })
})
afterEach(async () => {
  await panel.close()
  await farm.close()
})

const on = (line: string[], stdin = '') =>
  latchkey(line, { stdin, env: { LATCHKEY_DATA: panel.folder, LATCHKEY_SERVICES_URL: panel.sandbox.url } })

const registration = () => panel.json('GET', '/api/instances/head/registration')

test('an instance of the panel, by its name or its id: what is written shows there', async () => {
  const set = await on(['set', '--instance', 'Head office', '--no-check', '--json'], DEMO_KEY)
  expect([set.code, set.err]).toEqual([0, ''])
  expect(JSON.parse(set.out)).toMatchObject({ instance: 'Head office', did: 'wrote', storage: 'proven' })
  expect(farm.keyOf(0)).toBe(DEMO_KEY)
  expect(await registration()).toMatchObject({ key: { fingerprint: fingerprintOf(DEMO_KEY) }, storage: 'proven' })
  const again = await on(['set', '--instance', 'head', '--no-check', '--json'])
  expect(JSON.parse(again.out)).toMatchObject({ did: 'kept', storage: 'proven' })
  expect((await on(['status', '--instance', 'head', '--offline'])).code).toBe(0)
  const removed = await on(['remove', '--instance', 'head', '--yes'])
  expect([removed.code, farm.keyOf(0)]).toEqual([0, ''])
  expect(await registration()).toMatchObject({ key: null, storage: 'none' })
})

test.each<[string, string[], number, string]>([
  ['another instance', ['status', '--instance', 'nobody'], 2, 'no instance nobody'],
  ['one without a GLPI', ['status', '--instance', 'sandbox'], 2, 'has no connection'],
])('%s', async (_, line, code, sentence) => {
  const result = await on(line)
  expect([result.code, result.err]).toEqual([code, expect.stringContaining(sentence)])
})

test.each<[keyName: string | null, code: number, out: string]>([
  ['ends-in-20', 1, 'LATCHKEY WARNING: Practice: The subscription ends in 20 days | days_left=20d;30;7'],
  ['standard', 0, 'LATCHKEY OK: Practice: The subscription runs for 165 more days | days_left=165d;30;7'],
  [null, 3, 'LATCHKEY UNKNOWN: Practice: No registration key is saved'],
])('a monitoring system may watch the key of an instance without a GLPI: %s', async (keyName, code, out) => {
  if (keyName) await panel.json('PUT', '/api/instances/sandbox/registration', { key: sandboxKey(keyName) })
  expect(await on(['status', '--instance', 'sandbox', '--format', 'nagios'])).toEqual({ code, out, err: '' })
})

test('no panel here', async () => {
  const { code, err } = await latchkey('status --instance x', { env: { LATCHKEY_DATA: '/nowhere' } })
  expect([code, err]).toEqual([2, expect.stringContaining('There is no Latchkey in /nowhere')])
})
