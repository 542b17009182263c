import type { Browser, BrowserContext, Page } from 'playwright/test'

type Warm = { context: BrowserContext; anchor: Page }

/**
 * The browser contexts of one worker. A test has its own page, and nothing that another one left: no page, cookie, stored item,
 * permission or route. What stays are the panel's scripts as received and compiled, which is half of what opening a page costs.
 * Chromium keeps them with the process of a page, so that one empty page stays open at the address of all gateways of the worker.
 */
export class WarmBrowser {
  readonly #origin: string
  readonly #warm = new Map<string, Warm>()

  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`
  }

  /** @param options the ones that make a context another one. */
  async use(browser: Browser, options: unknown, test: (context: BrowserContext) => Promise<void>): Promise<void> {
    const key = JSON.stringify(options)
    const warm = this.#warm.get(key) ?? (await this.#open(browser))
    this.#warm.delete(key)
    await test(warm.context)
    if (await this.#forget(warm)) this.#warm.set(key, warm)
  }

  async #open(browser: Browser): Promise<Warm> {
    const context = await browser.newContext()
    const anchor = await context.newPage()
    await anchor.route(`${this.#origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: '' }))
    await anchor.goto(`${this.#origin}/`)
    await anchor.unrouteAll()
    return { context, anchor }
  }

  /** @returns whether the context may be used again. */
  async #forget({ context, anchor }: Warm): Promise<boolean> {
    await Promise.all(
      context
        .pages()
        .filter((page) => page !== anchor)
        .map((page) => page.close()),
    )
    await Promise.all([
      context.clearCookies(),
      context.clearPermissions(),
      context.setOffline(false),
      context.unrouteAll(),
    ])
    if (anchor.isClosed()) return false
    // by the process itself: its next page would not know at once what was cleared elsewhere
    await anchor.evaluate(() => localStorage.clear())
    return true
  }
}
