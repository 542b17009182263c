import { saveKey } from '#glpi/testing/model.ts'
import { addTownHall, legacy, modern, test, TOWN_HALL } from './connected.ts'
import { seedFleet } from './fleet.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { AS_PROGRAM, expect, type Panel } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use(FOR_LOOKS)

const registration = ({ gateway }: Panel) => `${gateway.url}/api/instances/${TOWN_HALL}/registration`
async function put(panel: Panel, key: string) {
  await panel.page.request.put(registration(panel), { data: { key: sandboxKey(key), replaceUnverified: true } })
  await panel.page.reload()
  await expect(panel.page.locator('#glpi')).toBeVisible()
  await expect(panel.page.locator('.lk-part').nth(3)).toBeVisible()
}

test('axe finds nothing in what a GLPI shows', { tag: '@full' }, async ({ panel, glpi }) => {
  const { page } = panel
  const { cryptFile } = glpi
  await addTownHall(panel, legacy(glpi))
  await put(panel, 'standard')
  await lookAt(panel, 'glpi-proven')
  saveKey(glpi, sandboxKey('basic'))
  await page.request.post(`${registration(panel)}/refresh`, AS_PROGRAM)
  await page.reload()
  await expect(page.locator('.lk-message')).toBeVisible()
  await lookAt(panel, 'glpi-another')
  await page.locator('.lk-btn-danger').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(panel, 'glpi-remove')
  glpi.cryptFile = 'missing'
  await put(panel, 'ends-in-20')
  await lookAt(panel, 'glpi-broken')
  await page.request.delete(registration(panel), AS_PROGRAM)
  await page.reload()
  await expect(page.locator('.lk-message')).toBeVisible()
  await lookAt(panel, 'glpi-blank')
  glpi.cryptFile = cryptFile
  glpi.config = 1
  await page.reload()
  panel.brought = /422/
  await panel.box.fill(sandboxKey('standard'))
  await page.locator('.lk-btn-primary').click()
  await expect(page.getByRole('alert').filter({ hasText: 'GLPI' })).toBeVisible()
  await lookAt(panel, 'glpi-refused')
})

test('axe finds nothing in the API of 11, and in settings', { tag: '@full' }, async ({ panel, glpi, gateway }) => {
  const { page } = panel
  await addTownHall(panel, modern(glpi))
  await put(panel, 'standard')
  await lookAt(panel, 'glpi-accepted')
  await page.goto(`${gateway.url}/${TOWN_HALL}/setup/general/settings`)
  const ways = page.locator('.lk-method-choice > .form-check input')
  for (const way of [0, 2, 3]) await ways.nth(way).check()
  await lookAt(panel, 'settings-all-ways')
  await page.locator('.lk-actions-bar button').first().click()
  await expect(page.locator('.lk-reason').first()).toBeVisible()
  await lookAt(panel, 'settings-missing')
  for (const way of [0, 2, 3]) await ways.nth(way).uncheck()
  await page.locator('.lk-actions-bar button').first().click()
  await expect(page.locator('.lk-seen')).toBeVisible()
  await lookAt(panel, 'settings-tested')
  const dangerous = page.locator('.lk-danger-zone .lk-btn-danger')
  await dangerous.first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(panel, 'settings-disconnect')
  await page.keyboard.press('Escape')
  await dangerous.last().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(panel, 'settings-remove')
})

test('axe finds nothing in a fleet', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await seedFleet(await gateway.openStore(), 300)
  await page.goto(`${gateway.url}/instances`)
  await expect(page.locator('tbody tr').first()).toBeVisible()
  await lookAt(panel, 'fleet')
  await page.getByRole('button', { name: 'Tout vérifier' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(panel, 'fleet-check-all')
})
