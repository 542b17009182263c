import { Pool } from 'undici'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startBareServer } from './bare-server.ts'
import { expectOk, startBenchGateway } from './gateway.ts'
import { median } from './measure.ts'
import type { Bench } from './report.ts'
import type { ServerProcess } from './server-process.ts'

const PATH = '/api/instances/sandbox/registration'
const ROUNDS = 7
const READS = 4000
/** As many wrong tokens come meanwhile, each from an address that has not been seen: one that has been is turned away for less. */
const SIGN_INS = 4000
let addresses = 0
const CONNECTIONS = 8
const WARM_UP = 1000

type Work = { reads: number; signIns: number }

/** CPU time of a server, in milliseconds, while both kinds of requests come at once. */
async function cost(server: ServerProcess, cookie: string, { reads, signIns }: Work): Promise<number> {
  const before = await server.usage()
  const pools = [new Pool(server.url, { connections: CONNECTIONS }), new Pool(server.url, { connections: CONNECTIONS })]
  const many = (count: number, send: (number: number) => Promise<unknown>) => {
    let next = 0
    const worker = async () => {
      while (next < count) await send(next++)
    }
    return Promise.all(Array.from({ length: CONNECTIONS }, worker))
  }
  await Promise.all([
    many(reads, async () => {
      const reply = await pools[0]?.request({ method: 'GET', path: PATH, headers: { cookie } })
      await reply?.body.dump()
      if (reply?.statusCode !== 200) throw new Error(`a read was answered with ${reply?.statusCode}`)
    }),
    many(signIns, async (number) => {
      addresses += 1
      const address = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': address }
      const body = JSON.stringify({ token: `wrong-${number}` })
      const reply = await pools[1]?.request({ method: 'POST', path: '/api/session', headers, body })
      await reply?.body.dump()
    }),
  ])
  const after = await server.usage()
  await Promise.all(pools.map((pool) => pool.close()))
  return after.cpuMs - before.cpuMs
}

/** By how much a flood makes each read dearer: what both cost at once, without what the flood costs by itself. */
async function factorOf(server: ServerProcess, cookie: string): Promise<{ factor: number; alone: number }> {
  const alone = await cost(server, cookie, { reads: READS, signIns: 0 })
  const flood = await cost(server, cookie, { reads: 0, signIns: SIGN_INS })
  const both = await cost(server, cookie, { reads: READS, signIns: SIGN_INS })
  return { factor: (both - flood) / alone, alone: alone / READS }
}

/** A flood of sign-ins with wrong tokens, beside somebody who is signed in and reads. */
export const benchRefusedSignIns: Bench = async (report) => {
  const bare = await startBareServer()
  const gateway = await startBenchGateway(undefined, { LATCHKEY_TRUSTED_PROXY: '127.0.0.1' })
  try {
    await expectOk(gateway.call('PUT', PATH, { key: sandboxKey('standard') }))
    for (const server of [gateway, bare]) await cost(server, gateway.cookie, { reads: WARM_UP, signIns: WARM_UP })
    const rounds: { ours: number; alone: number; theirs: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const { factor, alone } = await factorOf(gateway, gateway.cookie)
      rounds.push({ ours: factor, alone, theirs: (await factorOf(bare, gateway.cookie)).factor })
    }
    report.add({
      what: 'CPU of a status read in a flood of refused sign-ins, beside that of one without',
      value: median(rounds.map(({ ours }) => ours)),
      budget: 1.1,
      noise: median(rounds.map(({ theirs }) => theirs)),
      detail: `${SIGN_INS} sign-ins beside ${READS} reads of ${median(rounds.map(({ alone }) => alone)).toFixed(3)} ms each; A/A is a bare server, which answers both alike`,
    })
  } finally {
    await gateway.stop()
    await bare.stop()
  }
}
