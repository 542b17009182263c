import { addTownHall, legacy, modern, test } from './connected.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, type Panel } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use({ opensPractice: false })

const TOWN = 'town-hall'

async function openMarketplace({ page, gateway }: Panel): Promise<void> {
  const data = { key: sandboxKey('standard'), replaceUnverified: true }
  await page.request.put(`${gateway.url}/api/instances/${TOWN}/registration`, { data })
  await page.goto(`${gateway.url}/${TOWN}/setup/general/marketplace`)
}

const INSTALLED = [
  { directory: 'approvalpath', name: 'Approval path', version: '1.0.0', state: 1 },
  { directory: 'inhouse', name: 'In-house', version: '0.1', state: 1 },
]

test(
  'what is installed in GLPI, what has an update, and what is not in the list',
  { tag: '@full' },
  async ({ panel, glpi }) => {
    const { page } = panel
    glpi.plugins = INSTALLED
    await addTownHall(panel, legacy(glpi))
    await openMarketplace(panel)
    const installed = page.getByRole('region', { name: 'Installed in this GLPI' })
    await expect(installed).toContainText(/2 plugins are installed\. seen .+ · Legacy REST API/)
    await expect(installed.getByRole('listitem')).toContainText([
      /^Approval path has an update: 1\.0\.0 → 1\.2\.0$/,
      /^Updates end on .* for: Approval path$/,
      /^Not in the list of GLPI Network, .*: inhouse$/,
    ])
    const rows = page.getByRole('list', { name: 'Plugins' }).getByRole('listitem')
    await page.getByRole('combobox', { name: 'In this GLPI' }).selectOption('With an update')
    await expect(rows).toHaveText([/Approval path.*Update from 1\.0\.0/])
    await page.getByRole('button', { name: 'More about Approval path' }).click()
    await expect(rows).toContainText('Version 1.0.0, active · 1.2.0 is available')
    await expect(rows.getByRole('link', { name: 'Open GLPI’s own marketplace' })).toHaveAttribute(
      'href',
      /\/front\/marketplace\.php$/,
    )
    await expect(rows).toContainText('There, under Discover, search for Approval path')
    await expect(rows.getByRole('button', { name: 'Copy the name' })).toBeVisible()
    await panel.expectAccessible()
    await page.getByRole('combobox', { name: 'In this GLPI' }).selectOption('Not installed')
    await expect(page.getByText('24 of 25')).toBeVisible()
  },
)

test('a connection that does not show plugins says so', { tag: '@full' }, async ({ panel, glpi }) => {
  glpi.hasV2Plugins = false
  await addTownHall(panel, modern(glpi))
  await openMarketplace(panel)
  const installed = panel.page.getByRole('region', { name: 'Installed in this GLPI' })
  await expect(installed).toContainText('Unknown: this connection does not show plugins.')
})

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test('the plugins that are installed, above the list', { tag: '@full' }, async ({ panel, glpi }) => {
    glpi.plugins = INSTALLED
    await addTownHall(panel, legacy(glpi))
    await openMarketplace(panel)
    await expect(panel.page.getByRole('region', { name: 'Installés dans ce GLPI' })).toContainText('1.0.0')
    await lookAt(panel, 'installed')
  })
})
