import { writeFileSync } from 'node:fs'
import { setImmediate as giveWay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { History } from '#contract/history.ts'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { runsOf } from '../bin/full-run.ts'
import { createCheckAll } from './check-all.ts'
import { keyFile } from './key-file.ts'
import { createStoreChanges } from './store/changes.ts'
import { glpiStore } from './store/glpis.ts'
import { noticeOutbox } from './store/notice-outbox.ts'
import { registrationStore } from './store/registrations.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

let first: TestGateway
let second: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  first = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  second = await TestGateway.beside(first)
})
afterEach(async () => {
  await second.close()
  await first.close()
})

const TOWN = '/api/instances/town'
const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'a-token' } }

async function addTown(withGlpi = false): Promise<void> {
  const town = { id: 'town', name: 'Town', servicesUrl: first.sandbox.url, ...(withGlpi && { connection }) }
  expect((await first.call('POST', '/api/instances', town)).status).toBe(201)
}

test('a replica with another key is refused, and touches nothing', async () => {
  const beside = TestGateway.beside(first, (gateway) => writeFileSync(keyFile(gateway.folder), Buffer.alloc(32, 7)))
  await expect(beside).rejects.toThrow(/^The encryption key file .* is not the one that postgres:.* was written with/)
})

const TIMES = runsOf({ sample: 50, all: 200 })

test(`a link that two replicas spend at once opens one session, ${TIMES} times`, async () => {
  for (let round = 0; round < TIMES; round += 1) {
    const token = await first.gateway.signIns.invite('viewer', 1)
    const opened = await Promise.all([first, second].map(({ gateway }) => gateway.signIns.burn(token)))
    expect(opened.filter((one) => one !== null)).toHaveLength(1)
  }
})

test('a start of one replica leaves the link of the other; the first that is spent ends the others', async () => {
  await first.gateway.sessions.endOthers(0, 'revoked')
  const [one, other] = [await first.gateway.signIns.startLink(), await second.gateway.signIns.startLink()]
  expect(await first.gateway.signIns.invitations()).toHaveLength(2)
  expect(await second.gateway.signIns.burn(one ?? '')).not.toBeNull()
  expect(await first.gateway.signIns.burn(other ?? '')).toBeNull()
  await second.gateway.sessions.endOthers(0, 'revoked')
  await first.gateway.signIns.startLink()
  first.passed += 11 * 60_000
  await first.gateway.signIns.startLink()
  expect(await first.gateway.signIns.invitations()).toHaveLength(1)
})

test('a session that one replica ends is refused by the other', async () => {
  const { cookie } = second
  const read = () => second.call('GET', '/api/instances', undefined, { cookie })
  expect((await read()).status).toBe(200)
  const { session } = (await first.gateway.signIns.burn(await first.gateway.signIns.invite('admin', 1))) ?? {}
  await first.gateway.sessions.endOthers(session?.number ?? 0, 'revoked')
  // what another process has changed may go unnoticed for so long
  second.passed += 200
  expect((await read()).status).toBe(401)
})

test('how many plugins are open is known to both, whichever was asked for them', async () => {
  await addTown()
  await first.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard') })
  expect((await second.call('GET', `${TOWN}/marketplace`)).status).toBe(200)
  first.passed += 200
  const seen = await Promise.all([first, second].map((replica) => replica.json('GET', `${TOWN}/registration`)))
  expect(seen.map((one) => Registration.parse(one).plugins?.open)).toEqual([20, 20])
})

test('who hears of a change from one replica finds it at the other', async () => {
  await addTown()
  const page = first.gateway.events.subscribe({ session: 1, isSignedIn: () => Promise.resolve(true) })
  const events = page?.[Symbol.asyncIterator]()
  // as a request is answered: from memory, where it may be
  const read = async () => {
    const { text } = second.gateway.registrationService.readKept('town') ?? { text: null }
    return Registration.parse(text === null ? await second.json('GET', `${TOWN}/registration`) : JSON.parse(text))
  }
  for (const name of ['standard', 'advanced', 'basic', 'standard', 'advanced']) {
    const key = sandboxKey(name)
    const saving = first.call('PUT', `${TOWN}/registration`, { key, replaceUnverified: true })
    const heard = new AbortController()
    const hearing = (async () => {
      while ((await events?.next())?.value?.type !== 'instance') continue
      heard.abort()
    })()
    // asked all the time, it has always just looked, and keeps what it saw for a while
    while (!heard.signal.aborted) {
      await read()
      await giveWay()
    }
    expect((await read()).key?.fingerprint).toBe(fingerprintOf(key))
    await Promise.all([saving, hearing])
  }
  page?.close()
})

test('changes of both at once are done one after the other: the GLPI, the store and the history agree', async () => {
  await addTown(true)
  const replicas = [first, second]
  const keys = ['standard', 'advanced', 'ended'].map((name) => sandboxKey(name))
  const acts = Array.from({ length: 24 }, (_, at) => {
    const replica = replicas[at % 2] ?? first
    const [method, path, body] = [
      ['PUT', '/registration', { key: keys[at % 3], replaceUnverified: true }] as const,
      ['POST', '/registration/refresh', undefined] as const,
      ['POST', '/registration/write', undefined] as const,
      ['DELETE', '/registration', undefined] as const,
    ][Math.floor(at / 2) % 4]!
    return replica.call(method, `${TOWN}${path}`, body)
  })
  const replies = await Promise.all(acts)
  expect(replies.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
  expect(glpi.mostAtOnce).toBe(1)
  const { key } = Registration.parse(await first.json('GET', `${TOWN}/registration`))
  const { entries } = History.parse(await second.json('GET', `${TOWN}/history`))
  const changes = entries.filter(({ event }) => event !== 'checked').toReversed()
  let held: string | null = null
  const impossible: string[] = []
  for (const { event, fingerprint } of changes) {
    const isPossible = { saved: held === null, replaced: held !== null, removed: held === fingerprint }
    if (event !== 'saved' && event !== 'replaced' && event !== 'removed') continue
    if (!isPossible[event]) impossible.push(event)
    held = event === 'removed' ? null : fingerprint
  }
  expect(impossible).toEqual([])
  expect(changes.length).toBeGreaterThan(2)
  expect(key?.fingerprint ?? null).toBe(held)
  expect(glpi.value === null).toBe(held === null)
})

test('however many look at once on both, the vendor is asked once', async () => {
  await addTown()
  await first.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard') })
  const before = first.sandbox.calls().length
  const presses = Array.from({ length: 20 }, (_, at) =>
    (at % 2 === 0 ? first : second).gateway.registrationService.refresh('town', 'en'),
  )
  expect(new Set((await Promise.all(presses)).map(({ state }) => state))).toEqual(new Set(['active']))
  expect(first.sandbox.calls().length - before).toBe(1)
})

test('an answer that the other replica has got since this one looked is not asked for again', async () => {
  await addTown()
  await first.call('PUT', `${TOWN}/registration`, { key: sandboxKey('standard') })
  const instance = await second.gateway.instances.find('town')
  const seen = await registrationStore(second.gateway.store).find('town')
  if (!instance || !seen) throw new Error('nothing is saved')
  first.passed += 1000
  await first.call('POST', `${TOWN}/registration/refresh`)
  const before = first.sandbox.calls().length
  const known = await second.gateway.checker.checkSoon(instance, seen, 'person', 'en')
  expect(known?.latestAt).toBeGreaterThan(seen.latestAt ?? Infinity)
  expect(first.sandbox.calls().length - before).toBe(0)
})

test('what is due is taken by one of them, and by the other once the claim of a dead one is over', async () => {
  const ids = Array.from({ length: 60 }, (_, at) => `town-${at}`)
  const { store } = first.gateway
  await store
    .insertInto('instances')
    .values(ids.map((id) => ({ id, name: id, services_url: 'http://127.0.0.1:9', created_at: 1 })))
    .execute()
  const saved = { sealedKey: 'x', fingerprint: 'y', keyLength: 1, finding: 'clean' as const }
  for (const id of ids) await registrationStore(store).save(id, saved, 1)
  const both = [first, second].map(({ gateway }) => registrationStore(gateway.store))
  const at = 1_000_000
  const taken = await Promise.all(
    Array.from({ length: 12 }, async (_, turn) => both[turn % 2]?.claimDue(at, 45_000, 7)),
  )
  const all = taken.flatMap((some) => some ?? [])
  expect(new Set(all).size).toBe(all.length)
  while (all.length < 60) all.push(...((await both[0]?.claimDue(at, 45_000, 7)) ?? []))
  expect(all.toSorted()).toEqual(ids.toSorted())
  expect(await both[1]?.claimDue(at + 44_999, 45_000, 100)).toEqual([])
  expect(await both[1]?.nextDueAt()).toBe(at + 45_000)
  expect((await both[1]?.claimDue(at + 45_000, 45_000, 100))?.length).toBe(60)
})

test('a GLPI that is due is inspected by one of them, and a message is sent by one', async () => {
  await addTown(true)
  const glpis = [first, second].map(({ gateway }) => glpiStore(gateway.store))
  const at = Date.now() + 100_000
  const claims = await Promise.all([...glpis, ...glpis].map((one) => one.claimDue(at, 45_000, 5)))
  expect(claims.flat()).toEqual(['town'])
  const { store } = first.gateway
  await store
    .insertInto('notice_recipients')
    .values({ id: 'duty', wishes: '{}', sealed_target: 'x', created_at: 1, next_digest_at: null })
    .execute()
  await store
    .insertInto('notice_messages')
    .values({ id: 'm', recipient_id: 'duty', created_at: 1, state: 'queued', attempts: 0, next_attempt_at: 1 })
    .execute()
  const outboxes = [first, second].map(({ gateway }) => noticeOutbox(gateway.store))
  const messages = await Promise.all([...outboxes, ...outboxes].map((one) => one.claimDue(at, 1000, 5, ['duty'])))
  expect(messages.flat()).toEqual([{ id: 'm', recipientId: 'duty' }])
})

test('a change that is committed later has a later number, so that no reader misses one', async () => {
  const changes = createStoreChanges({ store: second.gateway.store, steady: () => 0 })
  await changes.look()
  const order: string[] = []
  let later: Promise<unknown> = Promise.resolve()
  const add = (id: string) => ({ id, name: id, services_url: 'http://127.0.0.1:9', created_at: 1 })
  await first.gateway.store.transaction().execute(async (transaction) => {
    await transaction.insertInto('instances').values(add('slow')).execute()
    later = second.gateway.store
      .insertInto('instances')
      .values(add('quick'))
      .execute()
      .then(() => order.push('quick'))
    // without its turn it would be done by then
    for (let round = 0; round < 20; round += 1) await transaction.selectFrom('instances').select('id').execute()
    await changes.look()
    expect([changes.of('slow'), changes.of('quick')]).toEqual([0, 0])
    order.push('slow')
  })
  await later
  await changes.look()
  expect(order).toEqual(['slow', 'quick'])
  expect(changes.of('quick')).toBeGreaterThan(changes.of('slow'))
  expect(changes.of('slow')).toBeGreaterThan(0)
})

test('a page at one replica hears of a change at the other', async () => {
  const page = second.gateway.events.subscribe({ session: 1, isSignedIn: async () => true })
  const heard: string[] = []
  const reading = (async () => {
    for await (const { type } of page ?? []) if (heard.push(type) === 1) return
  })()
  await addTown()
  // the first look at what is there may have come after that
  await expect
    .poll(async () => {
      await first.call('PUT', `${TOWN}/settings`, { name: `Town ${heard.length}` })
      return heard
    })
    .toEqual(['instances'])
  await reading
  page?.close()
})

test('a check of many keys runs at one replica; the other sees how far it is, and cancels it', async () => {
  await addTown()
  const asked: string[] = []
  let answer = (): void => undefined
  const gate = new Promise<void>((resolve) => (answer = resolve))
  const loaded = await first.gateway.registrationService.load('town')
  const [here, there] = [first, second].map(({ gateway: { store, events }, reports }) =>
    createCheckAll({
      store,
      events,
      now: Date.now,
      refresh: async (id) => {
        asked.push(id)
        await gate
        return loaded
      },
      report: (error) => reports.push(error),
    }),
  )
  expect(await here?.start(['a', 'b', 'c', 'd', 'e', 'f'], 'en')).toMatchObject({ phase: 'running', total: 6 })
  expect(await there?.view()).toMatchObject({ phase: 'running', done: 0 })
  expect(await there?.start(['x'], 'en')).toMatchObject({ phase: 'running', total: 6 })
  expect(await there?.cancel()).toMatchObject({ phase: 'cancelled' })
  expect(await there?.resume('en')).toMatchObject({ phase: 'running' })
  await expect.poll(() => asked.length).toBe(8)
  answer()
  await expect.poll(async () => (await here?.view())?.phase).toBe('ended')
  await Promise.all([here?.stop(), there?.stop()])
})
