import type { Locator } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, type Panel } from './panel.ts'
import { test } from './connected.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { isWhole } from './sample.ts'

test.use({ ...FOR_LOOKS, opensPractice: false })

/** Steps whose page is built like that of another one. */
const ALIKE = new Set(['guide-offer', 'guide-copy', 'guide-paste', 'guide-save'])

async function lookAtStep(panel: Panel, where: string): Promise<void> {
  if (isWhole || !ALIKE.has(where)) await lookAt(panel, where)
}

/** The guide by keyboard alone. */
class Guide {
  readonly panel: Panel
  constructor(panel: Panel) {
    this.panel = panel
  }

  get #page() {
    return this.panel.page
  }

  /** As often as it takes, and no oftener than there is something to reach. */
  async tabTo(wanted: Locator): Promise<void> {
    await expect(wanted).toBeVisible()
    // found once: to find it by its name costs more than the press
    let found = await wanted.elementHandle()
    for (let presses = 0; presses < 80; presses += 1) {
      const state = await found?.evaluate((element) => {
        if (element === document.activeElement) return 'focused'
        return element.isConnected ? 'elsewhere' : 'gone'
      })
      if (state === 'focused') return
      if (state === 'gone') found = await wanted.elementHandle()
      await this.#page.keyboard.press('Tab')
    }
    throw new Error('The keyboard does not reach it.')
  }

  async fill(label: string, text: string): Promise<void> {
    await this.tabTo(this.#page.getByLabel(label, { exact: true }))
    await this.#page.keyboard.type(text)
  }

  async press(name: string, role: 'button' | 'link' = 'button', inside = this.#page.getByRole('main')): Promise<void> {
    await this.tabTo(inside.getByRole(role, { name, exact: true }))
    await this.#page.keyboard.press('Enter')
  }

  /** Shows the page to support. @returns the link. */
  async show(): Promise<string> {
    await this.press('Montrer cette page au support', 'button', this.#page.locator('body'))
    const dialog = this.#page.getByRole('dialog')
    await this.press('Montrer', 'button', dialog)
    const link = await dialog.getByText(/together#token=/).textContent()
    await this.press('Fermer', 'button', dialog)
    return link ?? ''
  }

  /** Where one is, by the list of steps; its heading is on screen. */
  async expectAt(step: string, heading: string): Promise<void> {
    await expect(this.#page.locator('[aria-current=step]')).toHaveAttribute('data-step', step)
    await expect(this.#page.getByRole('heading', { level: 2, name: heading }).first()).toBeVisible()
  }
}

test(
  'from nothing to an open marketplace, in French, by keyboard alone, with a pause in between and support beside',
  { tag: '@full' },
  async ({ panel, gateway, glpi, browser }) => {
    const { page } = panel
    const guide = new Guide(panel)
    await page.goto(gateway.url)
    await page.waitForURL('**/setup-guide')
    await guide.expectAt('glpi', 'Votre GLPI')
    await expect(page.getByRole('main').getByText('rien n’y est réel')).toBeVisible()
    await lookAtStep(panel, 'guide-glpi')

    await guide.fill('Nom', 'Mairie')
    await guide.tabTo(page.locator('summary', { hasText: 'Avancé' }))
    await page.keyboard.press('Enter')
    await guide.fill('Adresse des services', gateway.sandboxUrl)
    await guide.tabTo(page.getByRole('checkbox', { name: /API REST/ }))
    await page.keyboard.press('Space')
    await guide.fill('Adresse de GLPI', glpi.url)
    await guide.fill('Jeton utilisateur', glpi.userToken)
    await guide.press('Tester la connexion')
    await expect(page.getByText('La connexion fonctionne', { exact: true })).toBeVisible()
    await guide.press('Ajouter')

    await guide.expectAt('account', 'Compte sur GLPI Network')
    await expect(page.getByRole('heading', { name: 'Compte sur GLPI Network' })).toBeFocused()
    await expect(page.getByRole('link', { name: 'Ouvrir le portail GLPI Network' })).toHaveAttribute(
      'href',
      'https://services.glpi-network.com',
    )
    await lookAtStep(panel, 'guide-account')
    await guide.press('C’est fait')
    await guide.expectAt('offer', 'Choisir une offre')
    await lookAtStep(panel, 'guide-offer')
    await guide.press('C’est fait')
    await guide.expectAt('copy', 'Copier la clé')
    // a tick that was too early
    await guide.press('Retour', 'link')
    await guide.press('Pas encore fait')
    await guide.expectAt('offer', 'Choisir une offre')
    await guide.press('C’est fait')
    await guide.expectAt('copy', 'Copier la clé')

    // in a browser and a language of their own, support follows from here on
    const { pathname, hash } = new URL(await guide.show())
    const support = await browser.newContext({ locale: 'en' })
    const look = await support.newPage()
    await look.goto(gateway.url + pathname + hash)
    const seen = look.getByRole('region', { name: 'The caller’s page' })
    await expect(seen.locator('[data-role=step]')).toContainText('Copier la clé')

    // away, and back at the step where one left
    await page.goto(`${gateway.url}/instances`)
    await page.goto(`${gateway.url}/mairie/setup-guide`)
    await guide.expectAt('copy', 'Copier la clé')
    await lookAtStep(panel, 'guide-copy')
    await guide.press('C’est fait')
    await guide.expectAt('paste', 'Coller la clé')
    await expect(seen.locator('[data-role=step]')).toContainText('Coller la clé')
    await seen.getByRole('button', { name: 'Point at: Clé d’enregistrement', exact: true }).click()
    await expect(page.getByText('Le support montre ceci')).toBeVisible()
    await lookAtStep(panel, 'guide-paste')
    await guide.press('Masquer', 'button', page.getByRole('region', { name: 'Montré au support' }))

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), sandboxKey('basic'))
    await guide.tabTo(panel.box)
    await page.keyboard.press('Control+V')
    // the key is whole: the guide goes on, and what was pasted keeps the focus
    await guide.expectAt('check', 'Vérifier la clé')
    await expect(panel.box).toBeFocused()
    // opening an earlier step again loses nothing
    await guide.press('Retour', 'link')
    await expect(page.getByRole('heading', { name: 'Coller la clé' })).toBeFocused()
    await guide.press('Là où vous en êtes : Vérifier la clé', 'link')
    await expect(panel.box).toHaveValue(sandboxKey('basic'))
    await lookAtStep(panel, 'guide-check')

    // on paper are all steps, and nothing that was typed
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.lk-paper > li')).toHaveCount(8)
    await expect(page.locator('.lk-paper')).toBeVisible()
    await expect(page.locator('.lk-side')).toBeHidden()
    await expect(panel.box).toBeHidden()
    await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
    // with the reader's own colours a background shows nothing
    await expect(page.locator('[data-shown=true]')).toHaveCSS('outline-style', 'solid')
    await page.emulateMedia({ forcedColors: 'none' })

    await guide.press('Vérifier sans enregistrer')
    await guide.expectAt('save', 'Enregistrer dans GLPI')
    await lookAtStep(panel, 'guide-save')
    // 1280 px at 200 %
    await page.setViewportSize({ width: 640, height: 450 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640)
    await page.setViewportSize({ width: 1280, height: 900 })

    await guide.press('Enregistrer')
    await expect(seen.getByText('Toutes les étapes sont terminées').first()).toBeVisible()
    await support.close()
    await guide.press('Arrêter', 'button', page.getByRole('region', { name: 'Montré au support' }))
    await expect(page.getByText('Toutes les étapes sont terminées : le marketplace est ouvert')).toBeVisible()
    await expect(page.locator('[aria-current=step]')).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Ouvrir le marketplace dans GLPI' })).toHaveAttribute(
      'href',
      `${glpi.url}/front/marketplace.php`,
    )
    await lookAtStep(panel, 'guide-open')

    await guide.tabTo(page.locator('summary', { hasText: 'En texte à lire à voix haute' }))
    await page.keyboard.press('Enter')
    await expect(page.locator('.lk-guide-text pre')).toContainText(/^1\. Votre GLPI\n/)
    await expect(page.locator('.lk-guide-text pre')).toContainText('8. Marketplace ouvert')
  },
)

test(
  'a cause leads to its step, and a key that is saved without a connection waits for the person’s word',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    const guide = new Guide(panel)
    const instance = `${gateway.url}/api/instances/annexe`
    await page.request.post(`${gateway.url}/api/instances`, {
      data: { id: 'annexe', name: 'Annexe', servicesUrl: gateway.sandboxUrl },
    })
    await page.request.put(`${instance}/registration`, { data: { key: sandboxKey('refused') } })
    await page.goto(`${gateway.url}/annexe/setup/general/glpi-network`)
    await page.getByRole('link', { name: 'Aller à cette étape de la mise en place' }).first().click()
    await expect(page.getByRole('heading', { name: 'Copier la clé' })).toBeVisible()
    // the refused key is whole: where one is, is its check
    await guide.expectAt('check', 'Copier la clé')

    await page.request.put(`${instance}/registration`, { data: { key: sandboxKey('basic'), replaceUnverified: true } })
    await page.goto(`${gateway.url}/annexe/setup-guide`)
    await guide.expectAt('save', 'Enregistrer dans GLPI')
    await guide.press('Je l’ai collée dans GLPI')
    await expect(page.getByText('Toutes les étapes sont terminées : le marketplace est ouvert')).toBeVisible()
    await page.goto(`${gateway.url}/annexe/setup-guide?step=save`)
    await guide.press('Pas encore fait')
    await guide.expectAt('save', 'Enregistrer dans GLPI')
    await expect(page.getByRole('heading', { name: 'Enregistrer dans GLPI' })).toBeFocused()
    await page.goto(`${gateway.url}/causes/subscription-ended`)
    await page.getByRole('link', { name: 'Aller à cette étape de la mise en place' }).click()
    await page.waitForURL('**/annexe/setup-guide?step=offer')
  },
)

test.describe('in English', () => {
  test.use({ locale: 'en-GB' })

  test(
    'who has a key already goes to the box, and practice is within reach',
    { tag: '@full' },
    async ({ panel, gateway }) => {
      const { page } = panel
      const guide = new Guide(panel)
      await page.setViewportSize({ width: 1200, height: 800 })
      await page.goto(`${gateway.url}/setup-guide`)
      await expect(page.getByRole('link', { name: 'Only want to try it?' })).toBeInViewport()
      await page.getByRole('link', { name: 'Only want to try it?' }).click()
      await expect(page.getByText('Practice: nothing here is real.')).toBeVisible()

      await page.request.post(`${gateway.url}/api/instances`, {
        data: { id: 'annexe', name: 'Annexe', servicesUrl: gateway.sandboxUrl },
      })
      await page.goto(`${gateway.url}/annexe/setup-guide`)
      await guide.expectAt('account', 'Account on GLPI Network')
      await page.getByRole('link', { name: 'I already have a key' }).click()
      await expect(page.getByRole('heading', { name: 'Paste the key' })).toBeFocused()
      await guide.expectAt('account', 'Paste the key')
      // nobody has seen the portal
      await expect(page.getByRole('navigation', { name: 'Steps of the setup' }).getByText('(done)')).toHaveCount(1)
      await page.reload()
      await guide.expectAt('account', 'Paste the key')
      await panel.box.fill(sandboxKey('basic'))
      await guide.expectAt('check', 'Check the key')
      // the verdict stands above the button that comes next, and pushes it out of sight nowhere
      await page.getByRole('button', { name: 'Check without saving' }).click()
      await guide.expectAt('save', 'Save into GLPI')
      await expect(page.getByText('registered by', { exact: false })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeInViewport({ ratio: 1 })
      await panel.expectAccessible()
    },
  )
})
