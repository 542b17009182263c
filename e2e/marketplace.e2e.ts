import { Marketplace } from '#contract/marketplace.ts'
import { manyPlugins } from '#sandbox/catalogue.ts'
import { startSandbox } from '#sandbox/server.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, test, type Panel } from './panel.ts'

test.use({ opensPractice: false })

const MANY = 2000
/** A screenful, and what is drawn beyond its edges. */
const MOST_ROWS = 40

async function openMarketplace(panel: Panel, keyName: string | null, instance = 'sandbox'): Promise<void> {
  const { page, gateway } = panel
  if (keyName !== null) {
    const data = { key: sandboxKey(keyName), replaceUnverified: true }
    await page.request.put(`${gateway.url}/api/instances/${instance}/registration`, { data })
  }
  await page.goto(`${gateway.url}/${instance}/setup/general/marketplace`)
  await expect(page.getByRole('heading', { level: 1, name: 'Marketplace' })).toBeVisible()
}

async function addTown(panel: Panel, servicesUrl: string): Promise<void> {
  const data = { id: 'town', name: 'Town', servicesUrl, glpiVersion: '11.0.8' }
  await panel.page.request.post(`${panel.gateway.url}/api/instances`, { data })
}

const GOLD = { reference: 'GN-GOLD', title: null }
const ADVANCED = { reference: 'GN-ADVANCED', title: 'Practice Advanced' }

/** Every standing, and every reason not to know it, by the button that filters by it. */
const STANDINGS: Record<string, [standing: object, words: string][]> = {
  'Free with registration 1': [[{ standing: 'free' }, 'Free with registration']],
  'Opened by your offer 1': [[{ standing: 'open', offer: ADVANCED }, 'Opened by your offer Practice Advanced']],
  'Needs an offer 2': [
    [{ standing: 'needs-offer', offer: ADVANCED }, 'Needs Practice Advanced'],
    [{ standing: 'needs-offer', offer: GOLD }, 'Needs GN-GOLD'],
  ],
  'No version 1': [[{ standing: 'no-version', version: null }, 'No version for GLPI 11.0.8']],
  'Not on Cloud 1': [[{ standing: 'not-on-cloud' }, 'Not offered on GLPI Network Cloud']],
  'Unknown 6': [
    [{ standing: 'unknown', reason: 'glpi-version-unknown' }, 'The version of this GLPI is not known.'],
    [{ standing: 'unknown', reason: 'versions-unreadable' }, 'Its versions could not be read.'],
    [{ standing: 'unknown', reason: 'offers-unreadable' }, 'The offers it needs could not be read.'],
    [{ standing: 'unknown', reason: 'own-offer-unknown' }, 'The offer of this key is not named.'],
    [{ standing: 'unknown', reason: 'key-unverified' }, 'GLPI Network has not accepted this key yet.'],
    [{ standing: 'unknown', reason: 'withheld' }, 'No download is given for it.'],
  ],
}

/** A list that has one plugin for each of them. */
async function showEveryStanding({ page }: Panel): Promise<void> {
  await page.route('**/api/instances/town/marketplace', async (route) => {
    const response = await route.fetch()
    const whole = Marketplace.parse(await response.json())
    const plugins = Object.values(STANDINGS)
      .flat()
      .map(([stands], at) => Object.assign({}, whole.plugins[at], { reason: null, offer: null }, stands))
    await route.fulfill({ response, json: { ...whole, plugins } })
  })
}

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test(
    'plugins of every standing, whose words have the room they need',
    { tag: '@full' },
    async ({ panel, gateway }) => {
      await addTown(panel, gateway.sandboxUrl)
      await showEveryStanding(panel)
      await openMarketplace(panel, 'standard', 'town')
      await expect(panel.page.getByRole('listitem').filter({ hasText: 'Non proposé sur' })).toBeVisible()
      await lookAt(panel, 'marketplace')
      const cut = panel.page
        .locator('.lk-standing')
        .evaluateAll((lines) =>
          lines.flatMap((line) => (line.scrollHeight > line.clientHeight ? line.textContent : [])),
        )
      expect(await cut).toEqual([])
    },
  )
})

test('search, standings, orders and details', async ({ panel, gateway }) => {
  const { page } = panel
  await addTown(panel, gateway.sandboxUrl)
  await openMarketplace(panel, 'standard', 'town')
  const rows = page.getByRole('list', { name: 'Plugins' }).getByRole('listitem')
  const names = () => rows.getByRole('heading').allInnerTexts()

  const counts = page.locator('.lk-market-counts .lk-count')
  await expect(counts).toHaveText([
    /for GLPI 11\.0\.8\s*24/,
    /open with your key\s*21/,
    /need another offer\s*3/,
    /have no version for it\s*1/,
  ])
  await page.getByRole('button', { name: 'Needs an offer 3' }).click()
  await expect.poll(names).toEqual(['Audit glass', 'Predictor', 'User stream'])
  await expect(rows.first()).toContainText('Needs Practice Advanced')
  await page.getByRole('button', { name: 'No version 1' }).click()
  await page.getByRole('button', { name: 'Needs an offer 3' }).click()
  await expect.poll(names).toEqual(['Old fields'])
  await expect(rows.first()).toContainText('No version for GLPI 11.0.8')
  await page.getByRole('button', { name: /^All/ }).click()

  await page.getByRole('searchbox').fill('ROOM desk')
  await expect.poll(names).toEqual(['Room plan'])
  await expect(rows.first()).toContainText('Free with registration')
  await page.getByRole('button', { name: 'More about Room plan' }).click()
  await expect(rows.first()).toContainText('Sandbox author 2')
  await expect(rows.first()).toContainText('MIT')
  await expect(rows.first()).toContainText('153')
  await panel.expectAccessible()
  await page.getByRole('searchbox').fill('nothing of the kind')
  await expect(page.getByText('No plugin matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Most downloaded')
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['Predictor', 'Audit glass'])

  await page.getByRole('combobox', { name: 'Tag' }).selectOption('Security')
  await expect.poll(names).toEqual(['Audit glass', 'User stream', 'Sign-on cloud'])
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('All tags')
  await expect(page.getByText('25 plugins')).toBeVisible()

  await page.getByText(/^What your key opens, and what stops on/).click()
  await expect(page.getByText('Survey cards, ', { exact: false }).first()).toBeVisible()

  // what was listed stands in the list of what the key unlocks
  await page.getByRole('link', { name: 'GLPI Network', exact: true }).click()
  const unlocked = page.getByRole('region', { name: 'Marketplace' })
  await expect(unlocked).toContainText('21 of 25 plugins are open to this GLPI, 3 need Practice Advanced')
  await panel.expectAccessible()
})

test('two thousand plugins: few rows in the page, all of them within reach', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  const vendor = await startSandbox({ port: 0, plugins: manyPlugins(MANY) })
  await addTown(panel, vendor.url)
  await openMarketplace(panel, 'standard', 'town')
  const rows = page.getByRole('list', { name: 'Plugins' }).getByRole('listitem')
  await expect(page.getByText('2,000 plugins')).toBeVisible()
  expect(await rows.count()).toBeLessThan(MOST_ROWS)
  const lastPlace = async () => {
    // rows that are drawn for the first time are measured, and the page grows by what they have more
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    return rows.last().getAttribute('aria-posinset')
  }
  await expect.poll(lastPlace).toBe(String(MANY))
  expect(await rows.count()).toBeLessThan(MOST_ROWS)
  await page.evaluate(() => scrollTo(0, 0))
  await page.getByRole('searchbox').fill('plugin 1234')
  await expect(rows).toHaveCount(1)
  await vendor.close()
})

test('every standing in its own words, and the filter by it', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await addTown(panel, gateway.sandboxUrl)
  await showEveryStanding(panel)
  await openMarketplace(panel, 'standard', 'town')
  const rows = page.getByRole('list', { name: 'Plugins' }).getByRole('listitem')
  await expect(rows).toHaveCount(12)
  for (const [filter, expected] of Object.entries(STANDINGS)) {
    await page.getByRole('button', { name: filter, exact: true }).click()
    await expect(rows).toHaveCount(expected.length)
    for (const [, words] of expected) await expect(rows.filter({ hasText: words })).toHaveCount(1)
    await panel.expectAccessible()
    await page.getByRole('button', { name: filter, exact: true }).click()
  }
})

test('no key, a refused one, no answer, and a list that is not whole', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  panel.brought = /422/
  const main = page.getByRole('main')
  await openMarketplace(panel, null)
  await expect(main.getByText('No key is saved for this instance')).toBeVisible()
  await panel.expectAccessible()

  await openMarketplace(panel, 'refused')
  await expect(main.getByText('The sandbox refused this key')).toBeVisible()
  await openMarketplace(panel, 'error-500')
  await expect(main.locator('a[href="/causes/vendor-error"]')).toBeVisible()
  await panel.expectAccessible()
  await page.request.put(`${panel.gateway.url}/api/instances/sandbox/registration`, {
    data: { key: sandboxKey('standard'), replaceUnverified: true },
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(main.getByRole('heading', { name: 'Approval path' })).toBeVisible()
  // GLPI's version is not known for practice
  await expect(main.getByText('The version of this GLPI is not known', { exact: true })).toBeVisible()

  await page.route('**/api/instances/sandbox/marketplace', async (route) => {
    const response = await route.fetch()
    const whole: object = await response.json()
    const missing = { reason: 'no-answer', cause: 'vendor-error', from: 200 }
    const omissions = { duplicate: 2, 'script-removed': 1 }
    await route.fulfill({ response, json: { ...whole, complete: false, missing, omissions } })
  })
  await page.reload()
  await expect(main.getByText('This list is not whole')).toBeVisible()
  await expect(main.getByText('From plugin 201 on, the sandbox gave no answer.')).toBeVisible()
  await expect(main.getByText('2 plugins listed a second time')).toBeVisible()
  await panel.expectAccessible()
})
