import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import { PackageURL } from 'packageurl-js'
import { license, name, version } from '../../package.json'
import type { ShippedPackage } from './shipped-packages.ts'

/** What an artefact contains that is no package of npm, such as Node itself. */
export type OtherPart = {
  name: string
  version: string
  /** its SPDX identifier */
  license: string
  /** such as `pkg:generic/node@22.1.0?arch=amd64` */
  purl: string
}

const SCOPES = {
  bundled: Enums.ComponentScope.Required,
  installed: Enums.ComponentScope.Required,
  optional: Enums.ComponentScope.Optional,
}

const licencesOf = (id: string | undefined) =>
  new Models.LicenseRepository(id === undefined ? [] : [new Models.SpdxLicense(id)])

function purlOf({ name: full, version: its }: ShippedPackage): string {
  const [last = full, scope] = full.split('/').toReversed()
  return new PackageURL('npm', scope, last, its).toString()
}

/** npm's own checksum of what it downloads, in hex */
function hashesOf({ integrity }: ShippedPackage): Models.HashDictionary {
  const hashes = new Models.HashDictionary()
  if (integrity?.startsWith('sha512-'))
    hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(integrity.slice(7), 'base64').toString('hex'))
  return hashes
}

const componentOf = (shipped: ShippedPackage) =>
  new Models.Component(Enums.ComponentType.Library, shipped.name, {
    bomRef: purlOf(shipped),
    version: shipped.version,
    scope: SCOPES[shipped.how],
    purl: purlOf(shipped),
    licenses: licencesOf(shipped.license),
    hashes: hashesOf(shipped),
    properties: new Models.PropertyRepository([new Models.Property('latchkey:how', shipped.how)]),
  })

const componentOfPart = (part: OtherPart) =>
  new Models.Component(Enums.ComponentType.Application, part.name, {
    bomRef: part.purl,
    version: part.version,
    scope: Enums.ComponentScope.Required,
    purl: part.purl,
    licenses: licencesOf(part.license),
  })

/** A UUID that tells nothing but these bytes. */
const uuidOf = (hex: string) =>
  `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`

/**
 * What is in an artefact, as CycloneDX 1.6 in JSON. The same for the same artefact: it states no time, and its serial number is made of
 * the artefact's checksum.
 *
 * @param artefact the path of the file
 * @param commit as `builtFrom` returns it
 */
export function sbomOf(
  artefact: string,
  commit: string | null,
  packages: readonly ShippedPackage[],
  others: readonly OtherPart[] = [],
): string {
  const sha256 = createHash('sha256').update(readFileSync(artefact)).digest('hex')
  const components = [...packages.map(componentOf), ...others.map(componentOfPart)]
  const latchkey = new Models.Component(Enums.ComponentType.Application, name, {
    bomRef: `pkg:npm/${name}@${version}`,
    version,
    purl: `pkg:npm/${name}@${version}`,
    licenses: licencesOf(license),
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]),
    dependencies: new Models.BomRefRepository(components.map(({ bomRef }) => bomRef)),
    properties: new Models.PropertyRepository([
      new Models.Property('latchkey:artefact', basename(artefact)),
      new Models.Property('latchkey:commit', commit ?? 'unknown'),
    ]),
  })
  const bom = new Models.Bom({
    serialNumber: uuidOf(sha256),
    metadata: new Models.Metadata({ component: latchkey }),
    components: new Models.ComponentRepository(components),
  })
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}
