import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startAppliance } from './appliance.ts'
import { expect, mangled, sandboxKey, test } from './panel.ts'
import { has } from './rig/parts.ts'

/** The README's pictures: made where one is missing, or all anew with LATCHKEY_PICTURES=1. */
const WANTED = ['paste', 'panel', 'panel-dark', 'diagnosis'] as const
const path = (name: string) => fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url))
const anew = Boolean(process.env['LATCHKEY_PICTURES'])

test('the pictures of the README', async ({ panel }) => {
  const { page } = panel
  const picture = async (name: (typeof WANTED)[number]) => {
    if (anew || !existsSync(path(name))) await page.screenshot({ path: path(name), animations: 'disabled' })
  }
  await panel.paste(mangled(sandboxKey('basic')))
  await page.locator('.lk-inspection').waitFor()
  await picture('paste')
  await page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
  await page.mouse.move(0, 0)
  await picture('panel')
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-bs-theme', 'dark')
  await page.mouse.move(0, 0)
  await picture('panel-dark')

  await page.getByRole('button', { name: 'Light theme' }).click()
  if (!has('openssl')) return
  const appliance = await startAppliance()
  await panel.diagnoseTownHall(appliance.url, 'basic')
  await expect(page.locator('.lk-headline')).toBeVisible()
  await page.mouse.move(0, 0)
  await picture('diagnosis')
  await appliance.close()
})
