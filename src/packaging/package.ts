import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packNpmTarball } from './npm-tarball.ts'

const PACKAGES = join(import.meta.dirname, '../../dist/packages')

/** Makes everything that is released, in dist/packages. */
export async function packageAll(): Promise<void> {
  rmSync(PACKAGES, { recursive: true, force: true })
  mkdirSync(PACKAGES, { recursive: true })
  packNpmTarball(PACKAGES)
}
