import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A program of the system, running until it is stopped by its own process id. */
export class Program {
  readonly #child: ChildProcess
  #output = ''
  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** Resolves once it has written what `ready` matches, and rejects with its words if it ends before. */
  static async start(command: string, args: readonly string[], ready: RegExp): Promise<Program> {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const program = new Program(child)
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        program.#output += chunk.toString()
        if (ready.test(program.#output)) resolve()
      }
      child.stdout.on('data', read)
      child.stderr.on('data', read)
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`${command} ended with ${code}:\n${program.#output}`)))
    })
    return program
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill()
    await ended
  }
}
