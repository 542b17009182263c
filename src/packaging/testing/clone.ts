import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
const pathsOf = (listed: string) => listed.split('\0').filter((path) => path !== '')

/**
 * Clones this checkout into a folder on the same disk, with what is changed in it and not committed yet. The packages are not installed
 * again: their files are hard links to those that are here.
 */
export function cloneCheckout(folder: string): void {
  git('clone', '--quiet', '--no-local', ROOT, folder)
  for (const path of pathsOf(git('ls-files', '-z', '--modified', '--others', '--exclude-standard'))) {
    const [from, to] = [join(ROOT, path), join(folder, path)]
    if (existsSync(from)) cpSync(from, to, { recursive: true })
    else rmSync(to, { force: true })
  }
  execFileSync('cp', ['-al', join(ROOT, 'node_modules'), join(folder, 'node_modules')])
}
