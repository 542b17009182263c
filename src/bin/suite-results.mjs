// What a suite has left in its JSON: how many tests passed and failed, and which failed. `npm test` prints the latter once more at its end.
import { readFileSync } from 'node:fs'

/** A file that failed as a whole names no failed test of its own. */
export const ofVitest = ({ numPassedTests, numFailedTests, success, testResults = [] }) => ({
  passed: numPassedTests,
  failed: success ? numFailedTests : Math.max(numFailedTests, 1),
  failures: testResults.flatMap(({ name: file, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [{ name: fromHere(file) }]
    return failed.map(({ fullName }) => ({ name: `${fromHere(file)} › ${fullName}` }))
  }),
})

/** With each failure the file that says what the page showed. */
export const ofPlaywright = ({ stats, suites = [] }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  failures: suites.flatMap(specsOf).flatMap(({ ok, file, line, title, tests }) => {
    const attached = tests.flatMap(({ results }) => results.flatMap(({ attachments }) => attachments))
    const page = attached.find(({ name }) => name === 'error-context')?.path
    return ok ? [] : [{ name: `e2e/${file}:${line} › ${title}`, page }]
  }),
})

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]

const fromHere = (file) => file.replace(`${process.cwd()}/`, '')

/** Without the source of the test, which its reader has. */
export function readPage(path) {
  try {
    return readFileSync(path, 'utf8').split('\n# Test source')[0].trimEnd()
  } catch {
    return 'What the page showed is not known: nothing was written.'
  }
}
