import type { BrowserContext, Page } from 'playwright/test'
import { expect, test } from './panel.ts'
import { WarmBrowser } from './warm-browser.ts'

const stateOf = async (page: Page) => ({
  cookies: (await page.context().cookies()).map(({ name }) => name),
  ...(await page.evaluate(async () => ({
    stored: localStorage.getItem('left'),
    isOnline: navigator.onLine,
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    open: await fetch('/api/health').then(({ status }) => status),
  }))),
})

test('a test finds nothing in its warm browser that the one before has left there', async ({
  browser,
  gateway,
  port,
}) => {
  const address = `${gateway.url}/check-key`
  const leave = async (context: BrowserContext) => {
    await context.route('**/api/health', (route) => route.fulfill({ status: 418, body: 'left' }))
    await context.grantPermissions(['geolocation'])
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate(() => localStorage.setItem('left', 'behind'))
    await context.addCookies([{ name: 'left', value: 'behind', url: gateway.url }])
    await context.setOffline(true)
    expect(await stateOf(page)).toEqual({
      stored: 'behind',
      cookies: ['latchkey-reader', 'left'],
      isOnline: false,
      geolocation: 'granted',
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
  expect(seen).toEqual({ stored: null, cookies: ['latchkey-reader'], isOnline: true, geolocation: 'prompt', open: 200 })
})
