import { afterAll, beforeAll, expect, test } from 'vitest'
import { CheckReply, GlpiPages, Registration } from '#contract/panel.ts'
import { Connection } from '#contract/connection.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { glpiPagesOf } from './glpi-pages.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeAll(async () => {
  panel = await TestGateway.open()
  for (const [id, name] of [
    ['lycee', 'Lycée Pasteur'],
    ['annexe', 'Mairie annexe'],
  ])
    await panel.call('POST', '/api/instances', { id, name, servicesUrl: panel.sandbox.url })
})
afterAll(() => panel.close())

const at = (id: string, path = '') => `/api/instances/${id}/registration${path}`
const save = async (id: string, name: string) =>
  Registration.parse(await panel.json('PUT', at(id), { key: sandboxKey(name), replaceUnverified: true }))
const check = async (id: string, name: string) =>
  CheckReply.parse(await panel.json('POST', at(id, '/check'), { key: sandboxKey(name) }))

test('one key in two instances is named where it is checked, saved and shown; practice counts for nothing', async () => {
  const lycee = [{ id: 'lycee', name: 'Lycée Pasteur' }]
  await save('sandbox', 'basic')
  expect((await save('lycee', 'basic')).alsoSavedFor).toBe(undefined)
  expect((await check('sandbox', 'basic')).alsoSavedFor).toBe(undefined)
  expect((await check('annexe', 'basic')).alsoSavedFor).toEqual(lycee)
  expect((await save('annexe', 'basic')).alsoSavedFor).toEqual(lycee)
  const first = Registration.parse(await panel.json('GET', at('lycee')))
  expect(first.alsoSavedFor).toEqual([{ id: 'annexe', name: 'Mairie annexe' }])

  expect((await save('annexe', 'standard')).alsoSavedFor).toBe(undefined)
  expect(Registration.parse(await panel.json('GET', at('lycee'))).alsoSavedFor).toBe(undefined)
})

test.each<[string, unknown, GlpiPages]>([
  ['no connection', null, null],
  ['a connection without an address', { console: { prefix: [], folder: '/srv/glpi' } }, null],
  [
    'an address in a folder',
    { rest: { url: 'https://town.example/glpi/apirest.php', userToken: 'canary-token' } },
    {
      registration: 'https://town.example/glpi/front/config.form.php?forcetab=GLPINetwork$1',
      marketplace: 'https://town.example/glpi/front/marketplace.php',
    },
  ],
])('GLPI’s own pages with %s', (_, connection, pages) => {
  expect(glpiPagesOf(connection === null ? null : Connection.parse(connection))).toEqual(pages)
})

test('without a connection there are no pages to open', async () => {
  expect(GlpiPages.parse(await panel.json('GET', '/api/instances/lycee/glpi-pages'))).toBe(null)
})
