import { addTownHall, legacy, modern, test, TOWN_HALL } from './connected.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { AS_PROGRAM, expect } from './panel.ts'

test.use({ opensPractice: false })

const NAME = 'marketplace_replace_plugins'

for (const [what, connection] of [
  ['legacy REST API', legacy],
  ['API v2', modern],
] as const) {
  test(
    `the plugins page is replaced in GLPI by the ${what}, after a question, and the history says who did it`,
    { tag: '@full' },
    async ({ panel, glpi }) => {
      const { page } = panel
      const row = () => glpi.rows.find(({ name }) => name === NAME)?.value
      await addTownHall(panel, connection(glpi))
      await panel.save('standard')
      const choice = page.getByRole('combobox', { name: 'Replace the plugins page' })
      await expect(choice).toHaveValue('ask')
      await expect(page.getByRole('button', { name: 'Set in GLPI…' })).toBeDisabled()
      await choice.selectOption('replace')
      await page.getByRole('button', { name: 'Set in GLPI…' }).click()
      const question = page.getByRole('dialog')
      await expect(question.getByRole('button', { name: 'Leave it as it is' })).toBeFocused()
      await panel.expectAccessible()
      await page.keyboard.press('Escape')
      expect(row()).toBeUndefined()
      await page.getByRole('button', { name: 'Set in GLPI…' }).click()
      await question.getByRole('button', { name: 'Set in GLPI' }).click()
      await expect(question).toBeHidden()
      await expect(page.getByText('the marketplace replaces it')).toBeVisible()
      await expect(choice).toHaveValue('replace')
      expect(row()).toBe('2')
      await page.getByRole('link', { name: 'History' }).click()
      await expect(page.getByRole('row').nth(1)).toContainText(
        /Plugins page: replaced by the marketplaceActive.*Administrator, sign-in \d+$/,
      )
    },
  )
}

test(
  'an account that may only read: it is explained, and nothing can be set',
  { tag: '@full' },
  async ({ panel, glpi }) => {
    const { page } = panel
    glpi.config = 1
    await addTownHall(panel, legacy(glpi))
    await page.request.post(`${panel.gateway.url}/api/instances/${TOWN_HALL}/registration/refresh`, AS_PROGRAM)
    await page.reload()
    await expect(page.getByText('The account of this connection may not change GLPI’s setup')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Set in GLPI…' })).toBeHidden()
  },
)

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test('the setting beside what is known of GLPI', { tag: '@full' }, async ({ panel, glpi }) => {
    const { page } = panel
    await addTownHall(panel, legacy(glpi))
    await page.request.post(`${panel.gateway.url}/api/instances/${TOWN_HALL}/registration/refresh`, AS_PROGRAM)
    await page.reload()
    await expect(page.getByLabel('Remplacer la page des plugins')).toBeVisible()
    await lookAt(panel, 'plugins-page')
  })
})
