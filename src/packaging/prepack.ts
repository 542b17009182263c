import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { files } from '../../package.json'
import { thirdPartyLicences } from './licences.ts'
import { shippedPackages } from './shipped-packages.ts'

const ROOT = join(import.meta.dirname, '../..')

/** npm packs these whatever `files` says. */
const ALWAYS_PACKED = ['LICENSE', 'README.md', 'package.json']

/** The paths of all that npm will pack. */
const packedFiles = (): string[] =>
  [...ALWAYS_PACKED, ...files].flatMap((name) => {
    const path = join(ROOT, name)
    if (!statSync(path).isDirectory()) return [path]
    const below = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return below.map((entry) => join(entry.parentPath, entry.name))
  })

/** Builds what `files` in package.json names, as the same bytes wherever and by whomever it is built. */
export function prepack(): void {
  const { status } = spawnSync(process.execPath, ['src/bin/build.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The build failed; it says why above.')
  writeFileSync(join(ROOT, 'dist/THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(shippedPackages()))
  // npm packs the modes that it finds, and the builder's umask would be in the package
  for (const path of packedFiles()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644)
}
