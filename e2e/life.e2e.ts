import { expect, mangled, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test('a mangled key is cleaned, saved, replaced and removed', async ({ panel }) => {
  const { page } = panel
  await panel.expectState('No key')
  await panel.paste(mangled(sandboxKey('standard')))
  await expect(page.getByText('Whole key', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
  await expect(page.getByText('Practice Standard')).toBeVisible()
  await expect(panel.box).toBeHidden()
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Asked again: nothing has changed')).toBeVisible()

  await page.getByRole('button', { name: 'Replace key' }).click()
  await expect(page.locator('header').filter({ hasText: 'Saved now' })).toContainText('Active')
  await panel.paste(sandboxKey('advanced'))
  await page.getByRole('button', { name: 'Check without saving' }).click()
  await expect(page.getByRole('row', { name: /^Subscription/ })).toHaveText(/Practice Standard\s*Practice Advanced$/)
  await panel.save('ends-in-6')
  await panel.expectState('Expiring')

  await page.getByRole('button', { name: 'Remove…' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('This will stop working')
  await question.getByRole('button', { name: 'Keep the key' }).click()
  await panel.expectState('Expiring')
  await page.getByRole('button', { name: 'Remove…' }).click()
  await question.getByRole('button', { name: 'Remove the key' }).click()
  await panel.expectState('No key')

  await page.getByRole('link', { name: 'History' }).click()
  // the latest first, below the heads of the columns
  await expect(page.getByRole('row')).toHaveText([/^When/, /Key removed/, /Key replaced/, /Checked/, /Key saved/])
})

test('a good key is replaced by a refused one only after a question', async ({ panel }) => {
  // the refusal that the question is about
  panel.brought = /409/
  const { page } = panel
  await panel.save('standard')
  await panel.expectState('Active')
  await page.getByRole('button', { name: 'Replace key' }).click()
  await panel.save('refused')
  const question = page.getByRole('dialog')
  await expect(question).toContainText('The sandbox refuses this new key')
  await question.getByRole('button', { name: 'Keep the saved one' }).click()
  await page.reload()
  await panel.expectState('Active')

  // what is compared can have the focus too, and the harmless answer has it first
  await page.getByRole('button', { name: 'Replace key' }).click()
  await panel.save('ended')
  await expect(question.getByRole('row', { name: /^Subscription/ })).toBeVisible()
  await expect(question.getByRole('button', { name: 'Keep the saved one' })).toBeFocused()
  await panel.expectAccessible()
  await page.keyboard.press('Enter')
  await panel.expectState('Active')

  await panel.save('refused')
  await question.getByRole('button', { name: 'Replace anyway' }).click()
  await panel.expectState('Refused')
})

test('a dismissed warning comes back at the next rung only', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  const dismiss = page.getByRole('button', { name: 'Dismiss until the next warning' })
  await panel.save('ends-in-20')
  await dismiss.click()
  await expect(dismiss).toBeHidden()
  await page.reload()
  await panel.expectState('Expiring')
  await expect(dismiss).toBeHidden()
  // the gateway's own answer, seven days on: the rung of 14 days is due
  await page.route('**/registration', async (route) => {
    const reply = await route.fetch()
    const seen = await reply.json()
    await route.fulfill({ json: { ...seen, expiry: { ...seen.expiry, daysLeft: 13, rung: 14 } } })
  })
  await page.reload()
  await expect(dismiss).toBeVisible()
})
