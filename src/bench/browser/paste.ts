import { setTimeout } from 'node:timers/promises'
import { startSandbox } from '#sandbox/server.ts'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright'
import { dirtyKeyText } from '../dirty-key-text.ts'
import { expectOk, startBenchGateway, type BenchGateway } from '../gateway.ts'
import { median } from '../measure.ts'
import type { Bench } from '../report.ts'
import { signedInContext, withChromium } from './chromium.ts'

const ROUNDS = 9

/** Milliseconds of processor time that the main thread has worked since the page was opened. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

const PAUSE_MS = 250
const MOST_PAUSES = 40
/** Work in a pause in which nothing happens but a timer, or the caret that blinks. */
const STILL_MS = 3

/**
 * Until the page does nothing any more: it has work for idle moments after it has opened, and a button fades.
 * @throws when it does not come to rest, because what it does would be measured too.
 */
async function untilStill(session: CDPSession): Promise<void> {
  let before = await workOf(session)
  for (let pause = 0; pause < MOST_PAUSES; pause += 1) {
    await setTimeout(PAUSE_MS)
    const now = await workOf(session)
    if (now - before < STILL_MS) return
    before = now
  }
  throw new Error('the page does not come to rest')
}

declare global {
  interface Window {
    /** Resolves with the frame after the one that shows what is waited for. */
    shown: Promise<void>
  }
}

/** Presses something, and measures the work until what comes of it is on screen. */
async function workUntil(page: Page, session: CDPSession, pressed: string, selector: string | null): Promise<number> {
  await page.evaluate((wanted) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page is given this function alone
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const appeared = new Promise<void>((resolve) => {
      if (wanted === null) return document.addEventListener('keyup', () => resolve(), { once: true })
      const observer = new MutationObserver(() => {
        if (document.querySelector(wanted) === null) return
        observer.disconnect()
        resolve()
      })
      observer.observe(document, { childList: true, subtree: true, attributeFilter: ['class'] })
    })
    window.shown = appeared
      .then(nextFrame)
      .then(nextFrame)
      .then(() => undefined)
  }, selector)
  const before = await workOf(session)
  await page.keyboard.press(pressed)
  await page.evaluate(() => window.shown)
  return (await workOf(session)) - before
}

/** Processor time: what others do on the machine meanwhile does not count. */
async function metricsOf(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

type Pastes = { first: number; second: number; floor: number; bare: number }

/** What any page must do that says something of a pasted text. */
const BARE_PAGE = `<!doctype html><title>Nothing</title><textarea rows="6" cols="80"></textarea><p></p>
<script>addEventListener('input', () => document.querySelector('p').setAttribute('class', 'lk-inspection'))</script>`

/** What the clipboard holds, into a page with nothing but a text box. */
async function intoBareBox(context: BrowserContext): Promise<number> {
  const page = await context.newPage()
  await page.setContent(BARE_PAGE)
  await page.locator('textarea').focus()
  const session = await metricsOf(page)
  await untilStill(session)
  return workUntil(page, session, 'Control+V', '.lk-inspection')
}

/** The first paste into a page that has been open for a moment, one more, one into a bare text box, and a key that does nothing. */
async function paste(browser: Browser, gateway: BenchGateway): Promise<Pastes> {
  const context = await signedInContext(browser, gateway)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  await page.goto(`${gateway.url}/town/setup/general/glpi-network`)
  const box = page.getByRole('textbox', { name: 'Registration key' })
  await page.locator('.lk-actions button:not([data-drawn])', { hasText: 'Save' }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.evaluate((text) => navigator.clipboard.writeText(text), dirtyKeyText())
  await box.focus()
  const session = await metricsOf(page)
  await untilStill(session)
  const floor = await workUntil(page, session, 'Shift', null)
  const first = await workUntil(page, session, 'Control+V', '.lk-inspection')
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.locator('.lk-inspection').waitFor({ state: 'detached' })
  // a button under the pointer is drawn again when the verdict moves it away
  await page.mouse.move(0, 0)
  await box.focus()
  await untilStill(session)
  const second = await workUntil(page, session, 'Control+V', '.lk-inspection')
  const bare = await intoBareBox(context)
  await context.close()
  return { first: first - floor, second: second - floor, floor, bare: bare - floor }
}

/** From Ctrl+V to the verdict on screen. */
export const benchPaste: Bench = async (report) => {
  const vendor = await startSandbox({ port: 0 })
  const gateway = await startBenchGateway()
  try {
    // in practice, a key that looks like a real one is met by advice of its own
    await expectOk(gateway.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: vendor.url }))
    await withChromium(async (browser) => {
      const one: Pastes[] = []
      const other: Pastes[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        one.push(await paste(browser, gateway))
        other.push(await paste(browser, gateway))
      }
      const of = (pastes: Pastes[], what: keyof Pastes) => median(pastes.map((each) => each[what]))
      for (const [what, words] of [
        ['first', 'the first paste of 4 KB, dirty, into a page'],
        ['second', 'the second one'],
      ] as const)
        report.add({
          what: `${words}, to the verdict on screen: main-thread work`,
          value: of(one, what),
          unit: 'ms',
          budget: 16,
          noise: of(other, what) / of(one, what),
          detail: `median of ${ROUNDS}; pressing a key that does nothing takes ${of(one, 'floor').toFixed(1)} ms, which is taken off; into a bare text box: ${of(one, 'bare').toFixed(1)} ms`,
        })
    })
  } finally {
    await gateway.stop()
    await vendor.close()
  }
}
