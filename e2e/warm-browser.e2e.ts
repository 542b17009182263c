import type { BrowserContext, Page } from 'playwright/test'
import { expect, test } from './panel.ts'
import { WarmBrowser } from './warm-browser.ts'

const stateOf = (page: Page) =>
  page.evaluate(async () => ({
    stored: { ...localStorage },
    cookie: document.cookie,
    isOnline: navigator.onLine,
    clipboard: (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
    open: await fetch('/api/health').then(({ status }) => status),
  }))

test('a test finds nothing in its warm browser that the one before has left there', async ({
  browser,
  gateway,
  port,
}) => {
  const address = `${gateway.url}/check-key`
  const leave = async (context: BrowserContext) => {
    await context.route('**/api/health', (route) => route.fulfill({ status: 418, body: 'left' }))
    await context.grantPermissions(['clipboard-read'])
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate(() => {
      localStorage.setItem('left', 'behind')
      document.cookie = 'left=behind'
    })
    await context.setOffline(true)
    expect(await stateOf(page)).toEqual({
      stored: { left: 'behind' },
      cookie: 'latchkey-reader=en~UTC; left=behind',
      isOnline: false,
      clipboard: 'granted',
      open: 418,
    })
  }
  let seen: unknown
  let pages = 0
  const look = async (context: BrowserContext) => {
    pages = context.pages().length
    const page = await context.newPage()
    await page.goto(address)
    seen = await stateOf(page)
  }
  const warm = new WarmBrowser(port)
  await warm.use(browser, {}, leave)
  await warm.use(browser, {}, look)
  // the empty one that keeps it warm
  expect(pages).toBe(1)
  expect(seen).toEqual({ stored: {}, cookie: 'latchkey-reader=en~UTC', isOnline: true, clipboard: 'prompt', open: 200 })
})
