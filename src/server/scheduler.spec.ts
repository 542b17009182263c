import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPulse } from './pulse.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { openStore, type Store } from './store/database.ts'
import { formerKeyStore } from './store/former-keys.ts'
import { glpiStore } from './store/glpis.ts'
import { instanceStore } from './store/instances.ts'
import { registrationStore } from './store/registrations.ts'

const NOW = 1_000_000
let folder: string
let store: Store
let scheduler: Scheduler
/** One for each write about keys: in which turn of the event loop it was begun, and how many keys it was about. */
let writes: { turn: number; keys: number }[]
let asked: string[]
let turn = 0
let isCounting = true
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  writes = []
  asked = []
  isCounting = true
  const count = () => {
    turn += 1
    if (isCounting) setImmediate(count)
  }
  count()
})
afterEach(async () => {
  isCounting = false
  await scheduler.stop()
  await store.destroy()
  rmSync(folder, { recursive: true })
})

/** @param waits whether the vendor of this instance is silent. */
function start(waits: (id: string) => boolean): void {
  const registrations = registrationStore(store)
  scheduler = createScheduler({
    registrations: {
      ...registrations,
      async claimDue(...question) {
        const at = turn
        const ids = await registrations.claimDue(...question)
        writes.push({ turn: at, keys: ids.length })
        return ids
      },
      postpone(keys) {
        writes.push({ turn, keys: keys.length })
        return registrations.postpone(keys)
      },
    },
    formerKeys: formerKeyStore(store),
    glpis: glpiStore(store),
    instances: instanceStore(store, () => NOW),
    checker: {
      waitMs: async ({ id }) => (waits(id) ? 60_000 : 0),
      checkSaved: async ({ id }) => {
        asked.push(id)
        return null
      },
    },
    inspections: { check: async () => null },
    random: () => 0,
    now: () => NOW,
    steady: () => NOW,
    pulse: createPulse(),
    report: (error) => expect.unreachable(String(error)),
  })
  scheduler.start()
}

/** Keys that are due, one after the other. */
async function addDue(count: number): Promise<void> {
  const numbers = sql`with recursive n(n) as (select 1 union all select n + 1 from n where n < ${count})`
  await sql`insert into instances (id, name, services_url, created_at)
    ${numbers} select 'i' || n, 'x', 'https://a.example', 1 from n`.execute(store)
  await sql`insert into registrations (instance_id, sealed_key, fingerprint, key_length, finding, saved_at, failures, next_check_at)
    ${numbers} select 'i' || n, 'x', 'sha256:' || n, 1, 'clean', 1, 0, n from n`.execute(store)
}

const nextChecks = async () =>
  (await store.selectFrom('registrations').select('next_check_at').distinct().execute()).map((row) => row.next_check_at)

test('a hundred keys of a silent vendor are postponed eight in a write, and no turn of the event loop has two writes', async () => {
  await addDue(100)
  start(() => true)
  await scheduler.settled()
  expect(await nextChecks()).toEqual([NOW + 60_000])
  expect(writes.map(({ keys }) => keys)).toEqual([...Array.from({ length: 24 }, () => 8), 4, 4, 0])
  expect(new Set(writes.map((write) => write.turn)).size).toBe(writes.length)
  expect(asked).toEqual([])
})

test('those that need not wait are asked about, among those that do', async () => {
  await addDue(20)
  start((id) => id !== 'i11' && id !== 'i20')
  await expect.poll(() => asked).toEqual(['i11', 'i20'])
})

test('a stop does not wait until all are postponed', async () => {
  await addDue(100)
  let stopped: Promise<void> | undefined
  start((id) => {
    if (id === 'i9') stopped = scheduler.stop()
    return true
  })
  await expect.poll(() => stopped !== undefined).toBe(true)
  await stopped
  expect(writes.map(({ keys }) => keys)).toEqual([8, 8, 8, 8])
})
