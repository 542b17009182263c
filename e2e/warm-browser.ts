import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright/test'

/** Below Linux's ephemeral ports (`ip_local_port_range`), so that no other program is given one of these by chance. */
const [FIRST_PORT, PORTS] = [12_000, 20_000]

/** A port that nothing listens on, and that nobody else is given while its gateway is exchanged for the next one. */
export async function findLastingPort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(FIRST_PORT + Math.floor(Math.random() * PORTS), '0.0.0.0')
    const [error] = await Promise.race([once(server, 'listening'), once(server, 'error')])
    const address = server.address()
    if (error || typeof address !== 'object' || address === null) continue
    server.close()
    await once(server, 'close')
    return address.port
  }
}

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
