import { afterAll, beforeAll, expect, test } from 'vitest'
import { Health } from '#contract/panel.ts'
import { TestGateway } from '../testing/gateway.ts'
import { createApp } from './app.ts'
import { createFront } from '../front.ts'

let panel: TestGateway
beforeAll(async () => {
  panel = await TestGateway.open()
})
afterAll(() => panel.close())

const front = createFront({ host: '0.0.0.0', publicUrl: 'https://panel.example', basePath: '', trustedProxies: [] })
const COMMAND = "LATCHKEY_DATA='/srv/lock and key' npx latchkey invite"

test.each([
  ['this machine', '127.0.0.1', 'http://127.0.0.1:8420', {}, COMMAND],
  ['this machine, by name', '::1', 'http://localhost:8420', {}, COMMAND],
  ['this machine, with a socket for both', '::ffff:127.0.0.1', 'http://127.0.0.1:8420', {}, COMMAND],
  ['another machine', '192.0.2.7', 'http://panel.example:8420', {}, undefined],
  ['another machine that says otherwise', '192.0.2.7', 'http://localhost', {}, undefined],
  ['a proxy on this machine', '127.0.0.1', 'https://panel.example', {}, undefined],
  ['a proxy that passes on no name', '127.0.0.1', 'http://127.0.0.1:8420', { 'x-forwarded-proto': 'https' }, undefined],
  ['a proxy that names whom it speaks for', '::1', 'http://localhost', { forwarded: 'for=192.0.2.7' }, undefined],
  ['nobody knows who', undefined, 'http://localhost', {}, undefined],
])('the data folder is shown to this machine only: %s', async (_, remoteAddress, origin, headers, expected) => {
  const app = createApp({ ...panel.gateway, dataFolder: '/srv/lock and key', front }, null)
  const reply = await app.request(`${origin}/api/health`, { headers }, { incoming: { socket: { remoteAddress } } })
  expect(Health.parse(await reply.json()).inviteCommand).toBe(expected)
})

test('an installed package names its own command', async () => {
  const app = createApp({ ...panel.gateway, commandLine: 'sudo latchkey', front }, null)
  const socket = { remoteAddress: '127.0.0.1' }
  const reply = await app.request('http://127.0.0.1:8420/api/health', {}, { incoming: { socket } })
  expect(Health.parse(await reply.json()).inviteCommand).toBe('sudo latchkey invite')
})
