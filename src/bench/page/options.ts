import { text } from 'node:stream/consumers'
import type { GlpiAccount } from './glpi.ts'

const DEFAULT_PORT = 8199
const DEFAULT_RUNS = 9
const PASSWORD = 'LATCHKEY_BENCH_GLPI_PASSWORD'

export const PAGE_OPTIONS = {
  glpi: { type: 'string', multiple: true },
  user: { type: 'string' },
  runs: { type: 'string' },
  'vendor-port': { type: 'string' },
} as const

/** As `parseArgs` reads them. */
export type PageValues = { glpi?: string[]; user?: string; runs?: string; 'vendor-port'?: string }

export type PageOptions = { glpis: string[]; account: GlpiAccount; runs: number; vendorPort: number }

/** What to do so that a GLPI can be measured beside our page. */
export const howToPrepare = (port: number): string =>
  `GLPI has to ask the stand-in for GLPI Network that this run starts on port ${port} (--vendor-port). In its config/local_define.php:
  define('GLPI_NETWORK_SERVICES', 'http://127.0.0.1:${port}');
It is left without a registration key: use one that is for practice.`

function count(name: string, given: string | undefined, otherwise: number): number {
  const number = given === undefined ? otherwise : Number(given)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number, and not "${given}"`)
  return number
}

/** Rejects with a sentence about what is missing. */
export async function readPageOptions(
  { glpi = [], user, runs, 'vendor-port': port }: PageValues,
  env: NodeJS.ProcessEnv,
): Promise<PageOptions> {
  const vendorPort = count('vendor-port', port, DEFAULT_PORT)
  if (glpi.length === 0)
    throw new Error(`Name a running GLPI: npm run bench -- page --glpi URL --user NAME. ${howToPrepare(vendorPort)}`)
  if (user === undefined) throw new Error('Name an account of that GLPI which may change its setup: --user NAME.')
  const password = env[PASSWORD] ?? (process.stdin.isTTY ? '' : (await text(process.stdin)).split('\n')[0])
  if (!password)
    throw new Error(`The password of ${user} comes from ${PASSWORD} or from stdin, never from an argument.`)
  return { glpis: glpi, account: { user, password }, runs: count('runs', runs, DEFAULT_RUNS), vendorPort }
}
