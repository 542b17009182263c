import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Loaded into each server that is measured, and answers from within it. It costs nothing while it is not asked. */
const PROBE = `const { monitorEventLoopDelay } = require('node:perf_hooks')
const RESOLUTION_MS = 1
let delay
process.on('message', (question) => {
  if (question === 'watch') {
    delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
    delay.enable()
    return process.send({})
  }
  // where a run asks for it: what is garbage is no cost of what is measured
  global.gc?.()
  const stallMs = delay ? Math.max(delay.max / 1e6 - RESOLUTION_MS, 0) : null
  delay?.disable()
  delay = undefined
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  process.send({ cpuMs: (user + system) / 1000, rssMb: rss / 1048576, heapMb: heapUsed / 1048576, stallMs })
})
// a server that is asked to stop does not stay for this, and one whose run was cut short does not stay at all
process.channel.unref()
process.on('disconnect', () => process.exit())`

/** `heapMb` is of what V8's heap holds, with what is garbage unless the run collects it. */
export type ServerUsage = { cpuMs: number; rssMb: number; heapMb: number; stallMs: number | null }

/** A server in a process of its own, with a probe in it. */
export type ServerProcess = {
  url: string
  pid: number
  /** What it has printed up to its address, and everything after. */
  lines: readonly string[]
  usage(): Promise<ServerUsage>
  /** From here to the next `usage()`, the longest time for which its event loop did nothing else is noted. */
  watchStalls(): Promise<void>
  stop(): Promise<void>
}

export type ServerProcessOptions = {
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  /** A line after which it can be used. */
  isReady?: (line: string) => boolean
}

/** Starts a server that prints its address. */
export async function startServerProcess({
  args,
  env = {},
  isReady = () => true,
}: ServerProcessOptions): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const probe = join(folder, 'probe.cjs')
  await writeFile(probe, PROBE)
  const child = spawn(process.execPath, ['--require', probe, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const lines: string[] = []
  const output = createInterface({ input: child.stdout ?? process.stdin })
  await new Promise<void>((resolve, reject) => {
    output.on('line', (line) => {
      lines.push(line)
      if (isReady(line)) resolve()
    })
    child.once('exit', () => reject(new Error(`${args.join(' ')} did not start: ${complaints.slice(0, 2000)}`)))
  })
  const [url = ''] = /http:\S+/.exec(lines.join('\n')) ?? []
  return {
    url,
    pid: child.pid ?? 0,
    lines,
    usage: () => ask(child, 'usage'),
    watchStalls: async () => void (await ask(child, 'watch')),
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ask(child: ChildProcess, question: string): Promise<ServerUsage> {
  const answered = once(child, 'message')
  child.send(question)
  const [answer] = await answered
  return answer
}
