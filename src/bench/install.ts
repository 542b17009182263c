import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { name, version } from '../../package.json'
import type { Bench, BenchReport } from './report.ts'
import { startServerProcess } from './server-process.ts'

const ROUNDS = 25
/** Until V8 has tidied up after the start. */
const SETTLE_MS = 30_000

const BARE_SERVER = `import { createServer } from 'node:http'
const server = createServer((_, reply) => reply.end('{}'))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`
const BARE_PROGRAM = `console.log('first line')`

/** From an empty folder, without a cache of npm, to the panel's first page. @returns the installed program */
async function install(report: BenchReport, tarball: string, folder: string): Promise<string> {
  const began = performance.now()
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')]
  await mkdir(join(folder, 'installed'))
  execFileSync('npm', ['install', ...flags, tarball], { cwd: join(folder, 'installed'), stdio: 'pipe' })
  const installed = performance.now()
  const program = join(folder, 'installed/node_modules', name, 'src/bin/latchkey.mjs')
  const server = await startServerProcess({ args: [program, 'serve'], env: serving(folder) })
  const page = await fetch(server.url)
  await page.text()
  const shown = performance.now()
  await server.stop()
  report.add({
    what: 'from an empty folder to the panel, from the npm package',
    value: shown - began,
    unit: 'ms',
    budget: 15_000,
    detail: `${(installed - began).toFixed(0)} ms of it npm, with the network; the page answered ${page.status}`,
  })
  return program
}

const serving = (folder: string) => ({
  LATCHKEY_DATA: join(folder, 'data'),
  LATCHKEY_PORT: '0',
  LATCHKEY_SANDBOX: '0',
})

/** Milliseconds from the spawn to the first line on stdout. */
async function firstLine(args: string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const took = performance.now() - began
  child.kill()
  await ended
  return took
}

/** The third-lowest, as for the start of the gateway. */
const steadyOf = (samples: number[]): number => samples.toSorted((a, b) => a - b)[2] ?? Number.NaN

async function compareFirstLines(report: BenchReport, program: string, bare: string): Promise<void> {
  const [base, ours, again]: number[][] = [[], [], []]
  // nothing listens there: what comes after the first line does not matter
  const doctor = [program, 'doctor', '--no-key', '--services', 'http://127.0.0.1:9']
  for (let round = 0; round < ROUNDS; round += 1) {
    base?.push(await firstLine([bare]))
    ours?.push(await firstLine(doctor))
    again?.push(await firstLine([bare]))
  }
  const [bareMs, oursMs, againMs] = [base, ours, again].map((samples) => steadyOf(samples ?? []))
  if (bareMs === undefined || oursMs === undefined || againMs === undefined) return
  report.add({
    what: "doctor's first line, beside a bare Node that prints one",
    value: oursMs / bareMs,
    budget: 2,
    noise: againMs / bareMs,
    detail: `third-lowest of ${ROUNDS}: ${oursMs.toFixed(0)} ms against ${bareMs.toFixed(0)} ms`,
  })
}

async function compareMemory(report: BenchReport, program: string, bare: string, folder: string): Promise<void> {
  const servers = await Promise.all([
    startServerProcess({ args: [bare] }),
    startServerProcess({ args: [program, 'serve'], env: serving(folder) }),
    startServerProcess({ args: [bare] }),
  ])
  await pause(SETTLE_MS)
  const [base, ours, again] = await Promise.all(servers.map((server) => server.usage()))
  await Promise.all(servers.map((server) => server.stop()))
  if (!base || !ours || !again) return
  report.add({
    what: 'memory (RSS) of an idle gateway, beside a bare node:http server',
    value: ours.rssMb / base.rssMb,
    budget: 1.6,
    noise: again.rssMb / base.rssMb,
    detail: `${ours.rssMb.toFixed(0)} MB against ${base.rssMb.toFixed(0)} MB, ${SETTLE_MS / 1000} s after the start`,
  })
}

/** The npm package as people get it: `npm run package` makes it. */
export const benchInstall: Bench = async (report) => {
  const tarball = resolve('dist/packages', `${name}-${version}.tgz`)
  if (!existsSync(tarball))
    return report.add({
      what: 'from an empty folder to the panel, from the npm package',
      value: null,
      detail: 'npm run package makes it',
    })
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  try {
    const [bareProgram, bareServer] = [join(folder, 'line.mjs'), join(folder, 'server.mjs')]
    await writeFile(bareProgram, BARE_PROGRAM)
    await writeFile(bareServer, BARE_SERVER)
    const program = await install(report, tarball, folder)
    await compareFirstLines(report, program, bareProgram)
    await compareMemory(report, program, bareServer, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
