import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AuditReply } from '#contract/audit.ts'
import { fingerprintOf } from '#domain/key.ts'
import type { WriteOutcome } from '#domain/storage.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
/** What the next writes are said to have come to, in place of what they did. */
let said: Partial<WriteOutcome>
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  said = {}
  panel = await TestGateway.open((opened) => {
    opened.openGlpi = (options) => {
      const one = glpi.open(options)
      return { ...one, set: async (key, signal) => ({ ...(await one.set(key, signal)), ...said }) }
    }
  })
  const connection = { rest: { url: 'http://127.0.0.1:9', userToken: 'x' } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
})
afterEach(() => panel.close())

const HERE = '/api/instances/town/registration'
const [FIRST, SECOND] = [sandboxKey('standard'), sandboxKey('basic')]

const rows = async () =>
  AuditReply.parse(await panel.json('GET', '/api/audit?instance=town'))
    .rows.filter(({ action, outcome }) => action.startsWith('key-') && outcome !== 'started')
    .toReversed()
    .map(({ action, outcome, code, facts }) => [action, outcome, code, facts['storage']].join(' '))

test('a key that is proven is done', async () => {
  await panel.call('PUT', HERE, { key: FIRST })
  await panel.call('POST', `${HERE}/write`)
  await panel.call('POST', `${HERE}/prove`)
  await panel.call('PUT', HERE, { key: SECOND })
  await panel.call('POST', `${HERE}/restore`, { fingerprint: fingerprintOf(FIRST) })
  expect(await rows()).toEqual([
    'key-save done  proven',
    'key-write done  proven',
    'key-prove done  proven',
    'key-save done  proven',
    'key-restore done  proven',
  ])
})

test.each<[string, Partial<WriteOutcome>]>([
  ['stored-unreadable unreadable', { storage: 'unreadable', cause: 'stored-unreadable' }],
  ['stored-unproven accepted', { storage: 'accepted', cause: null }],
  ['reply-timeout unknown', { storage: 'unknown', cause: 'reply-timeout' }],
  ['stored-blank blank', { storage: 'blank', cause: 'stored-blank' }],
])('a key that was sent and is not shown to be there has failed: %s', async (expected, outcome) => {
  await panel.call('PUT', HERE, { key: FIRST })
  await panel.call('PUT', HERE, { key: SECOND })
  said = outcome
  await panel.call('POST', `${HERE}/write`)
  await panel.call('POST', `${HERE}/prove`)
  await panel.call('POST', `${HERE}/restore`, { fingerprint: fingerprintOf(FIRST) })
  await panel.call('PUT', HERE, { key: SECOND })
  expect((await rows()).slice(2)).toEqual(
    ['key-write', 'key-prove', 'key-restore', 'key-save'].map((action) => `${action} failed ${expected}`),
  )
})

test('a key that waits for a GLPI that does not answer is saved here, and that is done', async () => {
  glpi.writeCause = 'connect-refused'
  await panel.call('PUT', HERE, { key: FIRST, keepWithoutGlpi: true })
  expect(await rows()).toEqual(['key-save done  '])
})

test('who has sent a key is known, though what it came to could not be stored', async () => {
  await panel.call('PUT', HERE, { key: FIRST })
  await sql`create trigger full before update on registrations begin select raise(abort, 'full'); end`.execute(
    panel.gateway.store,
  )
  expect((await panel.call('PUT', HERE, { key: SECOND })).status).toBe(500)
  expect(glpi.value).toBe(SECOND)
  panel.reports = []
  const [row] = AuditReply.parse(await panel.json('GET', '/api/audit')).rows
  expect(row).toMatchObject({ action: 'key-save', outcome: 'started', role: 'admin', instance: 'town' })
  expect([row?.before, row?.after]).toEqual([fingerprintOf(FIRST), fingerprintOf(SECOND)])
})

test('a key that nothing was sent of has no such row', async () => {
  await panel.call('PUT', '/api/instances/sandbox/registration', { key: FIRST })
  const { rows: found } = AuditReply.parse(await panel.json('GET', '/api/audit?instance=sandbox'))
  expect(found.map(({ outcome }) => outcome)).not.toContain('started')
})

test('a change of settings says what was changed, by the host alone of where it led', async () => {
  const connection = { rest: { url: 'http://127.0.0.1:8/secret-path', userToken: 'y' } }
  const change = (body: unknown) => panel.call('PUT', '/api/instances/town/settings', body)
  expect((await change({ connection })).status).toBe(200)
  await change({ name: 'Village' })
  const { rows: recorded } = AuditReply.parse(await panel.json('GET', '/api/audit?action=instance-change'))
  const services = panel.sandbox.url
  expect(recorded.map(({ facts }) => facts)).toEqual([
    { name: 'Village', services, methods: 'rest', host: '127.0.0.1:8', formerName: 'Town' },
    { name: 'Town', services, methods: 'rest', host: '127.0.0.1:8', formerHost: '127.0.0.1:9' },
  ])
})

test('a change of a role says what it was', async () => {
  await panel.signIn('operator')
  await panel.signIn('admin')
  const operator = (await panel.gateway.sessions.all()).find(({ role }) => role === 'operator')
  await panel.call('PUT', `/api/sessions/${operator?.number}/role`, { role: 'support' })
  const { rows: recorded } = AuditReply.parse(await panel.json('GET', '/api/audit?action=role-change'))
  expect(recorded.map(({ facts }) => facts)).toEqual([
    { session: operator?.number, role: 'support', formerRole: 'operator' },
  ])
})
