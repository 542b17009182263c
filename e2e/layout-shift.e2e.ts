import type { Page } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test, waitUntilLive } from './panel.ts'
import { sampleOf } from './sample.ts'

test.use({ hasColdBrowser: true, contextOptions: { reducedMotion: 'no-preference' } })

/** What the design allows. Lighthouse calls 0.1 good. */
const MOST = 0.02

declare global {
  interface Window {
    layoutShift?: number
    shifted?: string[]
  }
}

const STATES = [
  'none',
  'error-500',
  'standard',
  'ends-in-6',
  'ended',
  'not-started',
  'refused',
  'block-page',
  'rate-limited',
]

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.layoutShift = 0
    window.shifted = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!('value' in entry) || typeof entry.value !== 'number') continue
        window.layoutShift = (window.layoutShift ?? 0) + entry.value
        const sources: { node: Node | null }[] = Object(entry).sources ?? []
        const moved = sources.map(({ node }) =>
          (node instanceof Element ? node.outerHTML : node?.textContent)?.slice(0, 80),
        )
        window.shifted?.push(`${entry.value.toFixed(3)} at ${Math.round(entry.startTime)} ms: ${moved.join(' and ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

async function expectNoShift(page: Page, where: string): Promise<void> {
  const shift = await page.evaluate(() => window.layoutShift ?? Number.NaN)
  expect(shift, `${where}: ${(await page.evaluate(() => window.shifted))?.join(', ')}`).toBeLessThan(MOST)
}

for (const state of sampleOf(STATES, 2)) {
  for (const [width, height] of [
    [1280, 900],
    [390, 844],
  ] as const) {
    test(
      `nothing moves while the page opens, ${width} pixels wide: ${state}`,
      { tag: width === 390 || state !== 'standard' ? '@full' : [] },
      async ({ panel, gateway }) => {
        const { page } = panel
        await page.setViewportSize({ width, height })
        const instance = `${gateway.url}/api/instances/town`
        await page.request.post(`${gateway.url}/api/instances`, {
          data: { id: 'town', name: 'Town hall', servicesUrl: gateway.sandboxUrl },
        })
        if (state !== 'none') {
          const data = { key: sandboxKey(state), replaceUnverified: true }
          await page.request.put(`${instance}/registration`, { data })
          // the same key once more: one more sentence above all others
          await page.request.post(`${gateway.url}/api/instances`, {
            data: { id: 'hill', name: 'Hill school', servicesUrl: gateway.sandboxUrl },
          })
          await page.request.put(`${gateway.url}/api/instances/hill/registration`, { data })
        }
        await watchShifts(page)
        // the first visit has the scripts draw the page, the second one the gateway
        for (const visit of ['first', 'second']) {
          await page.goto(`${gateway.url}/town/setup/general/glpi-network`)
          await waitUntilLive(page)
          await page.waitForLoadState('networkidle')
          await expectNoShift(page, `${visit} visit`)
        }
      },
    )
  }
}

for (const width of [1280, 390]) {
  test(
    `nothing moves when former and practice keys come late, ${width} pixels wide`,
    { tag: '@full' },
    async ({ panel, gateway }) => {
      const { page } = panel
      await page.setViewportSize({ width, height: 844 })
      const registration = `${gateway.url}/api/instances/sandbox/registration`
      for (const name of ['standard', 'advanced'])
        await page.request.put(registration, { data: { key: sandboxKey(name), replaceUnverified: true } })
      await page.request.delete(registration, { headers: { 'x-requested-with': 'test' } })
      await watchShifts(page)
      let release = (): void => undefined
      const released = new Promise<void>((resolve) => (release = resolve))
      await page.route(/\/assets\/registration-|\/api\/sandbox\/keys/, (route) => released.then(() => route.continue()))
      await page.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
      await waitUntilLive(page)
      await expect(page.locator('.lk-former button, .lk-sandbox-keys button')).toHaveCount(0)
      release()
      await expect(page.locator('.lk-sandbox-keys button').first()).toBeAttached()
      await expect(page.locator('.lk-former li button').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      await expectNoShift(page, 'the former keys came')
    },
  )
}
