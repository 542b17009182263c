import { expect, sandboxKey, test } from './panel.ts'

test('a mangled key is cleaned, saved, replaced and removed', async ({ panel }) => {
  const { page } = panel
  await panel.paste(
    `Bonjour,\n\nVotre clé d’enregistrement :\n> ${sandboxKey('standard').replace(/.{60}/g, '$&\n> ')}\n\nCordialement`,
  )
  await expect(page.getByText('Whole key', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
  await expect(page.getByText('GLPI Network Standard')).toBeVisible()
  await page.screenshot({ path: 'test-results/life-active.png', fullPage: true })
})
