import type { Locator, Page } from 'playwright/test'
import { readFileSync } from 'node:fs'
import { expect, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const { bytes: BUDGET }: { bytes: number } = JSON.parse(
  readFileSync(new URL('../src/bin/budget.json', import.meta.url), 'utf8'),
)

/** Pictures have their own turn, and nothing waits for them. */
const COUNTED = new Set(['Document', 'Script', 'Stylesheet', 'Fetch', 'XHR'])

/**
 * Bytes that Chromium receives for a page until `usable` is there, headers included, as they come over the wire. What is asked for
 * after that is held back, which proves that nothing waits for it.
 */
async function receivedUntil(page: Page, address: string, usable: Locator): Promise<Map<string, number>> {
  const session = await page.context().newCDPSession(page)
  const paths = new Map<string, string>()
  const bytes = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (COUNTED.has(type)) paths.set(requestId, new URL(response.url).pathname)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId)
    if (path !== undefined) bytes.set(path, (bytes.get(path) ?? 0) + encodedDataLength)
  })
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.route('**/*', async (route) => {
    // the page itself comes before there is anything to look for
    if (route.request().isNavigationRequest() || (await usable.count()) === 0) await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  await expect(usable).toBeEnabled()
  // before the requests that were held back go on
  const received = new Map(bytes)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  return received
}

for (const [state, key] of [
  ['no key is saved', null],
  ['a key is saved', 'standard'],
] as const) {
  test(`what Chromium receives until the page can be used is within the budget when ${state}`, async ({
    panel,
    gateway,
  }) => {
    const { page } = panel
    const registration = `${gateway.url}/api/instances/sandbox/registration`
    if (key) await page.request.put(registration, { data: { key: sandboxKey(key) } })
    await page.goto('about:blank')
    // the markup that the gateway has drawn has inert buttons
    const usable = page.locator('.lk-actions button:not([inert])', { hasText: key === null ? 'Save' : 'Replace key' })
    const received = await receivedUntil(page, `${gateway.url}/sandbox/setup/general/glpi-network`, usable)
    const total = [...received.values()].reduce((sum, size) => sum + size, 0)
    const list = [...received].map(([path, size]) => `${size} ${path}`)
    // for who looks how much of the budget is left
    test.info().annotations.push({ type: 'bytes', description: String(total) })
    expect(total, list.join('\n')).toBeLessThanOrEqual(BUDGET)
  })
}

declare global {
  interface Window {
    /** What was asked of the gateway by scripts before a button took presses. */
    askedBeforeUsable?: string[]
  }
}

for (const key of [null, 'standard']) {
  test(`a second visit asks for the page alone (${key ?? 'no'} key)`, async ({ panel, gateway }) => {
    const { page } = panel
    if (key)
      await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data: { key: sandboxKey(key) } })
    const address = `${gateway.url}/sandbox/setup/general/glpi-network`
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('.lk-actions button:not([inert])') === null) return
        observer.disconnect()
        window.askedBeforeUsable = performance
          .getEntriesByType('resource')
          .filter((entry) => entry instanceof PerformanceResourceTiming && entry.initiatorType === 'fetch')
          .map(({ name }) => new URL(name).pathname)
      }
      const observer = new MutationObserver(look)
      observer.observe(document, { childList: true, subtree: true, attributes: true })
    })
    const session = await page.context().newCDPSession(page)
    const fromMemory = new Set<string>()
    const received: string[] = []
    session.on('Network.requestServedFromCache', ({ requestId }) => void fromMemory.add(requestId))
    session.on('Network.responseReceived', ({ requestId, response, type }) => {
      const isCached = response.fromDiskCache || fromMemory.has(requestId)
      if (['Document', 'Script', 'Stylesheet'].includes(type) && !isCached)
        received.push(new URL(response.url).pathname)
    })
    await session.send('Network.enable')
    await page.goto(address)
    await page.waitForFunction(() => window.askedBeforeUsable !== undefined)
    expect(await page.evaluate(() => window.askedBeforeUsable)).toEqual([])
    await page.waitForLoadState('networkidle')
    expect(received).toEqual(['/sandbox/setup/general/glpi-network'])
  })
}
