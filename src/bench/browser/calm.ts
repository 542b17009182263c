import type { Browser, Page } from 'playwright'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expectOk, startBenchGateway, type BenchGateway } from '../gateway.ts'
import { MANY_INSTANCES, seedManyInstances } from '../many-instances.ts'
import type { Bench, BenchReport } from '../report.ts'
import { signedInContext, withChromium } from './chromium.ts'

const SLOW_DOWN = 4
const WIDTHS = [1280, 390]
/** Typed as a fast typist does. */
const KEY_PAUSE_MS = 40

/** Every state that a key can be in without a connection, by what the stand-in does with it; and those of a seeded fleet. */
const KEYS = ['standard', 'ends-in-6', 'ended', 'not-started', 'refused', 'error-500', null]
const TOWNS = Array.from({ length: 10 }, (_, at) => `town-${at}`)

type Seen = { shift: number; moved: string[]; long: number[] }

declare global {
  interface Window {
    seen: Seen
  }
}

/** Notes what moves by itself, and what holds up the page, from the first moment on. */
function watch(): void {
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page is given this function alone
  const isShift = (entry: PerformanceEntry): entry is Shift => 'hadRecentInput' in entry
  window.seen = { shift: 0, moved: [], long: [] }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter(isShift)) {
      if (entry.hadRecentInput) continue
      window.seen.shift += entry.value
      for (const { node } of entry.sources)
        if (node instanceof Element)
          window.seen.moved.push(`${node.localName}.${node.className || node.parentElement?.className}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    window.seen.long.push(...list.getEntries().map(({ duration }) => duration))
  }).observe({ type: 'longtask', buffered: true })
}

/** Two frames after everything has come, and what was to be done when idle is done. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), { timeout: 5000 }),
      ),
  )
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
    await settled(page)
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

/** The tasks of more than 50 ms while something is done on a page that is at rest. */
async function longTasks(page: Page, act: () => Promise<void>): Promise<number[]> {
  await settled(page)
  await page.evaluate(() => void (window.seen.long = []))
  await act()
  await settled(page)
  return page.evaluate(() => window.seen.long)
}

type Doing = { what: string; path: string; act: (page: Page) => Promise<void> }

const TYPED_INTO_KEY = 'Bonjour, voici la cle : eyJzaWduYXR1cmUiOiJhYmMifQ=='

const DOINGS: readonly Doing[] = [
  {
    what: 'while a key is typed',
    path: '/town-0/setup/general/glpi-network',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Registration key' }).focus()
      await page.keyboard.type(TYPED_INTO_KEY, { delay: KEY_PAUSE_MS })
    },
  },
  {
    what: `while ${MANY_INSTANCES.toLocaleString('en')} instances are searched`,
    path: '/instances',
    act: async (page) => {
      await page.getByRole('searchbox').focus()
      await page.keyboard.type('town 99', { delay: 4 * KEY_PAUSE_MS })
    },
  },
  {
    what: `while ${MANY_INSTANCES.toLocaleString('en')} instances are scrolled`,
    path: '/instances',
    act: async (page) => {
      await page.mouse.move(640, 600)
      for (let step = 0; step < 40; step += 1) {
        await page.mouse.wheel(0, 400)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      }
    },
  },
]

async function tasksOf(browser: Browser, gateway: BenchGateway, { path, act }: Doing): Promise<number[]> {
  const context = await signedInContext(browser, gateway)
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(`${gateway.url}${path}`)
  await settled(page)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN })
  const tasks = await longTasks(page, () => act(page))
  await context.close()
  return tasks
}

const inWords = (tasks: readonly number[]): string =>
  tasks.length === 0 ? 'none' : tasks.map((ms) => `${Math.round(ms)} ms`).join(', ')

/** What moves by itself, and what holds the page up on a slow machine. */
export const benchCalm: Bench = async (report) => {
  const gateway = await startBenchGateway(seedManyInstances)
  try {
    await withChromium(async (browser) => {
      await benchShifts(report, browser, gateway)
      for (const doing of DOINGS) {
        const [one, other] = [await tasksOf(browser, gateway, doing), await tasksOf(browser, gateway, doing)]
        report.add({
          what: `tasks over 50 ms at ${SLOW_DOWN}x slow-down ${doing.what}`,
          value: one.length,
          unit: '',
          budget: 0,
          detail: `${inWords(one)}; the same again: ${inWords(other)}`,
        })
      }
    })
  } finally {
    await gateway.stop()
  }
}
