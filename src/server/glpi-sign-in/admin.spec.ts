import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { databaseFile } from '../store/database.ts'
import { TestGateway } from '../testing/gateway.ts'
import { OAUTH_CLIENT, OF_TOWN, startGlpi11, switchOn } from './testing/signing-in.ts'

let panel: TestGateway
let glpi: FakeGlpi
beforeEach(async () => {
  glpi = await startGlpi11()
  panel = await TestGateway.open()
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

const { clientSecret, ...known } = OAUTH_CLIENT
const oauth = () => ({ method: 'oauth', url: glpi.url, ...OAUTH_CLIENT })
const put = (form: object) => panel.json('PUT', OF_TOWN, form)
const ask = (form: object) => panel.json('POST', `${OF_TOWN}/test`, form)

test('the page sees what is set, where GLPI leads back to, and never the secret', async () => {
  await switchOn(panel, glpi)
  const view = await panel.json('GET', OF_TOWN)
  expect(view).toEqual({
    signIn: { method: 'oauth', url: `${glpi.url}/`, clientId: OAUTH_CLIENT.clientId },
    isUnreadable: false,
    callback: 'http://127.0.0.1/api/sign-in/glpi/town/done',
    known: { url: null, method: null },
  })
  expect(readFileSync(databaseFile(panel.folder), 'latin1')).not.toContain(clientSecret)
})

test.each<[string, object, object]>([
  ['nothing', {}, { url: null, method: null }],
  ['an old version', { glpiVersion: '10.0.19' }, { url: null, method: 'password' }],
  ['a new version', { glpiVersion: '11.0.8' }, { url: null, method: 'oauth' }],
  [
    'a connection',
    { connection: { rest: { url: 'https://glpi.example/glpi/apirest.php', userToken: 'x'.repeat(40) } } },
    { url: 'https://glpi.example/glpi/', method: null },
  ],
])('a form begins with what is known: %s', async (_, more, expected) => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town hall', ...more })
  expect(await panel.json('GET', OF_TOWN)).toMatchObject({ signIn: null, known: expected })
})

test('a secret stays for the same address and client, and goes to no other', async () => {
  await switchOn(panel, glpi)
  expect(await put({ method: 'oauth', url: `${glpi.url}/front/central.php`, ...known })).toMatchObject({
    signIn: { url: `${glpi.url}/` },
  })
  expect(await ask({ method: 'oauth', url: glpi.url, ...known })).toEqual({ outcome: 'good' })
  const other = await startGlpi11()
  for (const form of [
    { method: 'oauth', url: other.url, ...known },
    { method: 'oauth', url: glpi.url, clientId: 'another' },
  ]) {
    expect(await put(form)).toMatchObject({ code: 'request-invalid', status: 422 })
    expect(await ask(form)).toMatchObject({ code: 'request-invalid' })
  }
  expect(other.requests).toEqual([])
  await other.close()
})

test.each<[string, object, string]>([
  ['an address of a cloud platform', { method: 'password', url: 'http://169.254.169.254/' }, 'address-refused'],
  ['an address with a login', { method: 'password', url: 'http://me:secret@glpi.example/' }, 'request-invalid'],
  ['a script', { method: 'password', url: 'javascript:alert(1)' }, 'request-invalid'],
  ['a client without a secret', { method: 'oauth', url: 'http://glpi.example', clientId: 'x' }, 'request-invalid'],
  [
    'a secret that no header holds',
    { ...OAUTH_CLIENT, method: 'oauth', url: 'http://glpi.example', clientSecret: 'a\nb' },
    'request-invalid',
  ],
])('refused: %s', async (_, form, code) => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town hall' })
  expect(await put(form)).toMatchObject({ code })
  expect(await ask(form)).toMatchObject({ code })
  expect(await panel.json('GET', '/api/sign-in')).toMatchObject({ glpis: [] })
})

test('nobody signs in by practice', async () => {
  for (const [method, body] of [['GET'], ['DELETE'], ['PUT', oauth()]] as const)
    expect(await panel.json(method, '/api/instances/sandbox/sign-in', body)).toMatchObject({
      code: 'instance-built-in',
    })
})

test('a test says what is wrong, stores nothing, and opens no session there', async () => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town hall' })
  expect(await ask(oauth())).toEqual({ outcome: 'good' })
  expect(await ask({ ...oauth(), clientSecret: 'other' })).toMatchObject({
    outcome: 'failed',
    cause: 'oauth-client-refused',
  })
  expect(await ask({ method: 'password', url: glpi.url })).toEqual({ outcome: 'is-11' })
  const ten = await startFakeGlpi()
  expect(await ask({ ...oauth(), url: ten.url })).toEqual({ outcome: 'is-older' })
  expect(await ask({ method: 'password', url: ten.url })).toEqual({ outcome: 'good' })
  ten.page = { status: 200, html: '<title>Hello</title>' }
  expect(await ask({ ...oauth(), url: ten.url })).toEqual({
    outcome: 'failed',
    cause: 'glpi-not-glpi',
    evidence: { status: 200, title: 'Hello' },
  })
  await ten.close()
  expect(await ask({ method: 'password', url: 'http://127.0.0.1:9' })).toMatchObject({
    outcome: 'failed',
    cause: 'connect-refused',
  })
  expect(await panel.json('GET', OF_TOWN)).toMatchObject({ signIn: null })
  expect([glpi.bearers.size, glpi.sessions.size, glpi.webSessions.size]).toEqual([0, 0, 0])
})

test('what another key file has sealed is said, and can be replaced or removed', async () => {
  await switchOn(panel, glpi)
  await panel.gateway.store
    .updateTable('glpi_sign_ins')
    .set({ sealed_settings: `${'0'.repeat(16)}.AAAA` })
    .execute()
  expect(await panel.json('GET', OF_TOWN)).toMatchObject({ signIn: null, isUnreadable: true })
  expect(await put(oauth())).toMatchObject({ signIn: { method: 'oauth' }, isUnreadable: false })
})
