import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { DEMO_KEY } from '../domain/key-text/testing/sample-keys.ts'
import type { Heard } from './bare-fleet.ts'
import { median } from './measure.ts'
import type { Bench } from './report.ts'

const MANY = 10_000
const FEW = 100
const AT_ONCE = 8
const ROUNDS = 3

/** Loaded into each process that is measured: what it has used is written down as it ends. */
const USAGE = `const { readFileSync, writeFileSync } = require('node:fs')
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  const [, peak] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  writeFileSync(process.env.LATCHKEY_BENCH_USAGE, JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: peak / 1024 }))
})`

type Used = { cpuMs: number; peakMb: number }
type Rig = { folder: string; url: string; userToken: string }

async function measured(rig: Rig, args: string[], env: Record<string, string> = {}): Promise<Used> {
  const usage = join(rig.folder, 'usage.json')
  const child = spawn(process.execPath, ['--require', join(rig.folder, 'usage.cjs'), ...args], {
    env: { ...process.env, ...env, LATCHKEY_BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${said.slice(0, 2000)}`)
  return JSON.parse(await readFile(usage, 'utf8'))
}

/** Every run has a state file of its own, so that each does the whole work. */
async function apply(rig: Rig, url: string, count: number): Promise<Used> {
  const file = join(rig.folder, 'fleet.yaml')
  const entries = Array.from(
    { length: count },
    (_, i) => `  - name: glpi-${i}\n    rest:\n      url: ${url}/glpi/${i}/\n      userToken: env:TOKEN\n`,
  )
  await writeFile(file, `version: 1\nkey: env:KEY\nconcurrency: ${AT_ONCE}\ninstances:\n${entries.join('')}`)
  await rm(`${file}.state`, { force: true })
  const env = { KEY: DEMO_KEY, TOKEN: rig.userToken }
  return measured(rig, ['dist/latchkey/main.js', 'fleet', 'apply', '--no-check', '--file', file], env)
}

/** What `fleet apply` asks of one GLPI, heard on the way there. */
async function record(rig: Rig): Promise<string> {
  const heard: Heard[] = []
  const server = createServer((asked, reply) => {
    void (async () => {
      const body = await text(asked)
      const { method = 'GET', url: path = '/' } = asked
      const { host: _, connection: __, ...headers } = asked.headers
      heard.push({
        method,
        path,
        headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])),
        body,
      })
      const onward = request(`${rig.url}${path}`, { method, headers: asked.headers }, (answer) => {
        reply.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(reply)
      })
      onward.end(body)
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await apply(rig, `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, 1)
  server.closeAllConnections()
  server.close()
  const path = join(rig.folder, 'heard.json')
  await writeFile(path, JSON.stringify(heard))
  return path
}

/** `fleet apply` over many GLPIs: the memory that more of them take, and the CPU time beside a loop that only sends and reads. */
export const benchFleet: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  await writeFile(join(folder, 'usage.cjs'), USAGE)
  const farm = spawn(process.execPath, [process.argv[1] ?? '', 'farm', String(MANY)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line]: unknown[] = await once(farm.stdout, 'data')
    const rig: Rig = { folder, ...JSON.parse(String(line)) }
    const recording = await record(rig)
    const bare = () =>
      measured(rig, [process.argv[1] ?? '', 'bare-fleet', rig.url, String(MANY), String(AT_ONCE), recording])
    const rounds: { few: Used; bare: Used; ours: Used; again: Used }[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({
        few: await apply(rig, rig.url, FEW),
        bare: await bare(),
        ours: await apply(rig, rig.url, MANY),
        again: await bare(),
      })
    const of = (read: (round: (typeof rounds)[number]) => number) => median(rounds.map(read))
    const questions = JSON.parse(await readFile(recording, 'utf8')).length
    report.add({
      what: `fleet apply over ${MANY} GLPIs, CPU beside a bare undici loop`,
      value: of(({ bare: a, ours, again }) => (2 * ours.cpuMs) / (a.cpuMs + again.cpuMs)),
      budget: 1.3,
      noise: of(({ bare: a, again }) => again.cpuMs / a.cpuMs),
      detail: `${questions} questions each, ${of(({ ours }) => ours.cpuMs / MANY).toFixed(2)} ms each`,
    })
    report.add({
      what: `fleet apply, peak of memory over ${MANY} GLPIs above that over ${FEW}`,
      value: of(({ few, ours }) => ours.peakMb - few.peakMb),
      unit: 'MB',
      budget: 96,
      noise: of(({ bare: a, again }) => again.peakMb / a.peakMb),
      detail: `${of(({ few }) => few.peakMb).toFixed(0)} MB and ${of(({ ours }) => ours.peakMb).toFixed(0)} MB; the bare loop takes ${of((round) => round.bare.peakMb).toFixed(0)} MB`,
    })
  } finally {
    farm.kill('SIGTERM')
    await rm(folder, { recursive: true })
  }
}
