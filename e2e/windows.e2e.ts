import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { AS_PROGRAM, expect, Panel, test } from './panel.ts'

const HERE = '/sandbox/setup/general/glpi-network'

test('what another window has changed shows here at once', async ({ panel, gateway }) => {
  await panel.save('standard')
  await panel.expectState('Active')
  const second = new Panel(await panel.page.context().newPage(), gateway)
  await second.page.goto(gateway.url + HERE)
  await second.expectState('Active')
  await second.page.getByRole('button', { name: 'Replace key' }).click()
  await second.save('ends-in-6')
  await second.expectState('Expiring')
  await panel.expectState('Expiring')
})

test('a question that was asked about another key is asked again', { tag: '@full' }, async ({ panel, gateway }) => {
  panel.brought = /412/
  const { page } = panel
  await panel.save('standard')
  await panel.expectState('Active')
  await page.getByRole('button', { name: 'Remove…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Keep the key' })).toBeFocused()
  // somebody else, in another browser
  const registration = `${gateway.url}/api/instances/sandbox/registration`
  await page.request.put(registration, { data: { key: sandboxKey('ends-in-6') } })
  await dialog.getByRole('button', { name: 'Remove the key' }).click()
  await expect(dialog).toContainText('This was changed in another window, or by somebody else')
  await expect(dialog).toContainText('The key was replaced')
  await panel.expectAccessible()
  // beneath the question stands what is there now
  await panel.expectState('Expiring')
  await dialog.getByRole('button', { name: 'Leave it as it is now' }).click()
  await expect(dialog).toBeHidden()
  await panel.expectState('Expiring')

  await page.getByRole('button', { name: 'Remove…' }).click()
  await page.request.put(registration, { data: { key: sandboxKey('standard') } })
  await dialog.getByRole('button', { name: 'Remove the key' }).click()
  await dialog.getByRole('button', { name: 'Remove it anyway' }).click()
  await panel.expectState('No key')
})

test(
  'a key that is typed for another state is saved only after a question',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    panel.brought = /412/
    const { page } = panel
    await panel.save('standard')
    await panel.expectState('Active')
    await page.getByRole('button', { name: 'Replace key' }).click()
    await page.request.delete(`${gateway.url}/api/instances/sandbox/registration`, AS_PROGRAM)
    await panel.save('ends-in-6')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('The key was removed')
    await expect(dialog).toContainText('No key is saved now.')
    await dialog.getByRole('button', { name: 'Save it anyway' }).click()
    await panel.expectState('Expiring')
  },
)

test(
  'a good key is kept, by default, from one that GLPI Network does not answer about',
  { tag: '@full' },
  async ({ panel }) => {
    panel.brought = /409/
    const { page } = panel
    await panel.save('standard')
    await panel.expectState('Active')
    await page.getByRole('button', { name: 'Replace key' }).click()
    await panel.save('silent')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('The sandbox did not answer about the new key')
    await expect(dialog.getByRole('button', { name: 'Keep the saved one' })).toBeFocused()
    await panel.expectAccessible()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.getByRole('button', { name: 'Replace anyway' }).click()
    await panel.expectState('Pending')

    // the saved key is not known to be good, and putting the other one back still asks first
    const restore = page.getByRole('button', { name: /^Put back the key that was replaced/ })
    await restore.click()
    await expect(dialog).toContainText('Replace the saved key with the former one?')
    await panel.expectAccessible()
    await dialog.getByRole('button', { name: 'Put it back' }).click()
    await panel.expectState('Active')
  },
)

test('a removed key is put back where no key is saved', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await panel.save('standard')
  await panel.expectState('Active')
  await page.getByRole('button', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the key' }).click()
  await panel.expectState('No key')
  await panel.expectAccessible()
  await page.getByRole('button', { name: /^Put back the key that was removed/ }).click()
  await panel.expectState('Active')
  await expect(page.locator('h1')).toBeFocused()
  await expect(page.getByRole('button', { name: /^Put back/ })).toBeHidden()
})
