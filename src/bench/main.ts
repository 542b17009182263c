import { parseArgs } from 'node:util'
import { startGlpiFarm } from '../glpi/testing/farm.ts'
import { bareFleet } from './bare-fleet.ts'
import { benchCalm } from './browser/calm.ts'
import { benchPaste } from './browser/paste.ts'
import { benchWeight } from './browser/weight.ts'
import { benchConnections } from './connections.ts'
import { benchDueAtOnce } from './due-at-once.ts'
import { benchFleet } from './fleet.ts'
import { benchIdle } from './idle.ts'
import { benchInstall } from './install.ts'
import { benchHostile, benchKeyText } from './key-text.ts'
import { benchList } from './list.ts'
import { PAGE_OPTIONS, readPageOptions } from './page/options.ts'
import { benchPage } from './page/page.ts'
import { benchReads } from './reads.ts'
import { benchRefusedSignIns } from './refused-sign-ins.ts'
import { createRun, type Bench } from './report.ts'
import { benchStartUp } from './start-up.ts'
import { benchVendorCalls } from './vendor-calls.ts'

/** Nothing to measure before it is built. */
const benchRelay: Bench = async (report) =>
  report.add({
    what: 'relay, a remembered answer beside a bare reply, CPU',
    value: null,
    budget: 1.5,
    detail: 'not built',
  })

const BENCHES: Readonly<Record<string, Bench>> = {
  weight: benchWeight,
  paste: benchPaste,
  'key-text': benchKeyText,
  'start-up': benchStartUp,
  reads: benchReads,
  connections: benchConnections,
  'refused-sign-ins': benchRefusedSignIns,
  'due-at-once': benchDueAtOnce,
  list: benchList,
  fleet: benchFleet,
  relay: benchRelay,
  'vendor-calls': benchVendorCalls,
  calm: benchCalm,
  idle: benchIdle,
  install: benchInstall,
}

/** Several parts by one name. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  gateway: ['reads', 'connections', 'refused-sign-ins', 'due-at-once'],
}

const HELP = `npm run bench                         every budget of the design
npm run bench -- PART ...             some parts: ${Object.keys(BENCHES).join(', ')}
npm run bench -- gateway              ${GROUPS['gateway']?.join(', ')}
npm run bench -- page --glpi URL --user NAME [--glpi URL] [--runs 9] [--vendor-port 8199]
                                      the page beside the tab of real GLPIs
  --guide                             the tables of src/docs/speed.md are written anew
  --json FILE                         where the figures go; test-results/bench.json otherwise`

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** What a part runs in a process of its own; not for people. */
const INNER: Readonly<Record<string, (words: string[]) => unknown>> = {
  farm: ([count]) => serveFarm(Number(count)),
  'bare-fleet': ([url = '', count, atOnce, recording = '']) => bareFleet(url, Number(count), Number(atOnce), recording),
  hostile: ([name = '']) => print(JSON.stringify(benchHostile(name))),
}

/** A process of its own: what the stand-ins cost is not what is measured. */
async function serveFarm(count: number): Promise<void> {
  const { url, userToken } = await startGlpiFarm({ count })
  print(JSON.stringify({ url, userToken }))
  process.once('SIGTERM', () => process.exit())
}

async function runBenches(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { ...PAGE_OPTIONS, json: { type: 'string' }, guide: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) return print(HELP)
  const parts = positionals.flatMap((part) => GROUPS[part] ?? [part])
  const unknown = parts.filter((part) => part !== 'page' && !(part in BENCHES))
  if (unknown.length > 0) throw new Error(`There is no part "${unknown.join('", "')}".\n${HELP}`)
  // before anything is measured: a missing option need not wait for the rest
  const page = parts.includes('page') ? benchPage(await readPageOptions(values, process.env)) : null
  const run = createRun()
  for (const [part, bench] of Object.entries(BENCHES))
    if (parts.length === 0 || parts.includes(part)) await run.run(part, bench)
  if (page) await run.run('page', page)
  if (values.guide) run.writeGuide()
  if (!run.end(values.json ?? 'test-results/bench.json')) process.exitCode = 1
}

const [first = '', ...rest] = process.argv.slice(2)
try {
  const inner = INNER[first]
  await (inner ? inner(rest) : runBenches(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
