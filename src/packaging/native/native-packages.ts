import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OtherPart } from '../sbom.ts'
import { makeArchive } from './archive.ts'
import { ARCHITECTURES, BUNDLED_NODE, type Architecture } from './architectures.ts'
import { makeDebianPackage, type PackageInput } from './debian-package.ts'
import { releaseDate } from './release-date.ts'
import { makeRpmPackage } from './rpm-package.ts'
import { runTool } from './run-tool.ts'

const FORMATS = [
  { name: '.deb', tool: 'dpkg-deb', make: makeDebianPackage },
  { name: '.rpm', tool: 'rpmbuild', make: makeRpmPackage },
  { name: '.tar.gz', tool: 'tar', make: makeArchive },
] as const

export type NativeFormat = (typeof FORMATS)[number]['name']

/** A package with its own Node, and what is in it beside the packages of npm. */
export type NativePackage = { path: string; others: readonly OtherPart[] }

export type NativeOptions = {
  formats?: readonly NativeFormat[]
  architectures?: readonly Architecture[]
  date?: Date
  version?: string
  /** Told which format is left out, because a tool is not here. */
  say?: (line: string) => void
}

/** Makes the packages that bring their own Node, of the npm tarball, in `folder`. */
export function makeNativePackages(tarball: string, folder: string, options: NativeOptions = {}): NativePackage[] {
  const { formats = FORMATS.map(({ name }) => name), architectures = ARCHITECTURES, say = () => undefined } = options
  const { date = releaseDate() } = options
  const work = mkdtempSync(join(tmpdir(), 'latchkey-native-'))
  try {
    runTool('tar', ['-xzf', tarball, '-C', work], { date })
    mkdirSync(folder, { recursive: true })
    return FORMATS.filter(({ name }) => formats.includes(name)).flatMap(({ name, tool, make }) => {
      if (spawnSync(tool, ['--version']).status !== 0) {
        say(`No ${name} is made: ${tool} is not here.`)
        return []
      }
      return architectures.map((architecture) => {
        const input: PackageInput = { unpacked: join(work, 'package'), architecture, date, folder }
        if (options.version !== undefined) input.version = options.version
        return { path: make(input), others: [nodeFor(architecture)] }
      })
    })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const nodeFor = ({ debian }: Architecture): OtherPart => ({
  name: 'node',
  version: BUNDLED_NODE,
  license: 'MIT',
  purl: `pkg:generic/node@${BUNDLED_NODE}?arch=${debian}`,
})
