import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PROGRAMS = join(ROOT, 'node_modules/.cache/latchkey/program')

/** `npm test` sets it: dist/ has just been built of the sources as they are. */
const isBuilt = process.env['LATCHKEY_BUILT'] === '1'

/** The command line as it is shipped, built of the sources as they are now; once for all tests that ask. @returns its main file. */
export async function builtProgram(): Promise<string> {
  const folder = join(PROGRAMS, sourcesHash())
  const main = join(folder, 'main.js')
  if (existsSync(main)) return main
  const beside = `${folder}.${process.pid}`
  if (isBuilt) cpSync(join(ROOT, 'dist/latchkey'), beside, { recursive: true })
  else
    await build({
      configFile: join(ROOT, 'src/cli/vite.config.ts'),
      logLevel: 'error',
      build: { outDir: beside, emptyOutDir: true },
    })
  try {
    renameSync(beside, folder)
  } catch {
    // another test was faster
    rmSync(beside, { recursive: true, force: true })
  }
  return main
}

function sourcesHash(): string {
  const hash = createHash('sha256').update(process.version)
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  for (const file of [
    ...files.filter((name) => /(?<!\.spec|\.long)\.(ts|php|json)$/.test(name)).toSorted(),
    '../package-lock.json',
  ])
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, 'src', file)))
  return hash.digest('hex').slice(0, 16)
}

export type ProgramResult = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }

/** Starts the built command line. Its environment is what is given, and a PATH. */
export function startProgram(main: string, args: string[], env: Record<string, string>, stdin = '') {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  })
  // one that was killed reads nothing more
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const exit = new Promise<Pick<ProgramResult, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const ended: Promise<ProgramResult> = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
    ([how, out, err]) => ({
      ...how,
      out,
      err,
    }),
  )
  return { child, ended }
}
