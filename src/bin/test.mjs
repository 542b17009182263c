// `npm test`: everything, in the order in which a fault is cheapest to read, ending with one line of counts.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

mkdirSync('test-results', { recursive: true })

const counts = { passed: 0, failed: 0 }
const run = (command, ...args) => spawnSync(command, args, { stdio: 'inherit', env: process.env }).status === 0

/** A step without tests of its own counts as one. */
function step(name, command, ...args) {
  console.log(`\n== ${name}`)
  const passed = run(command, ...args)
  counts[passed ? 'passed' : 'failed'] += 1
}

function tests(name, file, read, command, ...args) {
  console.log(`\n== ${name}`)
  rmSync(file, { force: true })
  const ended = run(command, ...args)
  const { passed, failed } = readCounts(file, read)
  counts.passed += passed
  // a run that ends badly without naming a failed test has failed all the same
  counts.failed += ended ? failed : Math.max(failed, 1)
}

function readCounts(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** A file that failed as a whole names no failed test of its own. */
const countsOfVitest = ({ numPassedTests, numFailedTests, success }) => ({
  passed: numPassedTests,
  failed: success ? numFailedTests : Math.max(numFailedTests, 1),
})

const bin = (name) => `node_modules/.bin/${name}`

step('lint', bin('oxlint'))
step('format', bin('oxfmt'), '--check')
step('types', bin('tsc'), '-b')
step('unused code', bin('knip'))
step('languages', process.execPath, 'src/bin/catalogues.mjs')
tests(
  'unit and properties',
  'test-results/unit.json',
  countsOfVitest,
  bin('vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/unit.json',
)
// the fault run reads where to leave its counts from its environment: its arguments are names of tests
process.env.LATCHKEY_FAULTS_JSON = 'test-results/faults.json'
tests('faults', process.env.LATCHKEY_FAULTS_JSON, countsOfVitest, process.execPath, 'e2e/faults/run.mjs')
tests(
  'ways into a GLPI',
  'test-results/glpi.json',
  countsOfVitest,
  bin('vitest'),
  'run',
  '--config',
  'e2e/glpi/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/glpi.json',
)
tests(
  'end to end',
  'test-results/e2e.json',
  ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
  bin('playwright'),
  'test',
  '--config',
  'e2e/playwright.config.ts',
)

console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
