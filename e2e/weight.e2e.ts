import { readFileSync } from 'node:fs'
import { expect, test } from './panel.ts'
import { receivedUntil } from './received-until.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const { bytes: BUDGET }: { bytes: number } = JSON.parse(
  readFileSync(new URL('../src/bin/budget.json', import.meta.url), 'utf8'),
)

test.use({ hasColdBrowser: true })

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
    // the buttons that the gateway has drawn only note a press
    const usable = page.locator('.lk-actions button:not([data-drawn])', {
      hasText: key === null ? 'Save' : 'Replace key',
    })
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
  test(`a second visit asks for the page alone (${key ?? 'no'} key)`, { tag: '@full' }, async ({ panel, gateway }) => {
    const { page } = panel
    if (key)
      await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data: { key: sandboxKey(key) } })
    const address = `${gateway.url}/sandbox/setup/general/glpi-network`
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('.lk-actions button:not([data-drawn])') === null) return
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
