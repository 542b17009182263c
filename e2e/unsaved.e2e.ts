import type { Page } from 'playwright/test'
import { expect, signInBeside, test } from './panel.ts'

test.use({ opensPractice: false })

const TOKEN = 'u'.repeat(40)
const NOT_SAVED = 'What you typed here is not saved yet.'

async function leaveAndComeBack(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Causes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Causes' })).toBeVisible()
  await page.goBack()
}

/** The page is not loaded again, because the answer is no. */
async function expectQuestion(page: Page): Promise<void> {
  const asked = page.waitForEvent('dialog')
  const reload = page.evaluate(() => location.reload())
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await reload
}

test(
  'what is typed for a new instance stays while other pages are open, and nowhere else',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await page.goto(`${gateway.url}/instances/new`)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    const identifier = page.getByRole('textbox', { name: 'Identifier' })
    const rest = page.getByRole('checkbox', { name: /Legacy REST API/ })
    const token = page.getByLabel('User token', { exact: true })
    await name.fill('Town')
    await rest.check()
    await page.getByRole('textbox', { name: 'GLPI’s address' }).fill('https://glpi.example')
    await token.fill(TOKEN)
    await expect(page.getByText(NOT_SAVED)).toBeHidden()

    await leaveAndComeBack(page)
    await expect(page.getByText(NOT_SAVED)).toBeVisible()
    await expect(name).toHaveValue('Town')
    await expect(rest).toBeChecked()
    await expect(page.getByRole('textbox', { name: 'GLPI’s address' })).toHaveValue('https://glpi.example')
    await expect(token).toHaveValue(TOKEN)
    await panel.expectAccessible()
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))
    expect(stored).not.toContain(TOKEN)
    expect(stored).not.toContain('glpi.example')
    // the identifier still follows the name
    await name.fill('Town hall')
    await expect(identifier).toHaveValue('town-hall')

    // no page is left for good without a question
    await expectQuestion(page)
    await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Causes' }).click()
    await expectQuestion(page)
    await page.goBack()
    await expect(token).toHaveValue(TOKEN)

    await page.getByRole('button', { name: 'Discard it' }).click()
    await expect(page.getByText(NOT_SAVED)).toBeHidden()
    await expect(name).toHaveValue('')
    await expect(name).toBeFocused()
    await expect(rest).not.toBeChecked()
    await leaveAndComeBack(page)
    await expect(name).toHaveValue('')
    await expect(page.getByText(NOT_SAVED)).toBeHidden()
    // nothing is left to ask about
    await page.reload()
    await expect(name).toHaveValue('')
  },
)

test(
  'settings that were typed are not lost, nor saved over what changed meanwhile',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    panel.brought = /412/
    await page.request.post(`${gateway.url}/api/instances`, {
      data: { id: 'town-hall', name: 'Town hall', servicesUrl: gateway.sandboxUrl },
    })
    await page.goto(`${gateway.url}/town-hall/setup/general/settings`)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('Mine')
    await leaveAndComeBack(page)
    await expect(name).toHaveValue('Mine')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true }).and(page.locator('p'))).toBeVisible()
    await leaveAndComeBack(page)
    await expect(name).toHaveValue('Mine')
    await expect(page.getByText(NOT_SAVED)).toBeHidden()

    await name.fill('Mine again')
    await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Causes' }).click()
    const address = `${gateway.url}/api/instances/town-hall/settings`
    const revision = (await page.request.get(address)).headers()['etag'] ?? ''
    await page.request.put(address, { data: { name: 'Theirs' }, headers: { 'if-match': revision } })
    await page.goBack()
    await expect(name).toHaveValue('Mine again')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave it as it is' }).click()
    await expect(name).toHaveValue('Theirs')
    await expect(page.getByText(NOT_SAVED)).toBeHidden()
  },
)

test('a sign-out drops what was typed', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  panel.brought = /401/
  await page.goto(`${gateway.url}/instances/new`)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Town')
  await leaveAndComeBack(page)
  await expect(page.getByText(NOT_SAVED)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You have signed out.')).toBeVisible()
  await signInBeside(page, await gateway.invite('admin'))
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('')
  await expect(page.getByText(NOT_SAVED)).toBeHidden()
})
