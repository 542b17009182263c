import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { expectOk, startBenchGateway, type BenchGateway } from './gateway.ts'
import { MANY_INSTANCES, seedManyInstances } from './many-instances.ts'
import { median } from './measure.ts'
import type { Bench } from './report.ts'

const ROUNDS = 9

type ListRead = { bytes: number; stallMs: number; cpuMs: number }

/** Reads the list as a browser does. Bytes are what came over the wire, headers included. */
async function readList(gateway: BenchGateway): Promise<ListRead> {
  const agent = new Agent()
  const before = await gateway.usage()
  await gateway.watchStalls()
  const headers = { cookie: gateway.cookie, 'accept-encoding': 'gzip, deflate, br, zstd' }
  const [reply] = await once(get(`${gateway.url}/api/instances`, { agent, headers }), 'response')
  reply.resume()
  await once(reply, 'end')
  if (reply.statusCode !== 200) throw new Error(`the list was answered with ${reply.statusCode}`)
  const bytes = reply.socket.bytesRead
  agent.destroy()
  const { stallMs, cpuMs } = await gateway.usage()
  return { bytes, stallMs: stallMs ?? Number.NaN, cpuMs: cpuMs - before.cpuMs }
}

/** The list of ten thousand: what is sent, and for how long nobody else is answered meanwhile. */
export const benchList: Bench = async (report) => {
  const gateway = await startBenchGateway(seedManyInstances)
  try {
    const first = await readList(gateway)
    const again: ListRead[] = []
    const twin: ListRead[] = []
    const changed: ListRead[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      again.push(await readList(gateway))
      twin.push(await readList(gateway))
      await expectOk(gateway.call('PUT', '/api/instances/town-7/settings', { name: `Town 7, ${round}` }))
      changed.push(await readList(gateway))
    }
    const of = (reads: ListRead[], what: keyof ListRead) => median(reads.map((read) => read[what]))
    const list = `list of ${MANY_INSTANCES.toLocaleString('en')}`
    report.add({ what: `${list}, bytes sent`, value: first.bytes, unit: 'bytes', budget: 400_000 })
    const stalls = [
      ['first read', [first], null],
      ['read again', again, of(twin, 'stallMs') / of(again, 'stallMs')],
      ['read after a change', changed, null],
    ] as const
    for (const [what, reads, noise] of stalls)
      report.add({
        what: `${list}, longest stall of the event loop, ${what}`,
        value: of([...reads], 'stallMs'),
        unit: 'ms',
        budget: 20,
        noise,
        detail: `${of([...reads], 'cpuMs').toFixed(0)} ms of CPU`,
      })
  } finally {
    await gateway.stop()
  }
}
