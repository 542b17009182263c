import { spawnSync } from 'node:child_process'

/** Runs a program that makes a package. What it prints is shown where it fails, and what it needs to hear is in its environment. */
export function runTool(command: string, args: readonly string[], options: { cwd?: string; date: Date }): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: options.cwd,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC', SOURCE_DATE_EPOCH: String(secondsOf(options.date)) },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`${command} failed:\n${error?.message ?? ''}${stdout}${stderr}`)
}

export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000)
