import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AuditReply } from '#contract/audit.ts'
import { History } from '#contract/history.ts'
import { Registration } from '#contract/panel.ts'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

const TOWN = '/api/instances/town'

let panel: TestGateway
let glpi: FakeGlpi
beforeEach(async () => {
  panel = await TestGateway.open()
  glpi = await startFakeGlpi({ cryptFile: randomBytes(32) })
  const connection = { rest: { url: `${glpi.url}/apirest.php`, userToken: glpi.userToken } }
  await panel.call('POST', '/api/instances', {
    id: 'town',
    name: 'Town hall',
    servicesUrl: panel.sandbox.url,
    connection,
  })
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

const set = (choice: string, headers?: Record<string, string>, instance = TOWN) =>
  panel.call('PUT', `${instance}/registration/plugins-page`, { choice }, headers)
const events = async () =>
  History.parse(await panel.json('GET', `${TOWN}/history`)).entries.map(
    ({ event, state, signIn }) => `${event}, ${state}, ${signIn?.role}`,
  )
const row = () => glpi.rows.find(({ name }) => name === 'marketplace_replace_plugins')?.value

test('set in GLPI, read back, and recorded with who', async () => {
  await panel.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard') })
  const reply = await set('replace')
  const registration = Registration.parse(await reply.json())
  expect([reply.status, registration.glpi?.replacePlugins, row()]).toEqual([200, 2, '2'])
  await set('never')
  expect((await events()).slice(0, 2)).toEqual([
    'plugins-page-never, active, admin',
    'plugins-page-replace, active, admin',
  ])
})

test('without a key as well', async () => {
  expect((await set('never')).status).toBe(200)
  expect(await events()).toEqual(['plugins-page-never, none, admin'])
})

test('not over a state that nobody has seen', async () => {
  const { revision } = Registration.parse(await panel.json('GET', `${TOWN}/registration`))
  await panel.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard') })
  const reply = await set('replace', { 'if-match': `"${revision}"` })
  expect([reply.status, row()]).toEqual([412, undefined])
})

test.each<[what: string, prepare: () => unknown, cause: string]>([
  ['an account that may only read', () => (glpi.config = 1), 'right-missing'],
  ['a GLPI that is down', () => (glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' }), 'glpi-error'],
])('%s: nothing is changed, nothing is recorded', async (_, prepare, cause) => {
  prepare()
  const reply = await set('replace')
  expect(await reply.json()).toMatchObject({ code: cause })
  expect([row(), await events()]).toEqual([undefined, []])
})

test('what GLPI took and does not show is a failure in the audit, and no refusal', async () => {
  const scripted = new ScriptedGlpi()
  const away = await TestGateway.open((gateway) => {
    gateway.openGlpi = (options) => ({ ...scripted.open(options), setReplacePlugins: async () => null })
  })
  const connection = { rest: { url: 'http://127.0.0.1:9', userToken: 'x' } }
  await away.call('POST', '/api/instances', { id: 'town', name: 'Town', connection })
  const reply = await away.call('PUT', `${TOWN}/registration/plugins-page`, { choice: 'never' })
  expect(await reply.json()).toMatchObject({ code: 'stored-unproven' })
  const { rows } = AuditReply.parse(await away.json('GET', '/api/audit?action=plugins-page-change'))
  expect(rows).toMatchObject([
    { outcome: 'failed', code: 'stored-unproven', instance: 'town', facts: { choice: 'never' } },
    { outcome: 'started', code: null },
  ])
  await away.close()
})

test('an instance without a GLPI, and a choice that there is not', async () => {
  expect((await set('replace', {}, '/api/instances/sandbox')).status).toBe(422)
  expect((await set('always')).status).toBe(422)
})
