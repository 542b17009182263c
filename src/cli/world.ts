import type { OpenGlpi } from '#glpi/glpi.ts'
import { PLAIN_ENGLISH, type Say } from './language.ts'
import { readBounded } from './read-bounded.ts'
import { terminalSafe } from './terminal-safe.ts'

/** A terminal: its size, which may change at any time, and how to write control sequences. */
export type Screen = { readonly columns: number; readonly rows: number; write(text: string): void }

/** Everything a command may touch, handed in so that a test can stand in for all of it. */
export type World = {
  env: Readonly<Record<string, string | undefined>>
  /** Words in the reader's language: English until the command line is read. */
  say: Say
  /** Results, to stdout. */
  print(line: string): void
  /** Messages, to stderr. */
  printMessage(line: string): void
  /** The terminal behind stdout or stderr; null where that is a pipe or a file. */
  screen(stream: 'out' | 'err'): Screen | null
  readStdin(): Promise<string>
  stdinIsTerminal: boolean
  /** Asks the person at the terminal. @returns their line. */
  ask(question: string): Promise<string>
  /** The same for what nobody may see on the terminal. */
  askSecret(question: string): Promise<string>
  readFile(path: string): Promise<Uint8Array>
  now(): number
  /** As `now` at the start of the process, counted on by a monotonic clock. */
  steady(): number
  random(): number
  /** Resolves with the signal that asks to stop. */
  untilStopped(): Promise<string>
  /** The connection methods of GLPI, loaded at first use. */
  openGlpi(): Promise<OpenGlpi>
}

/** A terminal that does not report its size gets the usual one. */
const screenOf = (stream: NodeJS.WriteStream): Screen | null =>
  stream.isTTY
    ? {
        get columns() {
          return stream.columns || 80
        },
        get rows() {
          return stream.rows || 24
        },
        write: (text) => void stream.write(text),
      }
    : null

export const realWorld = (): World => ({
  env: process.env,
  say: PLAIN_ENGLISH,
  print: (line) => void process.stdout.write(`${terminalSafe(line)}\n`),
  printMessage: (line) => void process.stderr.write(`${terminalSafe(line)}\n`),
  screen: (stream) => screenOf(stream === 'out' ? process.stdout : process.stderr),
  // beyond the limit it is no key and no passphrase any more, whatever else comes
  readStdin: async () => (await readBounded(process.stdin)).toString('utf8'),
  get stdinIsTerminal() {
    return process.stdin.isTTY
  },
  ask: async (question) => {
    const { createInterface } = await import('node:readline/promises')
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    return terminal.question(question).finally(() => terminal.close())
  },
  askSecret: async (question) => {
    const [{ createInterface }, { Writable }] = await Promise.all([
      import('node:readline/promises'),
      import('node:stream'),
    ])
    process.stderr.write(question)
    // what is typed would be shown by this stream
    const output = new Writable({ write: (_chunk, _encoding, done) => done() })
    const terminal = createInterface({ input: process.stdin, output, terminal: true })
    return terminal.question('').finally(() => {
      terminal.close()
      process.stderr.write('\n')
    })
  },
  readFile: async (path) => readBounded((await import('node:fs')).createReadStream(path)),
  now: Date.now,
  steady: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  untilStopped: () =>
    new Promise((resolve) => {
      const signals = ['SIGINT', 'SIGTERM'] as const
      // after the first signal the next one ends the process, unless it is waited for again
      const stop = (signal: string) => {
        for (const one of signals) process.off(one, stop)
        resolve(signal)
      }
      for (const signal of signals) process.on(signal, stop)
    }),
  openGlpi: async () => (await import('#glpi/open-glpi.ts')).openGlpi,
})
