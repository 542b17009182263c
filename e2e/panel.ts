import { expect, test as base, type Page } from 'playwright/test'
import { freePort } from '#net/testing/free-port.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { axeViolations } from './axe.ts'
import { GatewayHost } from './gateway-host.ts'
import { Gateway } from './gateway.ts'
import { WarmBrowser } from './warm-browser.ts'

export { expect }

/** A change without a body, by a program: it has no `Origin`, and must show that no form of another site sent it. */
export const AS_PROGRAM = { headers: { 'x-requested-with': 'Playwright' } }

/** What a mail makes of a key: greeting, label, reply marks, wrapped lines, a signature. */
export const mangled = (key: string): string =>
  `Bonjour,\n\nVotre clé d’enregistrement :\n> ${key.replace(/.{60}/g, '$&\n> ')}\n\nCordialement,\nL’équipe`

/** The registration page in a person's words. */
export class Panel {
  readonly page: Page
  readonly gateway: Gateway
  /** A complaint of the browser that the test has brought about itself. */
  brought: RegExp | null = null
  constructor(page: Page, gateway: Gateway) {
    this.page = page
    this.gateway = gateway
  }

  get box() {
    return this.page.getByRole('textbox', { name: /^(Registration key|Clé d’enregistrement)·?$/ })
  }

  /** Spends the sign-in link without its page. */
  async signIn(): Promise<void> {
    const { url, signInUrl } = this.gateway
    const token = new URL(signInUrl ?? url).hash.replace('#token=', '')
    await this.page.request.post(`${url}/api/session`, { data: { token } })
  }

  /** A gateway where nothing is set up would begin with its guide. */
  async openPractice(): Promise<void> {
    await this.page.goto(`${this.gateway.url}/sandbox/setup/general/glpi-network`)
    await expect(this.box).toBeVisible()
  }

  /** Goes on without a session. The open page is left first: what it asks for meanwhile would be refused. */
  async forgetSession(): Promise<void> {
    await this.page.goto('about:blank')
    await this.page.context().clearCookies()
  }

  /** Ctrl+V, with the text on the browser's clipboard. */
  async paste(text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await this.box.focus()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.press('Control+V')
  }

  async save(keyName: string): Promise<void> {
    await this.paste(sandboxKey(keyName))
    await this.page.getByRole('button', { name: 'Save' }).click()
  }

  /** Adds an instance at `servicesUrl`, perhaps with a key, and diagnoses it. */
  async diagnoseTownHall(servicesUrl: string, keyName?: string): Promise<void> {
    const instance = `${this.gateway.url}/api/instances/town-hall`
    const data = { id: 'town-hall', name: 'Town hall', servicesUrl }
    await this.page.request.post(`${this.gateway.url}/api/instances`, { data })
    if (keyName)
      await this.page.request.put(`${instance}/registration`, {
        data: { key: sandboxKey(keyName), replaceUnverified: true },
      })
    await this.page.goto(`${this.gateway.url}/town-hall/setup/general/diagnosis`)
    await this.page.getByRole('button', { name: 'Run the diagnosis' }).click()
  }

  /** The badge beside the heading. */
  async expectState(badge: string): Promise<void> {
    await expect(this.page.getByRole('main').locator('header').getByText(badge, { exact: true })).toBeVisible()
  }

  /** axe with its whole rule set, but for `without`; names what it found. */
  async expectAccessible(without: readonly string[] = []): Promise<void> {
    expect(await axeViolations(this.page, without)).toEqual([])
  }
}

/**
 * What a browser says of a gateway that stops: its streams are cut, and it is asked in vain. 502 and an empty reply are of the balancer
 * before two replicas, which stops with them.
 */
export const STOPPED = /ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|50[23]/

/** What the gateway has drawn does nothing before the scripts have come. */
export const waitUntilLive = (page: Page): Promise<void> =>
  page.locator('#root button[data-drawn]').first().waitFor({ state: 'detached' })

type Own = {
  /** The environment of the gateway. */
  env: Record<string, string>
  /** Whether its gateway has a process of its own: for tests of what becomes of the process. */
  hasOwnProcess: boolean
  /** Whether its browser has never seen the panel before: for tests of what is received and drawn at a first visit. */
  hasColdBrowser: boolean
  /** Whether a test begins on the page of practice: not where it opens another one itself, because to open a page costs a second. */
  opensPractice: boolean
  gateway: Gateway
  panel: Panel
}

/** What the tests of one worker have in common. */
type Shared = {
  host: GatewayHost
  port: number
  warmBrowser: WarmBrowser
}

/** Signs in with a link on another page of the same browser, and comes back to `page` as a person changes tabs. */
export async function signInBeside(page: Page, link: string): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(link)
  await expect(other.getByRole('link', { name: 'Instances' })).toBeVisible()
  await other.close()
  await page.bringToFront()
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
}

/** Each test has a gateway, a sandbox and a browser page of its own; complaints of the browser fail it. */
export const test = base.extend<Own, Shared>({
  env: [{}, { option: true }],
  hasOwnProcess: [false, { option: true }],
  hasColdBrowser: [false, { option: true }],
  opensPractice: [true, { option: true }],
  host: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
    async ({}, use) => {
      const host = new GatewayHost()
      await use(host)
      await host.close()
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  port: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  warmBrowser: [async ({ port }, use) => use(new WarmBrowser(port)), { scope: 'worker' }],
  context: async ({ browser, warmBrowser, hasColdBrowser, locale, contextOptions }, use) => {
    if (!hasColdBrowser) return warmBrowser.use(browser, { locale, contextOptions }, use)
    const context = await browser.newContext()
    await use(context)
    await context.close()
  },
  gateway: async ({ env, hasOwnProcess, host, port }, use) => {
    const own = { LATCHKEY_PORT: `${port}`, ...env }
    const gateway = await Gateway.start(hasOwnProcess ? { env: own } : { env: own, host })
    await use(gateway)
    await gateway.remove()
  },
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page)
    page.goto = async (url, options) => {
      const reply = await goto(url, options)
      await waitUntilLive(page)
      return reply
    }
    const reload = page.reload.bind(page)
    page.reload = async (options) => {
      const reply = await reload(options)
      await waitUntilLive(page)
      return reply
    }
    await use(page)
  },
  panel: async ({ page, gateway, opensPractice }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    const panel = new Panel(page, gateway)
    await panel.signIn()
    if (opensPractice) await panel.openPractice()
    await use(panel)
    expect(
      complaints.filter((text) => !panel.brought?.test(text)),
      'the browser complained',
    ).toEqual([])
  },
})
