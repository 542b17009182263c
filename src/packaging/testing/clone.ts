import { execFile } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../../..')
/** Not the blocking one: the runner of the tests is to hear of its worker meanwhile. */
const execute = promisify(execFile)
const pathsOf = (listed: string) => listed.split('\0').filter((path) => path !== '')

/**
 * Clones a checkout, this one by default, into a folder on the same disk, with what is changed in it and not committed yet. The
 * packages are not installed again: their files are hard links to those that are here.
 */
export async function cloneCheckout(folder: string, checkout: string = ROOT): Promise<void> {
  const git = async (...args: string[]) => (await execute('git', args, { cwd: checkout })).stdout
  await git('clone', '--quiet', '--no-local', checkout, folder)
  for (const path of pathsOf(await git('ls-files', '-z', '--modified', '--others', '--exclude-standard'))) {
    const [from, to] = [join(checkout, path), join(folder, path)]
    if (existsSync(from)) cpSync(from, to, { recursive: true })
    else rmSync(to, { force: true })
  }
  await execute('cp', ['-al', join(checkout, 'node_modules'), join(folder, 'node_modules')])
}
