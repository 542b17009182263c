import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { expect, inject, test } from 'vitest'
import { sbomOf } from './sbom.ts'

type Component = {
  name: string
  version: string
  purl: string
  licenses: { license: { id: string } }[]
  properties?: { name: string; value: string }[]
}
type Sbom = { metadata: { component: Component }; components: Component[] }

const folder = join(inject('packagedIn'), 'dist/packages')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const sbom: Sbom = JSON.parse(read('latchkey-0.1.0.tgz.cdx.json'))
const named = ({ name, version }: Component) => `${name} ${version}`

test('beside each artefact is an SBOM, and a checksum of all stands in one file', () => {
  const names = readdirSync(folder)
  const artefacts = names.filter((name) => name !== 'SHA256SUMS' && !name.endsWith('.cdx.json'))
  expect(artefacts).toContain('latchkey-0.1.0.tgz')
  expect(names.filter((name) => name.endsWith('.cdx.json'))).toEqual(artefacts.map((name) => `${name}.cdx.json`))
  const summed = read('SHA256SUMS').trim().split('\n')
  expect(summed.map((line) => line.slice(66))).toEqual(names.filter((name) => name !== 'SHA256SUMS').toSorted())
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder })
})

test('the SBOM is CycloneDX 1.6, by its own schema', async () => {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.cdx.json')))
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(read(name))).toBeNull()
})

test('it lists what is bundled and what is installed, and nothing that only builds or tests', () => {
  const how = (value: string) =>
    sbom.components.filter(({ properties }) => properties?.some((each) => each.value === value)).map(({ name }) => name)
  expect(how('bundled')).toEqual(
    expect.arrayContaining(['react', 'hono', 'kysely', '@tabler/core', 'nodemailer', 'pg', 'undici']),
  )
  expect(how('installed')).toEqual(expect.arrayContaining(['pino']))
  expect(how('optional')).toEqual([
    '@libsql/darwin-arm64',
    '@libsql/darwin-x64',
    '@libsql/linux-arm-gnueabihf',
    '@libsql/linux-arm-musleabihf',
    '@libsql/linux-arm64-gnu',
    '@libsql/linux-arm64-musl',
    '@libsql/linux-x64-gnu',
    '@libsql/linux-x64-musl',
    '@libsql/win32-x64-msvc',
  ])
  const names = sbom.components.map(({ name }) => name)
  expect(
    names.filter((name) => /^(@types\/|@babel\/|vitest|typescript|playwright|purgecss|marked|oxlint)/.test(name)),
  ).toEqual([])
  // 102 on the day this was written: who adds a library sees what else comes with it
  expect(sbom.components.length).toBeLessThan(110)
})

test('it says of which commit this is, and each time the same', () => {
  const properties = Object.fromEntries(
    sbom.metadata.component.properties?.map(({ name, value }) => [name, value]) ?? [],
  )
  expect(properties).toEqual({
    'latchkey:artefact': 'latchkey-0.1.0.tgz',
    'latchkey:commit': expect.stringMatching(/^[0-9a-f]{40}(\+changes)?$/),
  })
  expect(JSON.stringify(sbom)).not.toContain('timestamp')
  const artefact = join(folder, 'latchkey-0.1.0.tgz')
  expect(sbomOf(artefact, null, [])).toBe(sbomOf(artefact, null, []))
})

test('the licence of each of them is in the tarball', () => {
  const args = ['--extract', '--gzip', '--to-stdout', '--file', join(folder, 'latchkey-0.1.0.tgz')]
  const licences = execFileSync('tar', [...args, 'package/dist/THIRD-PARTY-LICENSES.txt'], { encoding: 'utf8' })
  const lines = new Set(licences.split('\n'))
  const missing = sbom.components.filter((each) => !lines.has(`${named(each)} (${each.licenses[0]?.license.id})`))
  expect(missing.map(named)).toEqual([])
})
