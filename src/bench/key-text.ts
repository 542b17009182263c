import { inspectKey } from '#domain/key.ts'
import { carriedDamages, letters } from '../domain/key-text/testing/damages.ts'
import { HOSTILE, repeated } from '../domain/key-text/testing/hostile.ts'
import { LONG_KEY } from '../domain/key-text/testing/sample-keys.ts'

const MIB = 1_048_576

function timed(work: () => unknown, times: number): number {
  const start = performance.now()
  for (let i = 0; i < times; i++) work()
  return (performance.now() - start) / times
}

/** Fastest of several slices: what the machine does to the others is noise. */
function fastest(work: () => unknown, times: number, slices: number): number {
  let best = Infinity
  for (let i = 0; i < slices; i++) best = Math.min(best, timed(work, times))
  return best
}

function ratioOf(one: () => unknown, other: () => unknown): number {
  const ratios: number[] = []
  for (let i = 0; i < 31; i++) ratios.push(timed(one, 400) / timed(other, 400))
  return ratios.toSorted((a, b) => a - b)[15] ?? Number.NaN
}

const bare = (): unknown => JSON.parse(atob(LONG_KEY))
const inspect = () => inspectKey(LONG_KEY)

export async function benchKeyText(print: (line: string) => void): Promise<void> {
  ratioOf(inspect, bare)
  print(
    `inspectKey, clean key of ${LONG_KEY.length}: ${ratioOf(inspect, bare).toFixed(2)}x bare atob + JSON.parse (A/A ${ratioOf(bare, bare).toFixed(2)}x; budget 2x)`,
  )
  const dirty = letters
    .french(carriedDamages['html entities for ='](LONG_KEY))
    .padStart(4096, 'Bonjour, \u00a0tout le monde. ')
  print(`inspectKey, dirty 4 KB: ${fastest(() => inspectKey(dirty), 20, 10).toFixed(2)} ms (budget 16)`)
  for (const [name, part] of Object.entries(HOSTILE)) {
    const costs: number[] = []
    for (let length = 1024; length <= MIB; length *= 2) {
      const text = repeated(part, length)
      costs.push(fastest(() => inspectKey(text), Math.max(1, 65_536 / length), 5))
    }
    const growth = Math.max(...costs.slice(1).map((cost, i) => cost / (costs[i] ?? cost)))
    print(
      `${name}: at most ${growth.toFixed(2)}x a doubling (budget 2.4x), ${(costs.at(-1) ?? 0).toFixed(0)} ms at 1 MiB (budget 100)`,
    )
  }
}
