import { randomBytes } from 'node:crypto'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Notices } from '#contract/notices.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { fingerprintOf } from '#domain/key.ts'
import { databaseFile } from './store/database.ts'
import { TestGateway } from './testing/gateway.ts'
import { DEAD_MAIL_SERVER, ON_DUTY } from './testing/notices.ts'
import { createVault } from './vault.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
  const connection = { rest: { url: 'http://127.0.0.1:9/', userToken: 't'.repeat(40) } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  await panel.call('PUT', '/api/instances/town/registration', { key: sandboxKey('standard') })
  await panel.call('PUT', '/api/instances/town/registration', { key: sandboxKey('basic') })
  await panel.call('PUT', '/api/instances/town/settings', { connection })
  const other = createVault(randomBytes(32))
  const database = new Database(databaseFile(panel.folder))
  for (const [table, column] of [
    ['registrations', 'sealed_key'],
    ['former_keys', 'sealed_key'],
    ['glpis', 'sealed_connection'],
  ])
    database.prepare(`update ${table} set ${column} = ?`).run(other.seal('x', 'elsewhere'))
  database.close()
})
afterEach(() => panel.close())

const TOWN = '/api/instances/town'
const readable = { rest: { url: 'http://127.0.0.1:9/', userToken: 'u'.repeat(40) } }

async function ask(method: string, path: string, body?: unknown): Promise<[status: number, code: unknown]> {
  const reply = await panel.call(method, path, body, { 'if-match': '*' })
  const text = await panel.textOf(reply)
  return [reply.status, reply.ok ? null : Object(JSON.parse(text)).code]
}

test.each<[string, string, string, unknown, number]>([
  ['is listed', 'GET', '/api/instances', undefined, 200],
  ['is shown', 'GET', TOWN, undefined, 200],
  ['shows what is known of its key', 'GET', `${TOWN}/registration`, undefined, 200],
  ['shows its settings', 'GET', `${TOWN}/settings`, undefined, 200],
  ['shows its history', 'GET', `${TOWN}/history`, undefined, 200],
  ['has a report', 'GET', `${TOWN}/report`, undefined, 200],
  ['checks another key', 'POST', `${TOWN}/registration/check`, { key: sandboxKey('standard') }, 200],
  ['is renamed', 'PUT', `${TOWN}/settings`, { name: 'City' }, 200],
  ['is connected anew', 'PUT', `${TOWN}/settings`, { connection: readable }, 200],
  ['is disconnected', 'PUT', `${TOWN}/settings`, { connection: null }, 200],
  ['tests another connection', 'POST', `${TOWN}/settings/test`, { connection: readable }, 200],
  ['is removed', 'DELETE', TOWN, undefined, 204],
  ['refuses to ask about its key', 'POST', `${TOWN}/registration/refresh`, undefined, 409],
  ['refuses to diagnose with it', 'POST', `${TOWN}/diagnosis`, {}, 409],
  ['refuses to fetch the marketplace with it', 'GET', `${TOWN}/marketplace`, undefined, 409],
  ['refuses to save one past its GLPI', 'PUT', `${TOWN}/registration`, { key: sandboxKey('standard') }, 409],
  ['refuses to remove it past its GLPI', 'DELETE', `${TOWN}/registration`, undefined, 409],
])('an instance whose secrets cannot be decrypted %s', async (_, method, path, body, status) => {
  expect(await ask(method, path, body)).toEqual([status, status === 409 ? 'secret-unreadable' : null])
})

test('once disconnected, its key is replaced, put back in vain, and removed', async () => {
  expect(await panel.json('GET', `${TOWN}/settings`)).toMatchObject({ connection: null, isConnectionUnreadable: true })
  expect(await ask('PUT', `${TOWN}/settings`, { connection: null })).toEqual([200, null])
  expect(await panel.json('GET', `${TOWN}/settings`)).not.toHaveProperty('isConnectionUnreadable')
  expect(
    await ask('POST', `${TOWN}/registration/restore`, { fingerprint: fingerprintOf(sandboxKey('standard')) }),
  ).toEqual([409, 'secret-unreadable'])
  expect(await ask('PUT', `${TOWN}/registration`, { key: sandboxKey('advanced') })).toEqual([200, null])
  expect(await ask('POST', `${TOWN}/registration/refresh`)).toEqual([200, null])
  expect(await ask('DELETE', `${TOWN}/registration`)).toEqual([200, null])
})

test('a mail server and a recipient that cannot be decrypted are shown as such, and entered again', async () => {
  expect(await ask('PUT', '/api/notices/mail', DEAD_MAIL_SERVER)).toEqual([200, null])
  expect(await ask('POST', '/api/notices/recipients', ON_DUTY)).toEqual([201, null])
  const other = createVault(randomBytes(32))
  const database = new Database(databaseFile(panel.folder))
  database.prepare(`update notice_recipients set sealed_target = ?`).run(other.seal('x', 'elsewhere'))
  database.prepare(`update store_facts set value = ? where name = 'mail'`).run(other.seal('x', 'elsewhere'))
  database.close()
  const shown = Notices.parse(await panel.json('GET', '/api/notices'))
  expect(shown).toMatchObject({ mail: null, isMailUnreadable: true, recipients: [{ name: 'On duty', target: '?' }] })
  const place = `/api/notices/recipients/${shown.recipients[0]?.id}`
  const { target: _, ...withoutTarget } = ON_DUTY
  expect(await ask('PUT', place, withoutTarget)).toEqual([422, 'request-invalid'])
  expect(await ask('PUT', place, ON_DUTY)).toEqual([200, null])
  expect(await ask('PUT', '/api/notices/mail', DEAD_MAIL_SERVER)).toEqual([200, null])
  const mended = Notices.parse(await panel.json('GET', '/api/notices'))
  expect(mended).toMatchObject({ mail: { host: '127.0.0.1' }, recipients: [{ target: 'duty@example.org' }] })
  expect(mended.isMailUnreadable).toBeUndefined()
})
