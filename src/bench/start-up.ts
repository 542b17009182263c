import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

const ROUNDS = 25

const BARE = `import { createServer } from 'node:http'
createServer((_, reply) => reply.end('{}')).listen(0, '127.0.0.1', () => console.log('listens'))`

/** Milliseconds from spawn to the first line on stdout. */
function timeToListening(args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let took = 0
    child.stdout.once('data', () => {
      took = performance.now() - started
      child.kill('SIGTERM')
    })
    child.once('exit', () => (took > 0 ? resolve(took) : reject(new Error(`${args.join(' ')} did not start`))))
  })
}

/** The third-lowest: what the machine can do when nobody disturbs it, without trusting one lucky run. */
const steady = (times: number[]): number => times.toSorted((a, b) => a - b)[2] ?? Number.NaN

/** Start to listening, gateway and sandbox together, against a bare node:http server; both bare sides give the noise. */
export async function benchStartUp(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const bare = join(folder, 'bare.mjs')
  await writeFile(bare, BARE)
  const env = { LATCHKEY_DATA: join(folder, 'data'), LATCHKEY_PORT: '18420', LATCHKEY_SANDBOX: '18421' }
  const times: { bare: number[]; again: number[]; latchkey: number[] } = { bare: [], again: [], latchkey: [] }
  await timeToListening(['dist/latchkey/main.js', 'serve'], env)
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await timeToListening([bare], {}))
    times.latchkey.push(await timeToListening(['dist/latchkey/main.js', 'serve'], env))
    times.again.push(await timeToListening([bare], {}))
  }
  await rm(folder, { recursive: true })
  const [base, again, ours] = [steady(times.bare), steady(times.again), steady(times.latchkey)]
  print(
    `start to listening: ${(ours / base).toFixed(2)}x a bare node:http server (budget 2x), A/A ${(again / base).toFixed(2)}`,
  )
  print(`  third-lowest of ${ROUNDS}: ${ours.toFixed(0)} ms against ${base.toFixed(0)} ms`)
}
