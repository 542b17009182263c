import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inspectKey } from '#domain/key.ts'
import { HOSTILE, repeated } from '../domain/key-text/testing/hostile.ts'
import { LONG_KEY } from '../domain/key-text/testing/sample-keys.ts'
import { dirtyKeyText } from './dirty-key-text.ts'
import { cpuMs, lowest, median } from './measure.ts'
import type { Bench, BenchReport } from './report.ts'

const KIB = 1024
const SIZES = Array.from({ length: 11 }, (_, i) => KIB * 2 ** i)
const ROUNDS = 9
const GROWTH_BUDGET = 2.4
const TRIES = 3
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

export const benchKeyText: Bench = async (report) => {
  benchClean(report)
  const dirty = dirtyKeyText()
  const [cost, again] = twice(() => inspectKey(dirty))
  report.add({ what: 'inspectKey, dirty 4 KB', value: cost, unit: 'ms', budget: 16, noise: cost / again })
  const worst = { ms: 0, growth: 0, noise: 1 }
  for (const name of Object.keys(HOSTILE)) {
    const { words, growth, noise, ms } = await steadiest(name)
    report.note(words)
    if (growth > worst.growth) Object.assign(worst, { growth, noise })
    worst.ms = Math.max(worst.ms, ms)
  }
  const texts = `worst of ${Object.keys(HOSTILE).length} hostile texts`
  report.add({
    what: 'inspectKey, growth a doubling',
    value: worst.growth,
    budget: GROWTH_BUDGET,
    noise: worst.noise,
    detail: texts,
  })
  report.add({ what: 'inspectKey at 1 MiB', value: worst.ms, unit: 'ms', budget: 100, detail: texts })
}

type Hostile = { words: string; growth: number; noise: number; ms: number }

/** A step in the code is there in every process. What is over the budget in one is measured in others too, and the least counts. */
async function steadiest(name: string): Promise<Hostile> {
  let found = await alone(name)
  for (let tries = 1; tries < TRIES && found.growth > GROWTH_BUDGET; tries += 1) {
    const again = await alone(name)
    if (again.growth < found.growth) found = again
  }
  return found
}

/** In a process of its own, as a page meets one text: what V8 made of the code for another text, or threw away, is not measured. */
async function alone(name: string): Promise<Hostile> {
  const { stdout } = await promisify(execFile)(process.execPath, [process.argv[1] ?? '', 'hostile', name])
  return JSON.parse(stdout)
}

function benchClean(report: BenchReport): void {
  const times = 4000
  const ratios = Array.from({ length: 31 }, () => {
    const [base, ours, again] = [bare, clean, bare].map((work) => cpuMs(work, times))
    return { ours: (2 * ours!) / (base! + again!), again: again! / base! }
  })
  report.add({
    what: 'inspectKey, clean key, beside bare atob + JSON.parse',
    value: median(ratios.map((one) => one.ours)),
    budget: 2,
    noise: median(ratios.map((one) => one.again)),
    detail: `${LONG_KEY.length} characters`,
  })
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
  return { words, growth, noise, ms }
}
