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

const BARE = `import { createServer } from 'node:http'
const server = createServer((_, reply) => reply.end('{}'))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`

/** How often the thread that runs JavaScript has gone to sleep, and so has woken. */
async function sleepsOf({ pid }: ServerProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/task/${pid}/status`, 'utf8')
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1])
}

type Idling = { wakeUps: number; cpuMs: number }

async function idle(server: ServerProcess): Promise<Idling> {
  const { cpuMs: cpuBefore } = await server.usage()
  await pause(CALM_MS)
  const before = await sleepsOf(server)
  await pause(MINUTES * 60_000)
  const wakeUps = (await sleepsOf(server)) - before
  const { cpuMs } = await server.usage()
  return { wakeUps, cpuMs: cpuMs - cpuBefore }
}

/** A gateway with ten thousand instances that nobody looks at and that are not due, beside a bare server at the same time. */
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
