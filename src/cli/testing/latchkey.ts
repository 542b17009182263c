import { run } from '../run.ts'
import { realWorld, type World } from '../world.ts'

/** Runs a command line in this process, in a world without terminals. An argument with a blank in it stands in an array. */
export async function latchkey(line: string | string[], other: Partial<World> & { stdin?: string } = {}) {
  const out: string[] = []
  const err: string[] = []
  const { stdin = '', ...instead } = other
  const world: World = {
    ...realWorld(),
    env: {},
    print: (text) => void out.push(text),
    printMessage: (text) => void err.push(text),
    stdinIsTerminal: false,
    readStdin: () => Promise.resolve(stdin),
    screen: () => null,
    untilStopped: () => new Promise<string>(() => undefined),
    ...instead,
  }
  const code = await run(Array.isArray(line) ? line : line.split(' '), world, '')
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** The objects that were printed, one a line. */
export const parseLines = (out: string): Record<string, unknown>[] => out.split('\n').map((line) => JSON.parse(line))
