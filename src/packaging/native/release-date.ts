import { spawnSync } from 'node:child_process'

/** As npm dates what it packs. */
const WITHOUT_GIT = 499_162_500

/** The date of everything in the packages: SOURCE_DATE_EPOCH (seconds), else that of the commit, so that two builds are the same bytes. */
export function releaseDate(env: NodeJS.ProcessEnv = process.env): Date {
  const named = env['SOURCE_DATE_EPOCH']?.trim()
  if (named && !/^\d{1,10}$/.test(named)) throw new Error('SOURCE_DATE_EPOCH must be a number of seconds since 1970.')
  return new Date(1000 * Number(named || ofCommit() || WITHOUT_GIT))
}

function ofCommit(): string {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  })
  return status === 0 ? stdout.trim() : ''
}
