import type { Locator, Page } from 'playwright'

/** Pictures have their own turn, and nothing waits for them. */
const COUNTED = new Set(['Document', 'Script', 'Stylesheet', 'Fetch', 'XHR'])

/**
 * Bytes that Chromium receives for a page until `usable` is there, headers included, as they come over the wire. What is asked for
 * after that is held back, which proves that nothing waits for it.
 */
export async function receivedUntil(page: Page, address: string, usable: Locator): Promise<Map<string, number>> {
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
  // waits until it can be pressed
  await usable.click({ trial: true })
  // before the requests that were held back go on
  const received = new Map(bytes)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  return received
}
