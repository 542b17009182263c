import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** System calls that store something. */
export const STORAGE_CALLS = [
  'openat',
  'write',
  'pwrite64',
  'fsync',
  'fdatasync',
  'ftruncate',
  'link',
  'rename',
  'unlink',
] as const
export type StorageCall = (typeof STORAGE_CALLS)[number]

/** How a call fails: with an error, or its process dies as it makes it. */
export const STORAGE_FAULTS = ['error=EIO', 'error=ENOSPC', 'signal=SIGKILL'] as const

/** The `when`th call of its kind from now on, in each thread. */
export type Injection = { call: StorageCall; fault: (typeof STORAGE_FAULTS)[number]; when: number }

const injects = ({ call, fault, when }: Injection) => [
  '-e',
  `trace=${call}`,
  '-e',
  `inject=${call}:${fault}:when=${when}`,
]
const traces = ['-e', `trace=${STORAGE_CALLS.join(',')}`]

/** Why no calls can be made to fail here; null where they can. */
export function noStrace(): string | null {
  const { error, status } = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' })
  if (error) return 'strace is not installed'
  return status === 0 ? null : 'no process may be traced here'
}

/** Traces a process that runs, and lets one of its calls on these paths fail. @returns once it does: how to end that. */
export async function attach(pid: number, paths: string[], injection: Injection | null) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-strace-'))
  const log = join(folder, 'log')
  const which = injection ? injects(injection) : traces
  const args = ['-f', '-y', '-p', String(pid), '-o', log, ...which, ...paths.flatMap((path) => ['-P', path])]
  const child = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => chunk.toString().includes('attached') && resolve())
    void ended.then(resolve)
  })
  return async ({ isDead = false } = {}): Promise<string> => {
    // strace may wait for ever for the last thread of a process that was killed
    child.kill(isDead ? 'SIGKILL' : 'SIGINT')
    await ended
    const text = readFileSync(log, 'utf8')
    rmSync(folder, { recursive: true })
    return text
  }
}

/** Runs a program to its end. @returns what it said, and its calls. */
export async function runTraced(
  command: string[],
  env: Record<string, string>,
  injection: Injection | null,
  stdin = '',
) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-strace-'))
  const log = join(folder, 'log')
  const args = ['-f', '-y', '-o', log, ...(injection ? injects(injection) : traces), ...command]
  const child = spawn('strace', args, { env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' })
  child.stdin.on('error', () => undefined).end(stdin)
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdout.resume()
  // as above
  const watch = setInterval(() => {
    if (existsSync(log) && readFileSync(log, 'utf8').includes('killed by SIGKILL')) child.kill('SIGKILL')
  }, 50)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  const calls = readFileSync(log, 'utf8')
  rmSync(folder, { recursive: true })
  return { code, err, calls }
}

/** The calls of the first thread that touch this folder, as the number each has among all of its kind. */
export function callsOn(folder: string, log: string): { call: StorageCall; when: number }[] {
  const counts = new Map<string, number>()
  const [first = ''] = log.split(' ', 1)
  return log.split('\n').flatMap((line) => {
    const [, pid, name] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    const call = STORAGE_CALLS.find((one) => one === name)
    if (pid !== first || call === undefined) return []
    const when = (counts.get(call) ?? 0) + 1
    counts.set(call, when)
    const isStored = line.includes(folder) && !(call === 'openat' && /O_RDONLY/.test(line) && !/O_DIRECTORY/.test(line))
    return isStored ? [{ call, when }] : []
  })
}
