import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareContracts } from './compare-contracts.ts'
import type { Contracts } from './contracts.ts'
import { presentContracts } from './present-contracts.ts'
import { firstToBreak, lastReleasedContracts, refusalOfBreaks, snapshotFile } from './release.ts'
import { changelog } from '../changelog.ts'

test('what the last release promised still holds, or the version says that it does not', async () => {
  const now = await presentContracts()
  if (process.env['LATCHKEY_CONTRACTS'] === 'write') write(now)
  const last = lastReleasedContracts()
  const { breaks, additions } = compareContracts(last, now)
  if (additions.length > 0) console.log(`New since ${last.version}:\n${additions.join('\n')}`)
  expect(refusalOfBreaks(breaks, last.version, now.version)).toBeNull()
})

/** A release is what it was: its snapshot is written once it has a date, and as often as wanted before. */
function write(now: Contracts): void {
  const isReleased = changelog().findRelease(now.version)?.date !== undefined && existsSync(snapshotFile(now.version))
  if (isReleased) throw new Error(`${now.version} is released: give package.json the next version first`)
  writeFileSync(snapshotFile(now.version), `${JSON.stringify(now)}\n`)
}

test.each([
  ['1.4.2', '2.0.0'],
  ['0.1.0', '0.2.0'],
  ['0.1.9', '0.2.0'],
])('after %s, the first version that may break something is %s', (last, first) => {
  expect(firstToBreak(last)).toBe(first)
})

test('a break is told with what to do, and the next major version may have it', () => {
  const breaks = ['The route `GET /api/health` is gone.']
  expect(refusalOfBreaks(breaks, '0.1.0', '0.1.1')).toBe(
    'The route `GET /api/health` is gone.\nThis breaks what 0.1.0 promised: keep it as it was beside what is new, or make the version 0.2.0 in package.json and say so in CHANGELOG.md (src/docs/compatibility.md).',
  )
  expect(refusalOfBreaks(breaks, '0.1.0', '0.2.0')).toBeNull()
  expect(refusalOfBreaks([], '0.1.0', '0.1.1')).toBeNull()
})

const ROOT = new URL('../../../', import.meta.url)

test('the page on compatibility names every contract', () => {
  const page = readFileSync(new URL('src/docs/compatibility.md', ROOT), 'utf8')
  const { version: _, $defs: __, ...contracts } = lastReleasedContracts()
  expect(Object.keys(contracts).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
