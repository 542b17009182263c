import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtFrom } from '../bin/commit.ts'
import { writeChecksums } from './checksums.ts'
import { readAudit, vulnerabilitiesIn } from './known-vulnerabilities.ts'
import { makeNativePackages } from './native/native-packages.ts'
import { packNpmTarball } from './npm-tarball.ts'
import { sbomOf, type OtherPart } from './sbom.ts'
import { shippedPackages, type ShippedPackage } from './shipped-packages.ts'

const PACKAGES = join(import.meta.dirname, '../../dist/packages')

const say = (line: string) => process.stderr.write(`${line}\n`)

/** A file that is released, and what is in it beside what the npm tarball has or installs. */
type Artefact = { path: string; others: readonly OtherPart[] }

function refuseVulnerable(packages: readonly ShippedPackage[]): void {
  const found = vulnerabilitiesIn(readAudit(), packages)
  for (const { sentence } of found) say(sentence)
  const stops = found.filter((each) => each.stops).length
  if (stops > 0)
    throw new Error(`Nothing is released with known vulnerabilities of moderate severity or above: ${stops}.`)
  say(`The registry knows of nothing to stop this release in the ${packages.length} packages that are shipped.`)
}

/**
 * Makes everything that is released, in dist/packages.
 *
 * @param args `--no-audit` where the registry cannot be asked for known vulnerabilities
 */
export function packageAll(args: readonly string[]): void {
  // what is read from git must be true of what is built now
  const commit = builtFrom()
  rmSync(PACKAGES, { recursive: true, force: true })
  mkdirSync(PACKAGES, { recursive: true })
  const tarball = packNpmTarball(PACKAGES)
  const artefacts: Artefact[] = [{ path: tarball, others: [] }, ...makeNativePackages(tarball, PACKAGES, { say })]
  const packages = shippedPackages()
  if (args.includes('--no-audit')) say('Known vulnerabilities were not asked for (--no-audit): do not release this.')
  else refuseVulnerable(packages)
  for (const { path, others } of artefacts) writeFileSync(`${path}.cdx.json`, sbomOf(path, commit, packages, others))
  writeChecksums(PACKAGES)
}
