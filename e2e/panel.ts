import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Page } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { GatewayProcess } from './gateway.ts'

export { expect }

/** What a mail makes of a key: greeting, label, reply marks, wrapped lines, a signature. */
export const mangled = (key: string): string =>
  `Bonjour,\n\nVotre clé d’enregistrement :\n> ${key.replace(/.{60}/g, '$&\n> ')}\n\nCordialement,\nL’équipe`

/** The registration page in a person's words. */
export class Panel {
  readonly page: Page
  readonly gateway: GatewayProcess
  /** A complaint of the browser that the test has brought about itself. */
  brought: RegExp | null = null
  constructor(page: Page, gateway: GatewayProcess) {
    this.page = page
    this.gateway = gateway
  }

  get box() {
    return this.page.getByRole('textbox', { name: /^(Registration key|Clé d’enregistrement)·?$/ })
  }

  async signIn(): Promise<void> {
    await this.page.goto(this.gateway.signInUrl ?? '')
    await expect(this.page.getByRole('textbox')).toBeVisible()
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

  /** axe with its whole rule set, or some of it; names what it found. */
  async expectAccessible(rules?: readonly string[]): Promise<void> {
    // the other mode opens a page of its own to join what it found in frames: here are none, and that page costs as much as a scan
    const axe = new AxeBuilder({ page: this.page }).setLegacyMode(true)
    const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  }
}

/** Each test has a gateway, a sandbox and a browser page of its own; complaints of the browser fail it. */
export const test = base.extend<{ gateway: GatewayProcess; panel: Panel }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  gateway: async ({}, use) => {
    const gateway = await GatewayProcess.start()
    await use(gateway)
    await gateway.remove()
  },
  panel: async ({ page, gateway }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    const panel = new Panel(page, gateway)
    await panel.signIn()
    await use(panel)
    expect(
      complaints.filter((text) => !panel.brought?.test(text)),
      'the browser complained',
    ).toEqual([])
  },
})
