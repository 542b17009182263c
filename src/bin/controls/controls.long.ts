import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTROLS, type Control } from './controls.ts'
import { patternOf, takenOut } from './take-out.ts'

/** `npm run test:controls`: each control is taken out of a copy of the checkout, and the test that is named for it has to fail there. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const NOT_COPIED = new Set(['.git', 'node_modules', 'dist', 'test-results', 'data'])

const copy = mkdtempSync(join(tmpdir(), 'latchkey-controls-'))
beforeAll(() => {
  cpSync(ROOT, copy, {
    recursive: true,
    filter: (path) => relative(ROOT, path).includes('/') || !NOT_COPIED.has(basename(path)),
  })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

type Results = { testResults: { assertionResults: { title: string; status: string }[] }[] }

/** @returns how each test of that name ended. A spec that cannot even be loaded has none. */
async function run(spec: string, names: readonly string[]): Promise<{ title: string; status: string }[]> {
  const json = join(copy, 'results.json')
  const pattern = names.map((name) => patternOf(name).source.replace(/^\^|\$$/g, '')).join('|')
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const options = [
    'run',
    '--project',
    'unit',
    '--project',
    'gateway',
    spec,
    '-t',
    pattern,
    '--reporter=json',
    `--outputFile=${json}`,
  ]
  // some of the specs are part of a full run only
  const env = { ...process.env, LATCHKEY_FULL: '1' }
  const child = spawn(process.execPath, [vitest, ...options], { cwd: copy, env, stdio: 'ignore' })
  await once(child, 'exit')
  const { testResults }: Results = JSON.parse(readFileSync(json, 'utf8'))
  rmSync(json)
  return testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status !== 'skipped')
}

const statusesOf = (results: Awaited<ReturnType<typeof run>>, { test: name }: Pick<Control, 'test'>): string[] =>
  results.filter(({ title }) => patternOf(name).test(title)).map(({ status }) => status)

const bySpec = [...new Set(CONTROLS.map(({ spec }) => spec))].map(
  (one) => [one, CONTROLS.filter(({ spec }) => spec === one)] as const,
)

test.each(bySpec)('with all controls in place, %s passes', async (spec, controls) => {
  const results = await run(
    spec,
    controls.map(({ test: name }) => name),
  )
  for (const control of controls) {
    expect(statusesOf(results, control).length).toBeGreaterThan(0)
    expect(statusesOf(results, control)).not.toContain('failed')
  }
})

test.each(CONTROLS.map((control) => [control.requirements.join(' '), control.file, control] as const))(
  '%s: without it in %s, its test fails',
  async (_, file, control) => {
    const path = join(copy, file)
    const whole = readFileSync(path, 'utf8')
    writeFileSync(path, takenOut(control, whole))
    try {
      expect(statusesOf(await run(control.spec, [control.test]), control)).toContain('failed')
    } finally {
      writeFileSync(path, whole)
    }
  },
)
