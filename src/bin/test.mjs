// `npm test`: everything, as many suites at a time as there are cores, ending with one line of counts. A suite that passes is
// one line here, and one that fails is shown whole; what each printed is in test-results/.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { finished } from 'node:stream/promises'
import { foundPeers } from './peers.mjs'
import { ofPlaywright, ofVitest, readPage } from './suite-results.mjs'

const RESULTS = 'test-results'
const bin = (name) => `node_modules/.bin/${name}`
const vitest = (json, ...args) => [
  bin('vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${json}`,
  ...args,
]

const BUILD = { name: 'build', command: () => [process.execPath, 'src/bin/ensure.mjs', 'build'] }

/** Of the sources alone: these run while it is built. */
const CHECKS = [
  { name: 'lint', command: () => [bin('oxlint')] },
  { name: 'types', command: () => [bin('tsc'), '-b', '--checkers', '1'] },
  { name: 'languages', command: () => [process.execPath, 'src/bin/catalogues.mjs'] },
  { name: 'unused-code', command: () => [bin('knip')] },
  { name: 'format', command: () => [bin('oxfmt'), '--check'] },
]

/**
 * In the order in which they begin; not those that need what is not installed. A suite with `read` leaves its counts in `json`; one
 * without counts as one test. `faults` and `unit` mostly wait, and so begin beside `browser`, which is the longest. Those with
 * `isOnlyFull` need `LATCHKEY_FULL=1`.
 */
const SUITES = [
  {
    name: 'browser',
    command: () => [bin('playwright'), 'test', '--config', 'e2e/playwright.config.ts'],
    read: ofPlaywright,
  },
  { name: 'faults', command: () => [process.execPath, 'e2e/faults/run.mjs'], read: ofVitest },
  { name: 'unit', command: (json) => vitest(json, '--project', 'unit'), read: ofVitest },
  { name: 'gateway', command: (json) => vitest(json, '--project', 'gateway'), read: ofVitest },
  {
    name: 'postgres',
    needs: 'postgres',
    command: (json) => vitest(json, '--project', 'postgres'),
    read: ofVitest,
  },
  {
    name: 'connection-methods',
    command: (json) => vitest(json, '--config', 'e2e/glpi/vitest.config.ts'),
    read: ofVitest,
  },
  {
    name: 'browser-on-replicas',
    needs: 'postgres',
    isOnlyFull: true,
    env: { LATCHKEY_E2E_DATABASE: 'postgres' },
    command: () => [bin('playwright'), 'test', '--config', 'e2e/playwright.config.ts'],
    read: ofPlaywright,
  },
  {
    name: 'packages',
    isOnlyFull: true,
    env: { LATCHKEY_PACKAGES: '1' },
    command: (json) => vitest(json, '--project', 'packages'),
    read: ofVitest,
  },
  { name: 'programs', command: (json) => vitest(json, '--project', 'programs'), read: ofVitest },
]

/** @returns whether it ended well, and how long it took. Everything it prints goes to `log`. */
async function run([command, ...args], json, log, env) {
  const startedAt = performance.now()
  const output = createWriteStream(log)
  // the fault run and the browser tests read where to leave their counts from their environment
  const child = spawn(command, args, {
    env: { ...process.env, ...env, LATCHKEY_TEST_JSON: json, LATCHKEY_BUILT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const ended = await new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
  output.end()
  await finished(output)
  return { ended, seconds: Math.round((performance.now() - startedAt) / 1000) }
}

function readResults(read, json) {
  try {
    return read(JSON.parse(readFileSync(json, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, failures: [] }
  }
}

const counts = { passed: 0, failed: 0 }
/** A line for each test that failed, and for each suite that failed without one. */
const failedLines = []

async function runSuite({ name, command, read, env = {} }) {
  const json = `${RESULTS}/${name}.json`
  const log = `${RESULTS}/${name}.log`
  rmSync(json, { force: true })
  if (read) console.log(`   ${name} begins; it prints to ${log}`)
  const { ended, seconds } = await run(command(json), json, log, env)
  const { passed, failed, failures } = read
    ? readResults(read, json)
    : { passed: Number(ended), failed: Number(!ended), failures: [] }
  // a run may fail without a failed test: it may not even have started
  const allFailed = ended ? failed : Math.max(failed, 1)
  counts.passed += passed
  counts.failed += allFailed
  if (allFailed > 0) {
    console.log(`\n== ${name}\n${readFileSync(log, 'utf8')}`)
    for (const { name: test, page } of failures) if (page) console.log(`-- ${test}\n${readPage(page)}\n`)
    failedLines.push(...(failures.length > 0 ? failures.map((failure) => `${name}: ${failure.name}`) : [name]))
  }
  console.log(`${allFailed > 0 ? '✗' : '✓'}  ${name}: ${passed} passed, ${allFailed} failed, ${seconds} s`)
  return allFailed === 0
}

const found = foundPeers()
/** Set where every landing is checked. */
const isFull = process.env.LATCHKEY_FULL === '1'
const suites = SUITES.filter(
  ({ needs, isOnlyFull }) => (needs === undefined || found[needs] !== undefined) && (isFull || !isOnlyFull),
)

async function runInTurn(waiting) {
  for (let suite = waiting.shift(); suite; suite = waiting.shift()) await runSuite(suite)
}

mkdirSync(RESULTS, { recursive: true })
const built = runSuite(BUILD)

/** One suite after the other; those that need what is built wait for it, and do not run without it. */
async function runLane() {
  await runInTurn(CHECKS)
  if (await built) await runInTurn(suites)
}

// a suite keeps most of the cores busy by itself: with more at a time, each takes longer and all of them end no sooner
const others = Array.from({ length: Math.max(1, availableParallelism() - 1) }, runLane)
await Promise.all([built.then(runLane), ...others])
// the output of a whole run is long, and is often read from its end
if (failedLines.length > 0) console.log(`\nFailed:\n${failedLines.map((line) => `  ${line}`).join('\n')}`)
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
