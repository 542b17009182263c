import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { freePort } from '#net/testing/free-port.ts'
import type { Bench } from './report.ts'

const ROUNDS = 25
const BUDGET = 2

const BARE = `import { createServer } from 'node:http'
const server = createServer((_, reply) => reply.end('{}'))
server.listen(0, '127.0.0.1', () => console.log('listens on http://127.0.0.1:' + server.address().port))`

/** Milliseconds from the spawn. */
type Start = { listens: number; answers: number; showsPage: number }

/** To the first line on stdout, to the first answer to a question that is asked at that moment, and to the page after it. */
async function start(args: string[], env: Record<string, string>): Promise<Start> {
  const began = performance.now()
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  try {
    const [line]: unknown[] = await Promise.race([
      once(child.stdout, 'data'),
      ended.then(() => Promise.reject(new Error(`${args.join(' ')} did not start`))),
    ])
    const listens = performance.now() - began
    const [url = ''] = /http:\S+/.exec(String(line)) ?? []
    await answerTo(`${url}/api/health`)
    const answers = performance.now() - began
    await answerTo(`${url}/`)
    return { listens, answers, showsPage: performance.now() - began }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function answerTo(url: string): Promise<void> {
  const [reply] = await once(get(url), 'response')
  reply.resume()
  await once(reply, 'end')
}

/** The third-lowest: what the machine can do when nobody disturbs it, without trusting one lucky run. */
const steady = (starts: Start[], what: keyof Start): number =>
  starts.map((one) => one[what]).toSorted((a, b) => a - b)[2] ?? Number.NaN

/** Start to listening, gateway and sandbox together, against a bare node:http server; both bare sides give the noise. */
export const benchStartUp: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const bare = join(folder, 'bare.mjs')
  await writeFile(bare, BARE)
  const serve = ['dist/latchkey/main.js', 'serve']
  const env = {
    LATCHKEY_DATA: join(folder, 'data'),
    // the same ones at every start, as for whoever keeps the settings: a new port would be written down
    LATCHKEY_PORT: String(await freePort()),
    LATCHKEY_SANDBOX: String(await freePort()),
  }
  await start(serve, env)
  const starts: Record<'bare' | 'again' | 'latchkey', Start[]> = { bare: [], again: [], latchkey: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    starts.bare.push(await start([bare], {}))
    starts.latchkey.push(await start(serve, env))
    starts.again.push(await start([bare], {}))
  }
  await rm(folder, { recursive: true })
  for (const [moment, what] of [
    ['listens', 'start to listening, beside a bare node:http server'],
    ['answers', 'start to the first answer, beside a bare node:http server'],
    ['showsPage', 'start to the first page, beside a bare node:http server'],
  ] as const) {
    const [base, again, ours] = [starts.bare, starts.again, starts.latchkey].map((of) => steady(of, moment))
    if (base === undefined || again === undefined || ours === undefined) continue
    report.add({
      what,
      value: ours / base,
      budget: moment === 'showsPage' ? null : BUDGET,
      noise: again / base,
      detail: `third-lowest of ${ROUNDS}: ${ours.toFixed(0)} ms against ${base.toFixed(0)} ms`,
    })
  }
}
