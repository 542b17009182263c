import { join } from 'node:path'
import { expect, test } from './panel.ts'

test.use({ opensPractice: false })

test(
  'an administrator reads what Latchkey was started with; others do not',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const { page } = panel
    await page.goto(`${gateway.url}/sandbox/setup/general/settings`)
    const card = page.getByRole('region', { name: 'This Latchkey' })
    await card.getByText('All settings of the server').click()
    const row = (name: string) => card.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
    await expect(row('LATCHKEY_DATA')).toContainText('The folder with the database and its encryption key.')
    // of two replicas, the one that was asked
    expect(['data', 'data-of-another'].map((folder) => join(gateway.folder, folder))).toContain(
      await row('LATCHKEY_DATA').getByRole('cell').nth(1).textContent(),
    )
    await expect(row('LATCHKEY_DATA').getByRole('cell').nth(2)).toHaveText('environment')
    await expect(row('LATCHKEY_HOST').getByRole('cell').nth(2)).toHaveText('default')
    await expect(row('LATCHKEY_AUDIT_DAYS').getByRole('cell').nth(1)).toHaveText('for ever')
    await expect(row('LATCHKEY_SECRET').getByRole('cell').nth(1)).toHaveText('not set')
    // practice is about the sandbox, and this is not
    await expect(row('LATCHKEY_SERVICES_URL')).toContainText('The address of GLPI Network')
    await panel.expectAccessible()
    // nothing to press that would change one
    await expect(card.getByRole('button')).toHaveCount(0)
    await expect(card.getByRole('textbox')).toHaveCount(0)

    const operator = await (await browser.newContext()).newPage()
    await operator.goto(await gateway.invite('operator'))
    await operator.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    await operator.goto(`${gateway.url}/sandbox/setup/general/settings`)
    await expect(operator.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await expect(operator.getByText('This Latchkey')).toHaveCount(0)
    expect((await operator.request.get(`${gateway.url}/api/settings`)).status()).toBe(403)
    await operator.context().close()
  },
)
