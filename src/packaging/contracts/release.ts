import { readdirSync, readFileSync } from 'node:fs'
import semver from 'semver'
import type { Contracts } from './contracts.ts'

const FOLDER = new URL('./', import.meta.url)

export const snapshotFile = (version: string): URL => new URL(`${version}.json`, FOLDER)

/** The snapshot of the newest release. @throws where there is none. */
export function lastReleasedContracts(): Contracts {
  const versions = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
  const [last] = semver.rsort(versions)
  if (last === undefined) throw new Error('there is no snapshot of the contracts')
  return JSON.parse(readFileSync(snapshotFile(last), 'utf8'))
}

/** The first version that may break what `last` promised: the next major one, and while that is 0, the next minor one. */
export const firstToBreak = (last: string): string =>
  String(semver.inc(last, semver.major(last) === 0 ? 'minor' : 'major'))

/** What the person reads whose change breaks a contract; null where none is broken, or the version says so. */
export function refusalOfBreaks(breaks: readonly string[], last: string, version: string): string | null {
  if (breaks.length === 0 || semver.gte(version, firstToBreak(last))) return null
  return `${breaks.join('\n')}\nThis breaks what ${last} promised: keep it as it was beside what is new, or make the version ${firstToBreak(last)} in package.json and say so in CHANGELOG.md (src/docs/compatibility.md).`
}
