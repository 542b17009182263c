import { spawnSync } from 'node:child_process'

const git = (...args: string[]) => spawnSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' })

/**
 * The commit that this is built from. SOURCE_COMMIT names it where there is no git, as in an unpacked archive of the sources.
 *
 * @returns 40 hex digits, followed by `+changes` where the files are not those of the commit; null where it is unknown.
 */
export function builtFrom(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env.SOURCE_COMMIT?.trim().toLowerCase()
  if (named) {
    if (!/^[0-9a-f]{40}(\+changes)?$/.test(named))
      throw new Error('SOURCE_COMMIT is not the 40 hex digits of a commit.')
    return named
  }
  // of this project, and not of a folder around it
  const head = git('ls-files', '--error-unmatch', 'commit.ts').status === 0 ? git('rev-parse', 'HEAD') : undefined
  if (head?.status !== 0) return null
  const changes = git('status', '--porcelain', '--untracked-files=normal')
  const commit = head.stdout.trim()
  return changes.status === 0 && changes.stdout === '' ? commit : `${commit}+changes`
}
