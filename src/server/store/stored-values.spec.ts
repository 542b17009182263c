import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Instances, Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { registrationStore } from './registrations.ts'
import { TestGateway } from '../testing/gateway.ts'
import { ScriptedGlpi } from '../testing/memory-glpi.ts'

let panel: TestGateway
beforeEach(async () => {
  const glpi = new ScriptedGlpi()
  glpi.snapshot = { version: '11.0.8', uid: 'u'.repeat(40), proxy: false, proxyExclusions: ['GLPINetwork'] }
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 't' } }
  const servicesUrl = panel.sandbox.url
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl, connection })
  await panel.call('POST', '/api/instances', { id: 'good', name: 'Good', servicesUrl })
  await panel.call('PUT', '/api/instances/town/registration', { key: sandboxKey('standard') })
})
afterEach(() => panel.close())

const NUMBERS = {
  registrations: [
    'key_length',
    'saved_at',
    'latest_at',
    'latest_vendor_at',
    'answer_at',
    'answer_vendor_at',
    'failures',
    'next_check_at',
  ],
  glpis: ['seen_at', 'failures', 'next_look_at', 'holds_another'],
}
const JSONS = { registrations: ['latest', 'answer'], glpis: ['ways', 'seen'] }
const WORDS = {
  registrations: ['finding', 'latest_by', 'answer_language'],
  glpis: ['cause', 'storage', 'storage_cause', 'mark', 'proven_fingerprint', 'given_fingerprint'],
}

const OBSERVATION = {
  verdict: 'accepted',
  message: null,
  cause: null,
  subscription: { title: 'Basic', running: true, beginsAt: null, endsAt: '2030-01-01T00:00:00.000Z', offer: null },
  owner: null,
  clockOffsetMs: 0,
}
const SILENCE = { verdict: 'no-answer', message: null, cause: 'rate-limited', retryAfterSeconds: 60 }
const SEEN = {
  version: '11.0.8',
  rights: { read: true, update: true },
  proxy: { host: 'gate', port: 1 },
  clockOffsetSeconds: 1,
}

/** A good value in which one member, at whatever depth, is something else. */
const spoiled = (value: object): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...Object.entries(value)), fc.jsonValue()).chain(([[name, member], other]) => {
    const inner = typeof member === 'object' && member !== null ? spoiled(member) : fc.constant(other)
    return fc.oneof(fc.constant(other), inner).map((put) => Object.fromEntries([...Object.entries(value), [name, put]]))
  })

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', '{', 'null', '[]', '{}', '[1]', '"x"', '1e999', '{"verdict":"accepted"}'),
  fc.json(),
  fc.oneof(...[OBSERVATION, SILENCE, SEEN].map(spoiled)).map((value) => JSON.stringify(value)),
)
const number = fc.oneof(
  fc.constantFrom(8_639_977_881_600_000, -1, 0, 1e308, -1e308, 9e15, 253_402_300_800_000, 0.5),
  fc.double({ noNaN: true }),
  fc.maxSafeInteger(),
  fc.string({ minLength: 1 }),
)
const columnOf = (columns: Record<string, string[]>) =>
  fc.constantFrom(...Object.entries(columns).flatMap(([table, names]) => names.map((name) => [table, name] as const)))
const garbage = fc.oneof(
  fc.tuple(columnOf(JSONS), text),
  fc.tuple(columnOf(NUMBERS), number),
  fc.tuple(columnOf(WORDS), text),
)

test('one bad value is unknown, and takes nothing else down', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(garbage, { minLength: 1, maxLength: 4 }), async (changes) => {
      const { store } = panel.gateway
      await sql`savepoint before`.execute(store)
      for (const [[table, column], value] of changes)
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value}`.execute(store)
      const list = await panel.call('GET', '/api/instances')
      const one = await panel.call('GET', '/api/instances/town/registration')
      await sql`rollback to before`.execute(store)
      await sql`release before`.execute(store)
      expect([list.status, one.status]).toEqual([200, 200])
      expect(Instances.parse(await list.json()).instances.map(({ id }) => id)).toContain('good')
      Registration.parse(await one.json())
    }),
    { numRuns: 60 },
  )
})

test.each<[string, string, unknown, object]>([
  ['registrations', 'answer', '{"verdict":', { state: 'pending', subscription: null }],
  ['registrations', 'answer_vendor_at', 8_639_977_881_600_000, { state: 'active' }],
  ['registrations', 'next_check_at', 8_639_977_881_600_000, { state: 'active', freshness: { nextCheckAt: null } }],
  ['glpis', 'seen', 'x', { state: 'active', glpi: { version: null, ways: ['rest'] } }],
  ['glpis', 'storage', 'x', { storage: 'unknown' }],
])('%s.%s is %j: the rest is told', async (table, column, value, told) => {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value}`.execute(panel.gateway.store)
  expect(await panel.json('GET', '/api/instances/town/registration')).toMatchObject(told)
})

test('a turn that lies years ahead is not waited for', async () => {
  const { store, scheduler } = panel.gateway
  const registrations = registrationStore(store)
  await sql`update registrations set next_check_at = 8639977881600000`.execute(store)
  scheduler.start()
  await expect.poll(() => registrations.nextDueAt()).toBeLessThan(Date.now() + 26 * 3_600_000)
})
