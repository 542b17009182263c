import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Runs the npm that this was started by, else the one on the `PATH`, in the checkout; what it says to people goes to stderr. */
export function runNpm(args: readonly string[]): { status: number | null; stdout: string } {
  const npm = process.env.npm_execpath
  const [command, first, shell] = npm
    ? [process.execPath, [npm], false]
    : // what npm is on Windows is started by a shell only
      ['npm', [], process.platform === 'win32']
  return spawnSync(command, [...first, ...args], { cwd: ROOT, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] })
}
