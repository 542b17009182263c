import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool, request } from 'undici'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expectOk, startBenchGateway, type BenchGateway } from './gateway.ts'
import { median } from './measure.ts'
import type { Bench, BenchReport } from './report.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const PATH = '/api/instances/sandbox/registration'
const CONNECTIONS = 8
const ROUNDS = 5
/** In all, a hundred thousand of the first kind: what the memory is measured after. */
const MANY_READS = 20_000
const SOME_READS = 4_000
/** Of the bare server, whose cost does not change with their number. */
const BARE_READS = 4_000
/** Until the code is compiled, and the caches are filled. */
const WARM_UP_READS = 2_000

/** Answers everything with the recorded bytes. */
const BARE = `import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
const { status, headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const bytes = Buffer.from(body, 'base64')
const server = createServer((_, reply) => reply.writeHead(status, headers).end(status === 304 ? undefined : bytes))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`

type Headers = Record<string, string>
type Recorded = { status: number; headers: Headers; body: string }

/** Node's server adds these by itself. */
const OF_NODE: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive'])

async function record(url: string, headers: Headers): Promise<Recorded & { etag: string }> {
  const reply = await request(`${url}${PATH}`, { headers })
  const body = Buffer.from(await reply.body.arrayBuffer()).toString('base64')
  const own = Object.entries(reply.headers).filter(([name]) => !OF_NODE.has(name))
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(own.map(([name, value]) => [name, String(value)])),
    body,
    etag: String(reply.headers.etag ?? ''),
  }
}

/** CPU time of one read, of the whole server process. */
async function costOf(server: ServerProcess, headers: Headers, expected: number, reads: number): Promise<number> {
  const pool = new Pool(server.url, { connections: CONNECTIONS })
  const before = await server.usage()
  let left = reads
  const worker = async () => {
    while (left-- > 0) {
      const reply = await pool.request({ method: 'GET', path: PATH, headers })
      await reply.body.dump()
      if (reply.statusCode !== expected) throw new Error(`a read was answered with ${reply.statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  const after = await server.usage()
  await pool.close()
  return (after.cpuMs - before.cpuMs) / reads
}

type Kind = { what: string; headers: Headers; reads: number; budget: number | null }

async function compare(report: BenchReport, gateway: BenchGateway, folder: string, kind: Kind): Promise<void> {
  const { what, headers, reads, budget } = kind
  const recorded = await record(gateway.url, headers)
  const [program, reply] = [join(folder, 'bare.mjs'), join(folder, 'reply.json')]
  await Promise.all([writeFile(program, BARE), writeFile(reply, JSON.stringify(recorded))])
  const bare = await startServerProcess({ args: [program, reply] })
  try {
    const cost = (server: ServerProcess, count: number) => costOf(server, headers, recorded.status, count)
    for (const server of [bare, gateway]) await cost(server, WARM_UP_READS)
    const [before, bareBefore] = [await gateway.usage(), await bare.usage()]
    const rounds: { base: number; ours: number; again: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({
        base: await cost(bare, BARE_READS),
        ours: await cost(gateway, reads),
        again: await cost(bare, BARE_READS),
      })
    const [after, bareAfter] = [await gateway.usage(), await bare.usage()]
    const ours = median(rounds.map((round) => round.ours))
    report.add({
      what: `${what}, CPU beside a bare reply of the same bytes`,
      value: median(rounds.map((round) => (2 * round.ours) / (round.base + round.again))),
      budget,
      noise: median(rounds.map(({ base, again }) => again / base)),
      detail: `status ${recorded.status}, ${Buffer.from(recorded.body, 'base64').length} bytes, ${ours.toFixed(3)} ms each`,
    })
    if (budget === null) return
    report.add({
      what: `RSS after ${(reads * ROUNDS).toLocaleString('en')} reads, beside that before them`,
      value: after.rssMb / before.rssMb,
      budget: 1.4,
      noise: bareAfter.rssMb / bareBefore.rssMb,
      detail: `${before.rssMb.toFixed(0)} MB and ${after.rssMb.toFixed(0)} MB; A/A is the bare server, which ends at ${bareAfter.rssMb.toFixed(0)} MB`,
    })
  } finally {
    await bare.stop()
  }
}

/** What it costs to read the status of a saved key, beside a server that only sends the same bytes. */
export const benchReads: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const gateway = await startBenchGateway()
  try {
    await expectOk(gateway.call('PUT', PATH, { key: sandboxKey('standard') }))
    const { cookie } = gateway
    const kinds: Kind[] = [
      { what: 'signed-in status read', headers: { cookie }, reads: MANY_READS, budget: 1.5 },
      {
        what: 'the same as a browser asks',
        headers: { cookie, 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'en-GB,en;q=0.9' },
        reads: SOME_READS,
        budget: null,
      },
    ]
    for (const kind of kinds) await compare(report, gateway, folder, kind)
    // by now it has what it learns of the marketplace after a key is saved
    const { etag } = await record(gateway.url, { cookie })
    await compare(report, gateway, folder, {
      what: 'the same where nothing has changed',
      headers: { cookie, 'if-none-match': etag },
      reads: SOME_READS,
      budget: null,
    })
  } finally {
    await gateway.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
