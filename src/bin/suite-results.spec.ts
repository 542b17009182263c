import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ofPlaywright, ofVitest, readPage } from './suite-results.mjs'

const here = process.cwd()

test('of Vitest: each failed test by its file and name, and a file that failed as a whole by itself', () => {
  const testResults = [
    {
      name: `${here}/src/a.spec.ts`,
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'one' },
        { status: 'failed', fullName: 'group two' },
      ],
    },
    { name: `${here}/src/b.spec.ts`, status: 'failed', assertionResults: [] },
    { name: `${here}/src/c.spec.ts`, status: 'passed', assertionResults: [{ status: 'passed', fullName: 'three' }] },
  ]
  expect(ofVitest({ numPassedTests: 2, numFailedTests: 1, success: false, testResults })).toEqual({
    passed: 2,
    failed: 1,
    failures: [{ name: 'src/a.spec.ts › group two' }, { name: 'src/b.spec.ts' }],
  })
  expect(ofVitest({ numPassedTests: 2, numFailedTests: 0, success: false, testResults: [] })).toMatchObject({
    failed: 1,
  })
  expect(ofVitest({ numPassedTests: 2, numFailedTests: 0, success: true, testResults: [] })).toMatchObject({
    failed: 0,
  })
})

test('of Playwright: each failed test, nested or not, with what its page showed', () => {
  const attachments = [{ name: 'error-context', path: '/somewhere/error-context.md' }]
  const failed = {
    ok: false,
    file: 'fleet.e2e.ts',
    line: 86,
    title: 'ten thousand',
    tests: [{ results: [{ attachments }] }],
  }
  const bare = { ok: false, file: 'life.e2e.ts', line: 3, title: 'a key', tests: [] }
  const well = { ok: true, file: 'life.e2e.ts', line: 9, title: 'another', tests: [{ results: [{ attachments: [] }] }] }
  const suites = [{ specs: [well], suites: [{ specs: [failed] }] }, { specs: [bare] }]
  expect(ofPlaywright({ stats: { expected: 1, unexpected: 1, flaky: 1 }, suites })).toEqual({
    passed: 1,
    failed: 2,
    failures: [
      { name: 'e2e/fleet.e2e.ts:86 › ten thousand', page: '/somewhere/error-context.md' },
      { name: 'e2e/life.e2e.ts:3 › a key', page: undefined },
    ],
  })
})

test('what the page showed is printed without the source of the test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  try {
    const path = join(folder, 'error-context.md')
    writeFileSync(path, '# Page snapshot\n\n- link "Home"\n\n# Test source\n\n```ts\n')
    expect(readPage(path)).toBe('# Page snapshot\n\n- link "Home"')
    expect(readPage(join(folder, 'nothing'))).toBe('What the page showed is not known: nothing was written.')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
