import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inspectKey } from '#domain/key.ts'
import { carriedDamages, letters } from '../domain/key-text/testing/damages.ts'
import { HOSTILE, repeated } from '../domain/key-text/testing/hostile.ts'
import { LONG_KEY } from '../domain/key-text/testing/sample-keys.ts'
import { cpuMs, lowest, median } from './measure.ts'

const KIB = 1024
const SIZES = Array.from({ length: 11 }, (_, i) => KIB * 2 ** i)
const ROUNDS = 9
/** CPU time of one sample: a thousand times what the clock can tell apart. */
const SAMPLE_MS = 10

const bare = (): unknown => JSON.parse(atob(LONG_KEY))
const clean = () => inspectKey(LONG_KEY)

/** What anything that looks at each character once must cost. */
function barePass(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 0x65) count++
  return count
}

export async function benchKeyText(print: (line: string) => void): Promise<void> {
  benchClean(print)
  const dirty = letters
    .french(carriedDamages['html entities for ='](LONG_KEY))
    .padStart(4 * KIB, 'Bonjour, \u00a0tout le monde. ')
  const [cost, again] = twice(() => inspectKey(dirty))
  print(`inspectKey, dirty 4 KB: ${cost.toFixed(3)} ms (A/A ${(cost / again).toFixed(2)}x; budget 16 ms)`)
  const worst = { ms: 0, growth: 0 }
  for (const name of Object.keys(HOSTILE)) {
    const { words, growth, ms } = await alone(name)
    print(words)
    worst.growth = Math.max(worst.growth, growth)
    worst.ms = Math.max(worst.ms, ms)
  }
  print(
    `inspectKey, worst of ${Object.keys(HOSTILE).length} hostile texts: ${worst.growth.toFixed(2)}x a doubling (budget 2.4x), ${worst.ms.toFixed(0)} ms at 1 MiB (budget 100 ms)`,
  )
}

type Hostile = { words: string; growth: number; ms: number }

/** In a process of its own, as a page meets one text: what V8 made of the code for another text, or threw away, is not measured. */
async function alone(name: string): Promise<Hostile> {
  const { stdout } = await promisify(execFile)(process.execPath, [process.argv[1] ?? '', 'hostile', name])
  return JSON.parse(stdout)
}

function benchClean(print: (line: string) => void): void {
  const times = 4000
  const ratios = Array.from({ length: 31 }, () => {
    const [base, ours, again] = [bare, clean, bare].map((work) => cpuMs(work, times))
    return { ours: (2 * ours!) / (base! + again!), again: again! / base! }
  })
  const [ours, again] = [median(ratios.map((one) => one.ours)), median(ratios.map((one) => one.again))]
  print(
    `inspectKey, clean key of ${LONG_KEY.length}: ${ours.toFixed(2)}x bare atob + JSON.parse (A/A ${again.toFixed(2)}x; budget 2x)`,
  )
}

/** Milliseconds of CPU time, two measurements of the same, their samples taken in turn. */
function twice(work: () => unknown): [number, number] {
  const times = timesFor(work)
  const samples = Array.from({ length: ROUNDS }, () => [cpuMs(work, times), cpuMs(work, times)] as const)
  return [lowest(samples.map(([one]) => one)), lowest(samples.map(([, other]) => other))]
}

/** Runs it warm, and tells how often it must run for one sample. */
function timesFor(work: () => unknown): number {
  let times = 1
  while (cpuMs(work, times) * times < SAMPLE_MS) times *= 2
  return times
}

/**
 * Growth is judged from both measurements: a step in the code is there in each, noise seldom is. The smaller counts;
 * both are printed.
 */
export function benchHostile(name: string): Hostile {
  const part = HOSTILE[name] ?? ''
  const texts = SIZES.map((size) => repeated(part, size))
  const works = texts.map((text) => () => inspectKey(text))
  const times = works.map(timesFor)
  const samples = SIZES.map((): [number[], number[]] => [[], []])
  for (let round = 0; round < ROUNDS; round++)
    for (const half of [0, 1] as const)
      for (const [i, work] of works.entries()) samples[i]![half].push(cpuMs(work, times[i]!))
  const costs = samples.map(([one, other]) => [lowest(one), lowest(other)] as const)
  const steps = SIZES.slice(1).map((size, i) => {
    const [one, other] = ([0, 1] as const).map((half) => costs[i + 1]![half] / costs[i]![half])
    return { size, growth: Math.min(one!, other!), again: Math.max(one!, other!) }
  })
  const { size, growth, again } = steps.reduce((most, step) => (step.growth > most.growth ? step : most))
  const noise = Math.max(...costs.map(([one, other]) => Math.max(one, other) / Math.min(one, other)))
  const large = texts.at(-1) ?? ''
  const ms = Math.min(...costs.at(-1)!)
  const passes = ms / lowest(Array.from({ length: ROUNDS }, () => cpuMs(() => barePass(large), 4)))
  const words = `${name}: at most ${growth.toFixed(2)}x a doubling (to ${size / KIB} KiB; again ${again.toFixed(2)}x; A/A ${noise.toFixed(2)}x), ${ms.toFixed(0)} ms at 1 MiB, ${passes.toFixed(0)} bare passes over it`
  return { words, growth, ms }
}
