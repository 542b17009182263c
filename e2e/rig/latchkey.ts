import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { pathOf } from './parts.ts'

/** The built program; `ensure.mjs build` makes it. */
export const PROGRAM = new URL('../../dist/latchkey/main.js', import.meta.url).pathname

/** Around one process: who it trusts, its proxy, and libfaketime's words for its clock, as `+3y`. */
export type Around = { rootFile: string | null; proxy?: string | null; clock?: string | undefined }

/** Nothing of the environment of the test run but what makes a program run. */
export const environmentOf = ({ rootFile, proxy = null, clock }: Around): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  TMPDIR: process.env['TMPDIR'] ?? '/tmp',
  ...(rootFile === null ? {} : { NODE_EXTRA_CA_CERTS: rootFile }),
  ...(proxy === null ? {} : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
  ...(clock === undefined ? {} : clockEnvironment({ FAKETIME: clock })),
})

/** Timers stay true: only the time of day is another. */
const clockEnvironment = (how: Record<string, string>): Record<string, string> => ({
  LD_PRELOAD: pathOf('faketime'),
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  ...how,
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
