import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { CHROMIUM_LOOKS, chromiumOptions } from '../../../e2e/chromium.ts'
import type { BenchGateway } from '../gateway.ts'

/** The browser of the tests, started once for a part and closed after it. */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(chromiumOptions(process.cwd()))
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** The sign-in, as a new browser context takes it. */
const cookiesOf = ({ cookie, url }: BenchGateway) =>
  cookie.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split('=')
    return { name, value, url }
  })

/** A browser that has never been here, and has a sign-in. */
export async function signedInContext(browser: Browser, gateway: BenchGateway): Promise<BrowserContext> {
  const context = await browser.newContext(CHROMIUM_LOOKS)
  await context.addCookies(cookiesOf(gateway))
  return context
}

/** Two frames after everything has come, and after the first idle moment. */
export async function atRest(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), { timeout: 5000 }),
      ),
  )
}

export const REGISTRATION_PATH = '/sandbox/setup/general/glpi-network'
