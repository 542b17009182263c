import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { fingerprintOf } from '#domain/key.ts'
import { openData } from '#server/open-data.ts'
import { DEMO_KEY } from '../domain/key-text/testing/sample-keys.ts'
import { startBareServer } from './bare-server.ts'
import { startBenchGateway } from './gateway.ts'
import { MANY_INSTANCES, seedManyInstances } from './many-instances.ts'
import { median } from './measure.ts'
import type { Bench } from './report.ts'
import type { ServerProcess } from './server-process.ts'

/** Longer than the first questions wait for an answer, and than it takes to postpone the others. */
const WATCHED_MS = 40_000
const ASKED_EVERY_MS = 20

type Watched = { stallMs: number; waitMs: number; asked: number }

/** Asks now and then for a while. The longest stall is the server's own, and the waits are those of the one who asks. */
async function watch(server: ServerProcess): Promise<Watched> {
  await server.watchStalls()
  const waits: number[] = []
  const end = performance.now() + WATCHED_MS
  while (performance.now() < end) {
    const from = performance.now()
    await (await request(`${server.url}/api/health`)).body.dump()
    waits.push(performance.now() - from)
    await pause(ASKED_EVERY_MS)
  }
  const { stallMs } = await server.usage()
  return { stallMs: stallMs ?? Number.NaN, waitMs: median(waits), asked: waits.length }
}

/** One for each: a question about a key that several have is asked once. */
const keyOf = (id: string): string => Buffer.from(JSON.stringify({ id, signature: DEMO_KEY })).toString('base64')

/** Ten thousand keys that can be asked about, all of them due. */
async function seedDueKeys(folder: string, servicesUrl: string): Promise<void> {
  await seedManyInstances(folder)
  const { store, vault } = await openData(join(folder, 'data'))
  await store.transaction().execute(async (rows) => {
    await rows.updateTable('instances').set({ services_url: servicesUrl }).where('id', '<>', 'sandbox').execute()
    for (const { instance_id: id } of await rows.selectFrom('registrations').select('instance_id').execute())
      await rows
        .updateTable('registrations')
        .set({ fingerprint: fingerprintOf(keyOf(id)), sealed_key: vault.seal(keyOf(id), id), next_check_at: 1 })
        .where('instance_id', '=', id)
        .execute()
  })
  // its GLPIs would be asked as well
  await store.deleteFrom('glpis').execute()
  await store.destroy()
}

/** Many keys that are due at the same moment, at a GLPI Network that takes questions and never answers. */
export const benchDueAtOnce: Bench = async (report) => {
  let asked = 0
  const silent = createServer((socket) => {
    asked += 1
    socket.on('error', () => undefined).resume()
  }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address: AddressInfo | string | null = silent.address()
  const servicesUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const bare = await startBareServer()
  const gateway = await startBenchGateway((folder) => seedDueKeys(folder, servicesUrl))
  try {
    // at the same time: what else goes on, on this machine, disturbs both
    const [ours, theirs] = await Promise.all([watch(gateway), watch(bare)])
    report.add({
      what: `${MANY_INSTANCES.toLocaleString('en')} keys due at once at a silent vendor, longest stall of the event loop`,
      value: ours.stallMs,
      unit: 'ms',
      budget: 50,
      detail: `${ours.asked} requests meanwhile, ${ours.waitMs.toFixed(1)} ms each; ${asked} connections to the vendor; a bare server beside it stalled for ${theirs.stallMs.toFixed(1)} ms`,
    })
  } finally {
    await gateway.stop()
    await bare.stop()
    silent.close()
  }
}
