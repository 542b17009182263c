import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Clock } from './clock.ts'

/** The built program; `ensure.mjs build` makes it. */
export const PROGRAM = fileURLToPath(new URL('../../dist/latchkey/main.js', import.meta.url))

/** Around one process: who it trusts, its proxy, its clock. */
export type Around = { rootFile: string | null; proxy?: string | null; clock?: Clock | undefined }

/** Nothing of the environment of the test run but what makes a program run. */
export const environmentOf = ({ rootFile, proxy = null, clock = {} }: Around): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  TMPDIR: process.env['TMPDIR'] ?? '/tmp',
  ...(rootFile === null ? {} : { NODE_EXTRA_CA_CERTS: rootFile }),
  ...(proxy === null ? {} : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
  ...clock,
})

export type Ran = { code: number | null; stdout: string; stderr: string; pid: number }

/** One command line with the key on stdin. */
export async function latchkey(args: readonly string[], stdin: string, env: Record<string, string>): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: 'pipe' })
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr, pid: child.pid ?? 0 }
}
