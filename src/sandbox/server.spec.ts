import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectKey } from '#domain/key.ts'
import { SANDBOX_KEYS } from './keys.ts'
import { startSandbox, type Sandbox } from './server.ts'

const NOW = Date.parse('2030-06-15T12:00:00Z')
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, now: () => NOW })
})
afterAll(() => sandbox.close())

const keyOf = (name: string) => SANDBOX_KEYS.find((entry) => entry.name === name)?.key ?? ''
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(sandbox.url + path, { headers, redirect: 'manual' })
const info = async (name: string, language = 'en') =>
  get('/api/registration/info', { 'x-registration-key': keyOf(name), 'accept-language': language })

test.each(SANDBOX_KEYS.map(({ name, key }) => [name, key] as const))('%s is a whole, clean key', (_, key) => {
  expect(inspectKey(key)).toMatchObject({ finding: 'clean', key, edits: [] })
  expect(key.length).toBeGreaterThan(150)
  expect(key.length).toBeLessThan(700)
})

test('keys have every padding and every letter of base64', () => {
  const keys = SANDBOX_KEYS.map(({ key }) => key)
  expect(new Set(keys).size).toBe(23)
  expect(new Set(keys.map((key) => key.length - key.replace(/=+$/, '').length))).toEqual(new Set([0, 1, 2]))
})

test.each([
  ['basic', { is_valid: true, subscription: { is_running: true, begin_date: '2029-09-20', end_date: '2030-09-20' } }],
  ['ends-today', { is_valid: true, subscription: { is_running: true, end_date: '2030-06-15' } }],
  ['not-started', { is_valid: true, subscription: { is_running: false, begin_date: '2030-07-05' } }],
  ['ended', { is_valid: true, subscription: { is_running: false, end_date: '2030-06-03' } }],
  ['refused', { is_valid: false, owner: null, subscription: null }],
  ['nobody knows', { is_valid: false }],
])('%s', async (name, body) => {
  expect(await (await info(name)).json()).toMatchObject(body)
})

test('speaks the language it is asked in', async () => {
  const message = async (language: string) => JSON.stringify(await (await info('refused', language)).json())
  expect(await message('fr')).toContain('inconnue')
  expect(await message('en')).toContain('not known')
})

test.each([
  ['rate-limited', 429],
  ['error-500', 500],
  ['block-page', 200],
  ['redirect', 302],
])('%s answers %i', async (name, status) => {
  expect((await info(name)).status).toBe(status)
})

test('plugins come in pages, empty past the end, and fit the GLPI that asks', async () => {
  const plugins = async (range: string, agent = 'GLPI/10.0.19 (installation-mode:TARBALL)') => {
    const response = await get('/api/marketplace/plugins', { 'x-range': range, 'user-agent': agent })
    return { status: response.status, body: (await response.json()) as { key: string; versions: unknown[] }[] }
  }
  expect((await plugins('0-199')).body).toHaveLength(25)
  expect((await plugins('20-24')).body).toHaveLength(5)
  expect(await plugins('200-399')).toEqual({ status: 200, body: [] })
  const fitting = async (agent: string) =>
    (await plugins('0-199', agent)).body.filter(({ versions }) => versions.length > 0).length
  expect(await fitting('GLPI/11.0.2')).not.toBe(await fitting('GLPI/9.5.13'))
})

test('an archive unpacks, for a holder of a key only', async () => {
  expect((await get('/archives/roomplan-1.2.0.tar.gz')).status).toBe(401)
  const response = await get('/archives/roomplan-1.2.0.tar.gz', { 'x-registration-key': keyOf('basic') })
  expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString('latin1')).toContain('roomplan/setup.php')
})

test('counts who asked what', async () => {
  const before = sandbox.calls().length
  await info('basic')
  expect(sandbox.calls().slice(before)).toEqual([{ path: '/api/registration/info', key: 'basic' }])
})

test('closes at once, however long a key keeps it waiting', async () => {
  const other = await startSandbox({ port: 0 })
  const hanging = fetch(`${other.url}/api/registration/info`, {
    headers: { 'x-registration-key': keyOf('silent') },
  }).catch(() => 'cut')
  await new Promise<void>((resolve) => {
    const look = () => (other.calls().length > 0 ? resolve() : void setImmediate(look))
    look()
  })
  await other.close()
  expect(await hanging).toBe('cut')
})
