import { join } from 'node:path'
import { name, version } from '../../package.json'
import { prepack } from './prepack.ts'
import { runNpm } from './run-npm.ts'

/**
 * Leaves `latchkey-<version>.tgz` in `folder`, as `npm pack` would.
 *
 * @returns its path
 */
export function packNpmTarball(folder: string): string {
  prepack()
  // it has been built, also where npm is told to run no scripts
  const { status } = runNpm(['pack', '--ignore-scripts', '--silent', '--pack-destination', folder])
  if (status !== 0) throw new Error('npm could not pack; it says why above.')
  return join(folder, `${name}-${version}.tgz`)
}
