import { Kysely } from 'kysely'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

/** Every read of the store begins with this; a transaction has it from the same class. */
const selectFrom = vi.spyOn(Kysely.prototype, 'selectFrom')
afterAll(() => selectFrom.mockRestore())

const HERE = '/api/instances/town'
const FORMER = fingerprintOf(sandboxKey('advanced'))

let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
})
afterEach(() => panel.close())

async function addTown(connection?: object): Promise<void> {
  const town = { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, ...(connection && { connection }) }
  expect((await panel.call('POST', '/api/instances', town)).status).toBe(201)
}
const put = async (name: string) =>
  Registration.parse(await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey(name) }))
/** A search for other instances with the same key, by its index, loads none. */
const countOf = (table: string) =>
  selectFrom.mock.calls
    .filter(([from]) => from !== 'registrations as others')
    .filter(([from]) => typeof from === 'string' && from.split(' ')[0] === table).length

/** A request, and how often it loads the instance and its registration. */
const REQUESTS: [string, string, string, unknown, { instances: number; registrations: number }][] = [
  ['read', 'GET', '', undefined, { instances: 1, registrations: 1 }],
  ['save', 'PUT', '', { key: sandboxKey('basic') }, { instances: 1, registrations: 1 }],
  ['save the same key', 'PUT', '', { key: sandboxKey('standard') }, { instances: 1, registrations: 1 }],
  ['restore', 'POST', '/restore', { fingerprint: FORMER }, { instances: 1, registrations: 1 }],
  ['refresh', 'POST', '/refresh', undefined, { instances: 1, registrations: 1 }],
  ['remove', 'DELETE', '', undefined, { instances: 1, registrations: 1 }],
  ['check', 'POST', '/check', { key: sandboxKey('basic') }, { instances: 1, registrations: 0 }],
]
const INTO_GLPI: typeof REQUESTS = [
  ['write', 'POST', '/write', undefined, { instances: 1, registrations: 1 }],
  ['prove', 'POST', '/prove', undefined, { instances: 1, registrations: 1 }],
]
const REST = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }

/** Without what goes on by itself. */
const lasting = ({ now: _now, freshness: _freshness, ...shown }: Registration) => shown
const stored = async () => lasting(Registration.parse(await panel.json('GET', `${HERE}/registration`)))

/** What a request loads, what it answers and what is stored then. */
async function send(method: string, path: string, body: unknown) {
  selectFrom.mockClear()
  const reply = await panel.call(method, `${HERE}/registration${path}`, body)
  const counts = { instances: countOf('instances'), registrations: countOf('registrations') }
  const shown: unknown = await reply.json()
  // a dry run shows no registration
  if (path === '/check') return { counts, status: reply.status, shown: null, stored: null }
  return { counts, status: reply.status, shown: lasting(Registration.parse(shown)), stored: await stored() }
}

test.each([...REQUESTS, ...INTO_GLPI])('with a GLPI, loads of: %s', async (_, method, path, body, loaded) => {
  await addTown(REST)
  await put('advanced')
  await put('standard')
  const { counts, status, shown, stored: after } = await send(method, path, body)
  expect([counts, status]).toEqual([loaded, 200])
  expect(shown).toEqual(after)
})

test.each(REQUESTS)('without a GLPI, loads of: %s', async (_, method, path, body, loaded) => {
  await addTown()
  await put('advanced')
  await put('standard')
  const { counts, status, shown, stored: after } = await send(method, path, body)
  expect([counts, status]).toEqual([loaded, 200])
  expect(shown).toEqual(after)
})

/** Where an inspection changes what is known of GLPI, the key is loaded once more for the history. */
const FIRST_SIGHT: typeof REQUESTS = [
  ['save', 'PUT', '', { key: sandboxKey('basic') }, { instances: 1, registrations: 1 }],
  ['refresh', 'POST', '/refresh', undefined, { instances: 1, registrations: 2 }],
]

test.each(FIRST_SIGHT)('with a GLPI that was never inspected, loads of: %s', async (_, method, path, body, loaded) => {
  await addTown(REST)
  const { counts, status, shown, stored: after } = await send(method, path, body)
  expect([counts, status]).toEqual([loaded, 200])
  expect(shown).toEqual(after)
  expect(glpi.done).toContain('look')
})

test('a key that is due is written by a refresh, which then loads the instance twice', async () => {
  await addTown(REST)
  await put('standard')
  glpi.cause = 'glpi-unreachable'
  const body = { key: sandboxKey('basic'), keepWithoutGlpi: true }
  expect(await panel.json('PUT', `${HERE}/registration`, body)).toMatchObject({ writeDue: true })
  expect((await stored()).writeDue).toBe(true)
  glpi.cause = null
  const { counts, shown } = await send('POST', '/refresh', undefined)
  expect(counts).toEqual({ instances: 2, registrations: 3 })
  expect([shown?.writeDue, (await stored()).writeDue]).toEqual([false, false])
})
