import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { name, version } from '../../package.json'
import { prepack } from './prepack.ts'

/**
 * Leaves `latchkey-<version>.tgz` in `folder`, as `npm pack` would.
 *
 * @returns its path
 */
export function packNpmTarball(folder: string): string {
  prepack()
  // it has been built, also where npm is told to run no scripts
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
  const npm = process.env.npm_execpath
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('npm could not pack; it says why above.')
  return join(folder, `${name}-${version}.tgz`)
}
