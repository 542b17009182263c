import { isFullRun } from '../src/bin/full-run.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, mangled, test } from './panel.ts'
import { sampleOf } from './sample.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

/** One row of so many. */
const EVERY = isFullRun ? 2 : 6

const DIAGNOSED = ['standard', 'ended', 'block-page', 'redirect'] as const

const TYPED: readonly [where: string, text: string][] = [
  ['repaired', mangled(sandboxKey('standard'))],
  ['truncated', sandboxKey('standard').slice(0, 120)],
  ['wrong-secret', 'Zx81kQ0pLm4TnB7vC2dR9sWyE6hJ3fGaUoI5qNtK'],
]

const SAVED = ['standard', 'ends-in-20', 'ended', 'not-started', 'refused', 'block-page'] as const

const PAGES = [
  'sandbox/setup/general/history',
  'causes',
  'instances',
  'causes/tls-untrusted-issuer',
  'instances/new',
  'instances/import',
  'instances?q=nothing-of-the-kind',
  'sandbox/setup/general/settings',
  'which-key',
  'sandbox/setup-guide',
  'nobody/setup/general/glpi-network',
  'nowhere',
]

/** Without a session. */
const OPEN_PAGES = [
  'report',
  'report?code=1C0-01V',
  'support?code=Z6Z-BQ2-CSV',
  'support?sees=glpi.unable-to-fetch',
  'causes?q=unable',
  'causes',
  'report?code=AG0-00K',
  'causes/not-the-vendor',
  'causes/nothing-of-the-kind',
  'which-key',
]

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test('axe finds nothing in the states of a key, nor in the pages beside it', async ({ panel, gateway }) => {
    // the last address asks for an instance that is not there
    panel.brought = /404/
    const { page } = panel
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    await lookAt(panel, 'none')
    for (const [where, text] of sampleOf(TYPED, isFullRun ? 1 : 3)) {
      await panel.paste(text)
      await expect(page.locator('.lk-inspection')).toBeVisible()
      await lookAt(panel, where)
    }
    for (const key of sampleOf(SAVED, EVERY)) {
      await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
        data: { key: sandboxKey(key), replaceUnverified: true },
        headers: { 'accept-language': 'fr' },
      })
      await page.reload()
      await expect(page.locator('h1')).toBeVisible()
      await expect(panel.box).toBeHidden()
      await lookAt(panel, key)
    }
    await page.getByRole('button', { name: /…$/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await lookAt(panel, 'remove-question')
    for (const path of sampleOf(PAGES, EVERY)) {
      await page.goto(`${gateway.url}/${path}`)
      await expect(page.locator('h1').first()).toBeVisible()
      await lookAt(panel, path.replaceAll(/[/?]/g, '-'))
    }
  })

  test('axe finds nothing in a diagnosis', { tag: '@full' }, async ({ panel, gateway }) => {
    const { page } = panel
    // a browser that is a day behind: the help for a wrong clock shows too
    await page.addInitScript(() => {
      const right = Date.now.bind(Date)
      Date.now = () => right() - 86_400_000
    })
    const open = async (key: string) => {
      await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
        data: { key: sandboxKey(key), replaceUnverified: true },
      })
      await page.goto(`${gateway.url}/sandbox/setup/general/diagnosis`)
    }
    const run = page.locator('.lk-card-head button').first()
    await open('standard')
    await expect(run).toBeVisible()
    await lookAt(panel, 'diagnosis-before')
    for (const key of sampleOf(DIAGNOSED, 2)) {
      await open(key)
      await run.click()
      await expect(page.locator('.lk-message').first()).toBeVisible()
      await expect(page.getByRole('progressbar')).toBeHidden()
      await page.locator('.lk-chain-foot button').click()
      await expect(page.locator('.lk-facts').first()).toBeVisible()
      await lookAt(panel, `diagnosis-${key}`)
    }
    await open('silent')
    await run.click()
    await expect(page.locator('[data-standing="trying"]').first()).toBeVisible()
    gateway.freeze()
    await lookAt(panel, 'diagnosis-running')
  })

  test('axe finds nothing in what is open to all', { tag: '@full' }, async ({ panel, gateway }) => {
    const { page } = panel
    await panel.forgetSession()
    for (const path of sampleOf(OPEN_PAGES, 2)) {
      await page.goto(`${gateway.url}/${path}`)
      await expect(page.locator('h1').first()).toBeVisible()
      await expect(page.locator('.lk-switcher')).toBeHidden()
      await lookAt(panel, `open-${path.replaceAll(/[^a-z0-9]+/gi, '-')}`)
    }
  })
})

test('French: the page, and GLPI Network’s own sentence', async ({ panel }) => {
  const { page } = panel
  await page.getByRole('combobox', { name: 'Language' }).selectOption('fr')
  await expect(page.getByRole('textbox', { name: /Cl. d.enregistrement/ })).toBeVisible()
  await page.getByRole('textbox', { name: /Cl. d.enregistrement/ }).fill(sandboxKey('standard'))
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByText('Cette clé est bonne.')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
})

test('the keyboard alone is enough, and the verdict is announced', async ({ panel }) => {
  const { page } = panel
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      const label = await page.evaluate(() => {
        const { activeElement: element } = document
        const labelled = element instanceof HTMLTextAreaElement ? element.labels[0]?.textContent : element?.textContent
        return labelled?.trim() ?? ''
      })
      if (label === wanted) return
    }
    throw new Error(`Tab never reaches "${wanted}"`)
  }
  await tabTo('Registration key')
  await page.keyboard.insertText(sandboxKey('standard'))
  await tabTo('Save')
  await page.keyboard.press('Enter')
  await panel.expectState('Active')
  await expect(page.getByRole('status').filter({ hasText: /accepts the key/ })).toBeAttached()
  await expect(page.locator('h1')).toBeFocused()
  await tabTo('Replace key')
  await page.keyboard.press('Enter')
  await expect(panel.box).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel.box).toBeHidden()
  await tabTo('Remove…')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Keep the key' })).toBeFocused()
  await page.keyboard.press('Escape')
  await panel.expectState('Active')
})
