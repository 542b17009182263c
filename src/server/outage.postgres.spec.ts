import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { History } from '#contract/history.ts'
import { Problem } from '#contract/problem.ts'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { CutProxy, type CutAt } from './testing/cut-proxy.ts'
import { TestGateway } from './testing/gateway.ts'
import { PostgresCluster } from './testing/postgres-cluster.ts'

let cluster: PostgresCluster
beforeAll(async () => {
  // of its own, to be killed
  cluster = await PostgresCluster.start()
  return () => cluster.close()
})

let proxy: CutProxy
let panel: TestGateway
beforeEach(async () => {
  proxy = await CutProxy.start(cluster.port)
  const name = await cluster.newDatabase()
  panel = await TestGateway.open((gateway) => (gateway.env['LATCHKEY_DATABASE_URL'] = cluster.url(name, proxy.port)))
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
})
afterEach(async () => {
  proxy.isOpen = true
  await panel.close()
  await proxy.close()
})

const REGISTRATION = '/api/instances/town/registration'
const KEYS = [sandboxKey('standard'), sandboxKey('advanced')]
const fingerprints = KEYS.map((key) => fingerprintOf(key))

/** The saved key, and the lines of its changes, that have to say the same. */
async function held(): Promise<string | null> {
  const { key } = Registration.parse(await panel.json('GET', REGISTRATION))
  const { entries } = History.parse(await panel.json('GET', '/api/instances/town/history'))
  const latest = entries.find(({ event }) => event === 'saved' || event === 'replaced' || event === 'removed')
  const inHistory = latest === undefined || latest.event === 'removed' ? null : latest.fingerprint
  expect(inHistory).toBe(key?.fingerprint ?? null)
  return key?.fingerprint ?? null
}

const save = (at: number) => panel.call('PUT', REGISTRATION, { key: KEYS[at % 2], replaceUnverified: true })

/** What is under way when all connections are cut fails with them, and so may a read that joins it. Its reports are no fault then. */
async function untilAnswered(): Promise<void> {
  for (let status = 503; status === 503;) ({ status } = await panel.call('GET', REGISTRATION))
  panel.reports = []
}

/** What is wrong with a change that the database was lost in; null where it is as it must be. */
async function faultOf(reply: Response, before: string | null, after: string): Promise<string | null> {
  await untilAnswered()
  const now = await held()
  if (reply.status === 200) return now === after ? null : 'what was acknowledged is lost'
  const { code } = Problem.parse(await reply.json())
  if (reply.status !== 503 || code !== 'storage-failed') return `${reply.status} ${code}`
  return now === before || now === after ? null : 'a third state'
}

test.each<CutAt>(['request', 'reply'])(
  'cut off in mid-save before each %s: the old state or the new, and nothing acknowledged is lost',
  async (cutAt) => {
    let before = await held()
    let last = 0
    for (let number = 1; last === 0; number += 1) {
      proxy.plan(cutAt, number)
      const reply = await save(number)
      const isCut = proxy.hasCut
      proxy.forget()
      expect(await faultOf(reply, before, fingerprints[number % 2] ?? '')).toBe(null)
      before = await held()
      last = isCut ? 0 : number
    }
    expect(last).toBeGreaterThan(8)
  },
)

test('a database that is killed and restarted in mid-save holds the old state or the new', async () => {
  let before = await held()
  for (let number = 1; number <= 6; number += 1) {
    const changing = save(number)
    let killed: Promise<void> | undefined
    proxy.whenMessage(number * 2, () => (killed = number % 2 === 0 ? cluster.kill() : cluster.stop()))
    const reply = await changing
    await (killed ?? cluster.kill())
    await cluster.run()
    proxy.forget()
    expect(await faultOf(reply, before, fingerprints[number % 2] ?? '')).toBe(null)
    before = await held()
  }
})

test('without a database nothing is answered but that; with it, all goes on without a restart', async () => {
  expect((await save(0)).status).toBe(200)
  proxy.isOpen = false
  proxy.cut()
  expect((await panel.call('GET', '/api/ready')).status).toBe(503)
  const reply = await save(1)
  expect([reply.status, await reply.json()]).toMatchObject([
    503,
    {
      code: 'storage-failed',
      detail: 'The database does not answer, so it is unknown whether this was stored: read it again.',
    },
  ])
  proxy.isOpen = true
  await untilAnswered()
  expect(await held()).toBe(fingerprints[0])
  expect((await save(1)).status).toBe(200)
  panel.passed += 5000
  expect((await panel.call('GET', '/api/ready')).status).toBe(200)
})

test('a restart of the database that nobody was waiting for is not noticed, however many connections it cut', async () => {
  const { store } = panel.gateway
  for (let number = 1; number <= 6; number += 1) {
    await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.05)`.execute(store)))
    proxy.cut()
    // at once, before any of them is found to be cut
    const reply = await (number % 2 === 0 ? save(number) : panel.call('GET', REGISTRATION))
    expect(reply.status).toBe(200)
  }
})
