import { request as playwrightRequest } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { lookAt } from './looks.ts'
import { expect, signInBeside, test } from './panel.ts'

test('the link works once; signing out ends the session', async ({ panel, gateway, browser }) => {
  const { page } = panel
  // asked for without a session
  panel.brought = /401/
  const link = await gateway.invite('admin')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Guided setup' })).toBeVisible()
  expect(page.url()).not.toContain('token')
  const other = await browser.newPage()
  await other.goto(link)
  await expect(other.getByText('npx latchkey invite')).toBeVisible()
  // another try could not help
  await expect(other.getByText('This sign-in link was already used, or has expired.')).toBeVisible()
  await expect(other.getByText('Ask the person who sent it for another one')).toBeVisible()
  await expect(other.getByText('run this on the server, in Latchkey’s folder')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Try again' })).toBeHidden()
  await expect(other.getByRole('heading', { name: 'Registration' })).toBeHidden()
  await other.close()

  const signOut = page.getByRole('button', { name: 'Sign out' })
  await signOut.click()
  const question = page.getByRole('dialog')
  await panel.expectAccessible()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(signOut).toBeFocused()
  await signOut.click()
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Latchkey' })).toBeVisible()
  await expect(page.getByText('You have signed out.')).toBeVisible()
  await page.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
  await expect(page.getByRole('heading', { name: 'Sign in to Latchkey' })).toBeVisible()
})

test(
  'a spent link leads on, and a session that ends loses nothing that was typed',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    panel.brought = /401|410/
    await page.goto(gateway.signInUrl ?? '')
    await expect(page.getByRole('heading', { name: 'Guided setup' })).toBeVisible()
    await page.getByRole('link', { name: 'Practice first' }).click()

    await panel.box.fill(sandboxKey('standard'))
    // asked by somebody without a session; what the page asks by itself must not notice first
    const stranger = await playwrightRequest.newContext({ baseURL: gateway.url })
    await page.route('**/check', async (route) => {
      const response = await stranger.post(new URL(route.request().url()).pathname, {
        data: route.request().postDataJSON(),
      })
      await route.fulfill({ response })
    })
    await page.getByRole('button', { name: 'Check without saving' }).click()
    await expect(page.getByText('Your session has ended.')).toBeVisible()
    await page.context().clearCookies()
    await expect(panel.box).toBeHidden()
    await lookAt(panel, 'session-ended')

    await signInBeside(page, await gateway.invite('admin'))
    await expect(panel.box).toHaveValue(sandboxKey('standard'))
    await expect(page.getByText('Your session has ended.')).toBeHidden()
  },
)
