import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export type Ended = { code: number | null; stdout: string; stderr: string }

const LIMIT_MS = 120_000

/** A command to its end, which it comes to within two minutes; in a session of its own, so that Ctrl-C is for the run alone. */
export async function runCommand(words: readonly string[], stdin = ''): Promise<Ended> {
  const [command = '', ...args] = words
  const child = spawn(command, args, { stdio: 'pipe', detached: true })
  const limit = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), LIMIT_MS)
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  try {
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { code: child.exitCode, stdout, stderr }
  } finally {
    clearTimeout(limit)
  }
}

/** @throws Error with what a hook wrote, where it fails. */
export async function runHook(line: string): Promise<void> {
  const { code, stdout, stderr } = await runCommand(['sh', '-c', line])
  if (code !== 0) throw new Error(`A hook ended with ${code}: ${line}\n${stdout}${stderr}`)
}
