import { readFile, rm, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startBenchGateway } from './gateway.ts'
import { MANY_INSTANCES, seedManyInstances } from './many-instances.ts'
import type { Bench } from './report.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

/** Until the connections of the sign-in are closed, and V8 has tidied up after the start. */
const SETTLE_MS = 90_000
/** After the probe has woken it. */
const CALM_MS = 1000
const MINUTES = 5
const LOOK_EVERY_MS = 250

const BARE = `import { createServer } from 'node:http'
const server = createServer((_, reply) => reply.end('{}'))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`

/** Nanoseconds for which its main thread has run: it does so only when it was woken. */
async function ranFor({ pid }: ServerProcess): Promise<string> {
  return (await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'utf8')).split(' ')[0] ?? ''
}

type Idling = { wakeUps: number; cpuMs: number }

/** Counts how often it woke and went to sleep again. What it does in between, one thing right after the other, is one time. */
async function idle(server: ServerProcess): Promise<Idling> {
  const { cpuMs: cpuBefore } = await server.usage()
  await pause(CALM_MS)
  const end = performance.now() + MINUTES * 60_000
  let [known, wasAwake, wakeUps] = [await ranFor(server), false, 0]
  while (performance.now() < end) {
    await pause(LOOK_EVERY_MS)
    const now = await ranFor(server)
    const isAwake = now !== known
    if (isAwake && !wasAwake) wakeUps += 1
    known = now
    wasAwake = isAwake
  }
  const { cpuMs } = await server.usage()
  return { wakeUps, cpuMs: cpuMs - cpuBefore }
}

/** An idle gateway with ten thousand instances, none of them due, and beside it a bare server, measured at the same time. */
export const benchIdle: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const program = join(folder, 'bare.mjs')
  await writeFile(program, BARE)
  const bare = await startServerProcess({ args: [program] })
  const gateway = await startBenchGateway(seedManyInstances)
  try {
    await pause(SETTLE_MS)
    const [ours, theirs] = await Promise.all([idle(gateway), idle(bare)])
    report.add({
      what: `idle gateway with ${MANY_INSTANCES.toLocaleString('en')} instances, wake-ups a minute`,
      value: ours.wakeUps / MINUTES,
      unit: '',
      budget: 1,
      detail: `over ${MINUTES} minutes, ${(ours.cpuMs / MINUTES).toFixed(1)} ms of CPU a minute; a bare node:http server wakes ${(theirs.wakeUps / MINUTES).toFixed(1)} times`,
    })
  } finally {
    await gateway.stop()
    await bare.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
