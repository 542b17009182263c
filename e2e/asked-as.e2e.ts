import { expect, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use({ opensPractice: false })

test(
  'without a GLPI the page says that no instance id was sent, until a person gives one',
  { tag: '@full' },
  async ({ panel }) => {
    const { page, gateway } = panel
    const instance = `${gateway.url}/api/instances/town-hall`
    const data = { id: 'town-hall', name: 'Town hall', servicesUrl: gateway.sandboxUrl }
    await page.request.post(`${gateway.url}/api/instances`, { data })
    await page.request.put(`${instance}/registration`, { data: { key: sandboxKey('standard') } })
    await page.goto(`${gateway.url}/town-hall/setup/general/glpi-network`)
    const note = page.getByText('asked without an instance id')
    await expect(note).toBeVisible()

    await page.goto(`${gateway.url}/town-hall/setup/general/settings`)
    await page.getByText('Advanced').click()
    await page.getByLabel('GLPI version').fill('eleven')
    await page.getByLabel('Instance id').fill('GivenId')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Write a version number, such as 11.0.8.')).toBeVisible()
    await panel.expectAccessible()
    await page.getByLabel('GLPI version').fill('11.0.8')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('main').getByText('Saved.')).toBeVisible()
    await page.reload()
    await page.getByText('Advanced').click()
    await expect(page.getByLabel('GLPI version')).toHaveValue('11.0.8')
    await expect(page.getByLabel('Instance id')).toHaveValue('GivenId')

    await page.goto(`${gateway.url}/town-hall/setup/general/glpi-network`)
    await expect(page.getByText(/^live/)).toBeVisible()
    await expect(note).toBeHidden()
  },
)
