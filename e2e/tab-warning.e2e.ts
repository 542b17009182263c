import type { Page } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test } from './panel.ts'
import { sampleOf } from './sample.ts'

const pictureOf = (page: Page) => page.locator('link[rel="icon"]')

const WARNED: [keyName: string, title: string, picture: string][] = [
  ['standard', 'Practice · Sandbox · Latchkey', '/favicon.svg'],
  ['ends-in-45', '45 days left · Practice · Sandbox · Latchkey', '/favicon-warning.svg'],
  ['ends-in-20', '20 days left · Practice · Sandbox · Latchkey', '/favicon-warning.svg'],
  ['ends-in-1', '1 day left · Practice · Sandbox · Latchkey', '/favicon-critical.svg'],
  ['ends-today', 'Ends today · Practice · Sandbox · Latchkey', '/favicon-critical.svg'],
  ['ended', 'Ended · Practice · Sandbox · Latchkey', '/favicon-critical.svg'],
  ['not-started', 'Not started · Practice · Sandbox · Latchkey', '/favicon-warning.svg'],
  ['refused', 'Refused · Practice · Sandbox · Latchkey', '/favicon-critical.svg'],
  ['error-500', 'Pending · Practice · Sandbox · Latchkey', '/favicon-unknown.svg'],
]

test('the tab says in words and in its picture what to warn of', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await expect(page).toHaveTitle('Practice · Sandbox · Latchkey')
  for (const [keyName, title, picture] of sampleOf(WARNED, 2)) {
    const data = { key: sandboxKey(keyName), replaceUnverified: true }
    await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data })
    await page.reload()
    await expect(page).toHaveTitle(title)
    await expect(pictureOf(page)).toHaveAttribute('href', picture)
    const reply = await page.request.get(`${gateway.url}${picture}`)
    expect([reply.status(), reply.headers()['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8'])
  }
})

test('every page of the instance warns, and no other page does', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await panel.save('ended')
  await expect(page).toHaveTitle('Ended · Practice · Sandbox · Latchkey')
  await panel.expectAccessible()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page).toHaveTitle('Ended · Practice · History · Latchkey')
  await page.goto(`${gateway.url}/instances`)
  await expect(page).toHaveTitle('Instances · Latchkey')
  await expect(pictureOf(page)).toHaveAttribute('href', '/favicon.svg')
  await page.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
  await page.getByRole('button', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the key' }).click()
  await panel.expectState('No key')
  await expect(page).toHaveTitle('Practice · Sandbox · Latchkey')
  await expect(pictureOf(page)).toHaveAttribute('href', '/favicon.svg')
})
