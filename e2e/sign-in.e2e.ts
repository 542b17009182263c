import { expect, test } from './panel.ts'

test('the link works once; signing out ends the session', async ({ panel, gateway, browser }) => {
  const { page } = panel
  // asked for without a session
  panel.brought = /401/
  expect(page.url()).not.toContain('token')
  const other = await browser.newPage()
  await other.goto(gateway.signInUrl ?? '')
  await expect(other.getByText('npx latchkey invite')).toBeVisible()
  await expect(other.getByRole('heading', { name: 'Registration' })).toBeHidden()
  await other.close()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Latchkey' })).toBeVisible()
  await page.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
  await expect(page.getByRole('heading', { name: 'Sign in to Latchkey' })).toBeVisible()
})
