import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** Where `ensure.mjs peers` says what it found or installed. */
const Paths = z.record(z.string(), z.string())
const FOUND = new URL('../../node_modules/.cache/latchkey/peers', import.meta.url)
const paths = existsSync(FOUND) ? Paths.parse(JSON.parse(readFileSync(FOUND, 'utf8'))) : {}

/** Whether this process lives in a network of its own; `e2e/faults/run.mjs` says so. */
export const hasOwnNetwork = process.env['LATCHKEY_NAMESPACE'] === 'own'

/** What a test may need beside Node. `network`: a network, a resolver and a hosts file of its own. */
export type Part =
  | 'openssl'
  | 'tinyproxy'
  | 'dnsmasq'
  | 'faketime'
  | 'nft'
  | 'ip'
  | 'unshare'
  | 'network'
  | 'mariadbd'
  | 'my_print_defaults'
  | 'ssh'
  | 'sshd'
  | 'php'
  | 'php-sodium'
  | 'php-mysqli'
  | 'php-curl'
  | 'firefox-esr'

export const has = (part: Part): boolean => (part === 'network' ? hasOwnNetwork : paths[part] !== undefined)

export function pathOf(part: Part): string {
  const path = paths[part]
  if (path === undefined) throw new Error(`${part} is not here; node src/bin/ensure.mjs peers installs it on Debian`)
  return path
}

const WHY: Partial<Record<Part, string>> = { network: 'no network namespace of its own can be had here' }

type Skipping = { skip: (note: string) => void }

/** Skips where a part is missing, and says which; where a change has to prove itself, that is a failure. */
export function need(test: Skipping, parts: readonly Part[]): void {
  const part = parts.find((name) => !has(name))
  if (part === undefined) return
  const why = WHY[part] ?? `${part} is not installed`
  if (process.env['CI']) throw new Error(`${why}, and CI may skip nothing`)
  test.skip(why)
}
