import type { BrowserContext, Page } from 'playwright/test'
import { expect, test } from './panel.ts'
import { WarmBrowser } from './warm-browser.ts'

const stateOf = async (page: Page) => ({
  // the page stores this one as soon as it has nothing else to do
  cookies: (await page.context().cookies()).map(({ name }) => name).filter((name) => name !== 'latchkey-reader'),
  ...(await page.evaluate(async () => ({
    stored: localStorage.getItem('left'),
    isOnline: navigator.onLine,
    notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
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
    await context.grantPermissions(['notifications'])
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate(() => localStorage.setItem('left', 'behind'))
    await context.addCookies([{ name: 'left', value: 'behind', url: gateway.url }])
    await context.setOffline(true)
    expect(await stateOf(page)).toEqual({
      stored: 'behind',
      cookies: ['left'],
      isOnline: false,
      notifications: 'granted',
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
  expect(seen).toEqual({ stored: null, cookies: [], isOnline: true, notifications: 'prompt', open: 200 })
})
