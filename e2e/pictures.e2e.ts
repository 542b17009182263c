import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import { startAppliance } from './appliance.ts'
import { test } from './connected.ts'
import { seedFleet } from './fleet.ts'
import { expect, mangled } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { has } from './rig/parts.ts'

/** The README's pictures: made where one is missing, or all anew with LATCHKEY_PICTURES=1. */
const WANTED = ['paste', 'panel', 'panel-dark', 'diagnosis', 'instances', 'add-instance'] as const
const path = (name: string) => fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url))
const anew = Boolean(process.env['LATCHKEY_PICTURES'])

async function picture(page: Page, name: (typeof WANTED)[number]): Promise<void> {
  if (!anew && existsSync(path(name))) return
  await page.mouse.move(0, 0)
  await page.screenshot({ path: path(name), animations: 'disabled' })
}

test('the pictures of the README: a key', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await panel.paste(mangled(sandboxKey('basic')))
  await page.locator('.lk-inspection').waitFor()
  await picture(page, 'paste')
  await page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
  await picture(page, 'panel')
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
  await expect(page.locator('html')).toHaveAttribute('data-bs-theme', 'dark')
  await picture(page, 'panel-dark')

  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light')
  if (!has('openssl')) return
  const appliance = await startAppliance()
  await panel.diagnoseTownHall(appliance.url, 'basic')
  await expect(page.locator('.lk-headline')).toBeVisible()
  await picture(page, 'diagnosis')
  await appliance.close()
})

const PLACES = ['Mairie', 'Lycée', 'Hôpital', 'Médiathèque', 'Usine']
const TOWNS = [
  'Valbourg',
  'Sainte-Odile',
  'Montclair',
  'Port-Neuf',
  'Les Ormes',
  'Bellerive',
  'Haute-Combe',
  'Saint-Aubin',
]
const nameOf = (at: number) =>
  `${PLACES[(at + Math.floor(at / TOWNS.length)) % PLACES.length]} ${TOWNS[at % TOWNS.length]}`

test('the pictures of the README: a fleet', { tag: '@full' }, async ({ panel, glpi, gateway }) => {
  const { page } = panel
  await seedFleet(await gateway.openStore(), PLACES.length * TOWNS.length, nameOf)
  await page.goto(`${gateway.url}/instances`)
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '42')
  await picture(page, 'instances')

  await page.setViewportSize({ width: 1080, height: 2040 })
  await page.getByRole('link', { name: 'Add an instance' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Mairie de Valbourg')
  await page.getByRole('checkbox', { name: /Legacy REST API/ }).check()
  await page.getByRole('textbox', { name: 'GLPI’s address' }).fill(glpi.url)
  await page.getByLabel('User token', { exact: true }).fill(glpi.userToken)
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(page.locator('.lk-seen')).toBeVisible()
  await picture(page, 'add-instance')
})
