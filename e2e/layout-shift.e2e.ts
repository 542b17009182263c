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

for (const state of sampleOf(STATES, 2)) {
  for (const [width, height] of [
    [1280, 900],
    [390, 844],
  ] as const) {
    test(
      `nothing moves while the page opens, ${width} pixels wide: ${state}`,
      { tag: width === 390 || !['none', 'standard'].includes(state) ? '@full' : [] },
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
        await page.addInitScript(() => {
          window.layoutShift = 0
          window.shifted = []
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              if (!('value' in entry) || typeof entry.value !== 'number') continue
              window.layoutShift = (window.layoutShift ?? 0) + entry.value
              window.shifted?.push(`${entry.value.toFixed(3)} at ${Math.round(entry.startTime)} ms`)
            }
          }).observe({ type: 'layout-shift', buffered: true })
        })
        // the first visit has the scripts draw the page, the second one the gateway
        for (const visit of ['first', 'second']) {
          await page.goto(`${gateway.url}/town/setup/general/glpi-network`)
          await waitUntilLive(page)
          await page.waitForLoadState('networkidle')
          const shift = await page.evaluate(() => window.layoutShift ?? Number.NaN)
          expect(shift, `${visit} visit: ${(await page.evaluate(() => window.shifted))?.join(', ')}`).toBeLessThan(MOST)
        }
      },
    )
  }
}
