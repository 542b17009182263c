import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InstalledPlugins } from '#contract/marketplace.ts'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
let glpi: FakeGlpi
beforeEach(async () => {
  panel = await TestGateway.open()
  glpi = await startFakeGlpi({ cryptFile: randomBytes(32) })
  glpi.plugins = [
    { directory: 'fields', name: 'Additional fields', version: '1.21.0', state: 1 },
    { directory: 'anonymize', name: 'Anonymize', version: '1.0.0', state: 4 },
    { directory: 'never', name: 'Never installed', version: '2.0.0', state: 2 },
    { directory: 'gone', name: 'Its folder is gone', version: '3.0.0', state: 5 },
    { directory: 'updated', name: 'Its files are newer', version: '1.3.0', state: 6 },
    { directory: 'unset', name: 'Not configured', version: '0.9.0', state: 3 },
    { directory: 'replaced', name: 'Replaced', version: '2.1.0', state: 7 },
    { directory: 'anew', name: 'New', version: '2.2.0', state: 0 },
  ]
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

async function installedWith(connection?: object) {
  await panel.call('POST', '/api/instances', {
    id: 'town',
    name: 'Town hall',
    servicesUrl: panel.sandbox.url,
    ...(connection && { connection }),
  })
  return InstalledPlugins.parse(await panel.json('GET', '/api/instances/town/marketplace/installed'))
}
const rest = () => ({ rest: { url: `${glpi.url}/apirest.php`, userToken: glpi.userToken } })
const PLUGINS = [
  { key: 'fields', version: '1.21.0', isActive: true },
  { key: 'anonymize', version: '1.0.0', isActive: false },
  { key: 'updated', version: '1.3.0', isActive: false },
  { key: 'unset', version: '0.9.0', isActive: false },
]

test('the plugins that are installed, when that was seen, and how', async () => {
  const { seen, unseen, cause } = await installedWith(rest())
  expect({ by: seen?.by, plugins: seen?.plugins, unseen, cause }).toEqual({
    by: 'rest',
    plugins: PLUGINS,
    unseen: null,
    cause: null,
  })
  expect(Math.abs(Date.parse(seen?.seenAt ?? '') - Date.now())).toBeLessThan(60_000)
})

test('an account that may only read sees them', async () => {
  glpi.config = 1
  expect((await installedWith(rest())).seen?.plugins).toEqual(PLUGINS)
})

test('no GLPI is connected', async () => {
  expect(await installedWith()).toEqual({ seen: null, unseen: 'not-connected', cause: null })
})

function v2() {
  const client = { clientId: 'latchkey', clientSecret: 'client-secret' }
  glpi.hlapi = { enabled: true, ...client }
  return { restV2: { url: glpi.url, ...client, login: glpi.login, password: glpi.password } }
}

test('API v2 shows them since 2.3', async () => {
  expect((await installedWith(v2())).seen).toMatchObject({ by: 'rest-v2', plugins: PLUGINS })
})

test('an older API v2 does not', async () => {
  glpi.hasV2Plugins = false
  expect(await installedWith(v2())).toEqual({ seen: null, unseen: 'no-method', cause: null })
})

test('a method that shows them is found behind one that does not', async () => {
  glpi.hasV2Plugins = false
  expect((await installedWith({ ...v2(), ...rest() })).seen).toMatchObject({ by: 'rest', plugins: PLUGINS })
})

test('an account of API v2 that may not see the setup', async () => {
  glpi.config = 0
  expect(await installedWith(v2())).toEqual({ seen: null, unseen: 'failed', cause: 'right-missing' })
})

test('GLPI does not answer as it should', async () => {
  glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' }
  expect(await installedWith(rest())).toEqual({ seen: null, unseen: 'failed', cause: 'glpi-error' })
})
