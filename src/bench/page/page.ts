import type { Browser } from 'playwright'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startBenchGateway } from '../gateway.ts'
import { median } from '../measure.ts'
import type { Bench, BenchReport } from '../report.ts'
import { startSlowVendor, type SlowVendor } from '../slow-vendor.ts'
import { withChromium } from '../browser/chromium.ts'
import { glpiSubject } from './glpi.ts'
import { latchkeySubject } from './latchkey.ts'
import { howToPrepare, type PageOptions } from './options.ts'
import { MEASURED_KEY, type Subject } from './subject.ts'
import { tracedWalk, walk, type Walk, type Work } from './walk.ts'

const SLOW_MS = 3000
/** A GLPI takes half a minute for one of these. */
const SLOW_RUNS = 3

/** What is compared; the budgets are those of issue and design, `null` where neither names one. */
const COMPARED = [
  ['coldField', 'field usable, cold', 0.2],
  ['warmField', 'field usable, warm', 0.35],
  ['cold', 'everything in place, cold', null],
  ['warm', 'everything in place, warm', null],
  ['save', 'save to new status', 0.35],
  ['warmSaved', 'everything of a saved key in place, warm', null],
  ['coldFieldWork', 'main thread until the field is usable, cold', 0.2],
  ['warmFieldWork', 'main thread until the field is usable, warm', 0.3],
  ['coldWork', 'main thread until everything is in place, cold', null],
  ['warmWork', 'main thread until everything is in place, warm', null],
  ['saveWork', 'main thread of a save', null],
  ['coldBytes', 'bytes until usable, cold', null],
  ['coldRequests', 'requests until usable, cold', null],
  ['warmBytes', 'bytes until usable, warm', null],
  ['warmRequests', 'requests until usable, warm', null],
] as const satisfies readonly (readonly [keyof (Walk & Work), string, number | null])[]

type Whole = Walk & Work
/** Two series of each: the second one shows how far the first can be trusted. */
type Series = { subject: Subject; one: Whole[]; again: Whole[] }

const medianOf = (walks: readonly Whole[], what: keyof Whole): number => median(walks.map((each) => each[what]))

const wordsFor = (what: keyof Whole, value: number): string =>
  what.endsWith('Bytes') || what.endsWith('Requests')
    ? Math.round(value).toLocaleString('en')
    : `${value.toFixed(0)} ms`

function compare(report: BenchReport, ours: Series, theirs: Series): void {
  for (const [what, words, budget] of COMPARED) {
    const [mine, other, again] = [
      medianOf([...ours.one, ...ours.again], what),
      medianOf(theirs.one, what),
      medianOf(theirs.again, what),
    ]
    report.add({
      what: `${words}, beside ${theirs.subject.name}`,
      value: mine / medianOf([...theirs.one, ...theirs.again], what),
      budget,
      noise: again / other,
      detail: `${wordsFor(what, mine)} against ${wordsFor(what, other)} and again ${wordsFor(what, again)}`,
    })
  }
}

const TRIES = 3

/** A browser or a server that stumbles spoils one walk and not the run; how often that was is part of the result. */
async function withoutStumble<T>(report: BenchReport, { name }: Subject, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work()
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
      report.note(`${name} stumbled, try ${tries} of ${TRIES}: ${why}`)
      if (tries === TRIES) throw error
    }
}

const wholeWalk = async (browser: Browser, subject: Subject, key: string): Promise<Whole> => ({
  ...(await walk(browser, subject, key)),
  ...(await tracedWalk(browser, subject, key)),
})

/** One after the other, over and over, so that whatever disturbs the machine disturbs all of them. */
async function interleaved(browser: Browser, subjects: readonly Subject[], runs: number, report: BenchReport) {
  const key = sandboxKey(MEASURED_KEY)
  const all: Series[] = subjects.map((subject) => ({ subject, one: [], again: [] }))
  // what is compiled at a first request is no part of the comparison
  for (const { subject } of all) await withoutStumble(report, subject, () => walk(browser, subject, key))
  for (let run = 0; run < runs; run += 1)
    for (const half of ['one', 'again'] as const)
      for (const series of all) {
        const seen = await withoutStumble(report, series.subject, () => wholeWalk(browser, series.subject, key))
        series[half].push(seen)
        const { cold, warm, save } = seen
        const figures = [cold, warm, save].map((ms) => ms.toFixed(0)).join(', ')
        report.note(`${series.subject.name}, ${run + 1} of ${runs}: cold, warm, save ${figures} ms`)
      }
  return all
}

/** The same with a vendor that takes three seconds for every answer. */
async function whileVendorIsSlow(
  browser: Browser,
  all: readonly Series[],
  runs: number,
  report: BenchReport,
): Promise<void> {
  const key = sandboxKey(MEASURED_KEY)
  const slow = all.map(({ subject, one, again }) => ({ subject, quick: [...one, ...again], walks: new Array<Walk>() }))
  for (let run = 0; run < Math.min(runs, SLOW_RUNS); run += 1)
    for (const { subject, walks } of slow)
      walks.push(await withoutStumble(report, subject, () => walk(browser, subject, key)))
  for (const { subject, quick, walks } of slow) {
    const isOurs = subject === all[0]?.subject
    for (const [what, words] of [
      ['coldField', 'field usable, cold'],
      ['warmField', 'field usable, warm'],
      ['cold', 'everything in place, cold'],
      ['warm', 'everything in place, warm'],
      ['warmSaved', 'everything of a saved key in place, warm'],
      ['saved', 'press to "saved"'],
      ['save', 'press to new status'],
    ] as const) {
      const [was, is] = [medianOf(quick, what), median(walks.map((each) => each[what]))]
      report.add({
        what: `vendor slow by ${SLOW_MS / 1000} s: ${words}, ${subject.name}, beside a quick vendor`,
        value: is / was,
        // the verdict itself cannot come before the vendor's answer
        budget: isOurs && what !== 'save' && what !== 'saved' ? NO_SLOWER : null,
        detail: `${is.toFixed(0)} ms against ${was.toFixed(0)} ms`,
      })
    }
  }
}

/** As fast as with a quick vendor, within what such a measurement varies. */
const NO_SLOWER = 1.2

/** Somebody has opened the tab of each GLPI by now. */
function assertAsked(vendor: SlowVendor, glpi: string, port: number): void {
  if (vendor.askedFor('/api/') === 0) throw new Error(`${glpi} did not ask the stand-in. ${howToPrepare(port)}`)
}

async function startVendor(port: number): Promise<SlowVendor> {
  try {
    return await startSlowVendor(port)
  } catch (error) {
    throw new Error(
      `The stand-in cannot listen on port ${port}: stop what does, or choose another. ${howToPrepare(port)}`,
      {
        cause: error,
      },
    )
  }
}

/** Our page beside the tab of real GLPIs: one run, one browser, one vendor. */
export const benchPage =
  ({ glpis, account, runs, vendorPort }: PageOptions): Bench =>
  async (report) => {
    const vendor = await startVendor(vendorPort)
    const gateway = await startBenchGateway()
    try {
      await withChromium(async (browser) => {
        const subjects = [await latchkeySubject(browser, gateway, vendor.url)]
        for (const glpi of glpis) {
          vendor.forget()
          subjects.push(await glpiSubject(browser, glpi, account))
          assertAsked(vendor, glpi, vendorPort)
        }
        report.note(
          `${subjects.map(({ name }) => name).join(', ')}; Chromium ${browser.version()}; medians of ${2 * runs}`,
        )
        const all = await interleaved(browser, subjects, runs, report)
        const [ours, ...others] = all
        if (ours) for (const theirs of others) compare(report, ours, theirs)
        vendor.delayMs = SLOW_MS
        await whileVendorIsSlow(browser, all, runs, report)
        vendor.delayMs = 0
        for (const subject of subjects) await subject.reset(browser)
      })
    } finally {
      await gateway.stop()
      await vendor.close()
    }
  }
