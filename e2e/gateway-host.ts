import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { PassThrough } from 'node:stream'
import { createInterface } from 'node:readline'
import type { ServeRun } from './gateway.ts'

const MAIN = fileURLToPath(new URL('gateway-host.mjs', import.meta.url))

/** What the process sends about the run `id`. */
type FromRun = { id: number; line?: string; message?: string; exit?: number }

/**
 * A process in which the tests of one worker run their gateways. Each gateway is one run of `latchkey serve` as it is built, but the
 * program is loaded once: that was half of what a browser test cost.
 */
export class GatewayHost {
  readonly #process: ChildProcess = fork(MAIN, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  #runs = 0

  constructor() {
    // each run that is waited for listens
    this.#process.setMaxListeners(0)
  }

  serve(env: Readonly<Record<string, string>>, onMessage: (text: string) => void): ServeRun {
    const id = (this.#runs += 1)
    const stdout = new PassThrough()
    let code: number | null = null
    const ended = new Promise<void>((resolve) => {
      const receive = ({ id: of, line, message, exit }: FromRun) => {
        if (of !== id) return
        if (line !== undefined) stdout.write(`${line}\n`)
        if (message !== undefined) onMessage(`${message}\n`)
        if (exit === undefined) return
        this.#process.off('message', receive)
        code = exit
        stdout.end()
        resolve()
      }
      this.#process.on('message', receive)
    })
    this.#process.send({ id, env })
    return {
      lines: createInterface({ input: stdout }),
      stop: async (signal) => {
        if (code === null) this.#process.send({ id, signal })
        await ended
        return code
      },
      signal: (signal) => void this.#process.kill(signal),
      pass: (passedMs) => void this.#process.send({ id, passedMs }),
    }
  }

  async close(): Promise<void> {
    const exited = once(this.#process, 'exit')
    this.#process.disconnect()
    await exited
  }
}
