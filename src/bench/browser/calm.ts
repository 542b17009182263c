import type { Browser } from 'playwright'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expectOk, startBenchGateway, type BenchGateway } from '../gateway.ts'
import { seedManyInstances } from '../many-instances.ts'
import type { Bench, BenchReport } from '../report.ts'
import { atRest, signedInContext, withChromium } from './chromium.ts'
import { benchLongTasks } from './long-tasks.ts'

const WIDTHS = [1280, 390]

/** Every state that a key can be in without a connection, by what the stand-in does with it; and those of a seeded fleet. */
const KEYS = ['standard', 'ends-in-6', 'ended', 'not-started', 'refused', 'error-500', null]
const TOWNS = Array.from({ length: 10 }, (_, at) => `town-${at}`)

type Seen = { shift: number; moved: string[] }

declare global {
  interface Window {
    seen: Seen
  }
}

/** Notes what moves by itself, from the first moment on. */
function watch(): void {
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page is given this function alone
  const isShift = (entry: PerformanceEntry): entry is Shift => 'hadRecentInput' in entry
  window.seen = { shift: 0, moved: [] }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter(isShift)) {
      if (entry.hadRecentInput) continue
      window.seen.shift += entry.value
      for (const { node } of entry.sources)
        if (node instanceof Element)
          window.seen.moved.push(`${node.localName}.${node.className || node.parentElement?.className}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** A first visit, and a second one, where the gateway has drawn the first screen. */
async function shiftsOf(browser: Browser, gateway: BenchGateway, path: string, width: number): Promise<Seen[]> {
  const context = await signedInContext(browser, gateway)
  const page = await context.newPage()
  await page.setViewportSize({ width, height: 900 })
  await page.addInitScript(watch)
  const shifts: Seen[] = []
  for (let visit = 0; visit < 2; visit += 1) {
    await page.goto(`${gateway.url}${path}`)
    await atRest(page)
    shifts.push(await page.evaluate(() => window.seen))
  }
  await context.close()
  return shifts
}

async function benchShifts(report: BenchReport, browser: Browser, gateway: BenchGateway): Promise<void> {
  const found: (Seen & { where: string })[] = []
  const visit = async (name: string, path: string) => {
    for (const width of WIDTHS)
      for (const [at, seen] of (await shiftsOf(browser, gateway, path, width)).entries())
        found.push({ where: `${name}, ${width} px, visit ${at + 1}`, ...seen })
  }
  for (const key of KEYS) {
    const path = '/api/instances/sandbox/registration'
    await expectOk(
      key === null
        ? gateway.call('DELETE', path)
        : gateway.call('PUT', path, { key: sandboxKey(key), replaceUnverified: true }),
    )
    await visit(key ?? 'no key', '/sandbox/setup/general/glpi-network')
  }
  for (const town of TOWNS) await visit(town, `/${town}/setup/general/glpi-network`)
  await visit('the list', '/instances')
  const worst = found.toSorted((one, other) => other.shift - one.shift)
  for (const { where, shift, moved } of worst.filter((one) => one.shift > 0).slice(0, 20))
    report.note(`layout shift ${shift.toFixed(4)}: ${where}; moved: ${[...new Set(moved)].join(', ')}`)
  report.add({
    what: 'layout shift (CLS), worst state',
    value: worst[0]?.shift ?? Number.NaN,
    unit: '',
    budget: 0.02,
    detail: `${worst[0]?.where ?? ''}; ${found.length} visits`,
  })
}

/** What moves by itself, and what holds the page up on a slow machine. */
export const benchCalm: Bench = async (report) => {
  const gateway = await startBenchGateway(seedManyInstances)
  try {
    await withChromium(async (browser) => {
      await benchShifts(report, browser, gateway)
      await benchLongTasks(report, browser, gateway)
    })
  } finally {
    await gateway.stop()
  }
}
