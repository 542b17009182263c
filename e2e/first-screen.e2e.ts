import type { Page } from 'playwright/test'
import { READER_COOKIE } from '#contract/page-start.ts'
import { expect, mangled, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use({ hasColdBrowser: true })

const SCRIPTS = /\/assets\/index-[^/]+\.js$/

/** A page notes its language once it is idle: the gateway draws the next one in it, and none without. */
const untilNoted = (page: Page): Promise<void> =>
  expect
    .poll(async () => (await page.context().cookies()).filter(({ name }) => name.endsWith(READER_COOKIE)))
    .toHaveLength(1)

/** Opens a page whose scripts do not come before `release` is called. */
async function openWithoutScripts(page: Page, address: string): Promise<{ release: () => void }> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(SCRIPTS, async (route) => {
    await released
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  return { release }
}

test(
  'the page can be read and pasted into before its scripts have come',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const address = `${gateway.url}/sandbox/setup/general/glpi-network`
    await untilNoted(panel.page)
    const page = await panel.page.context().newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    const { release } = await openWithoutScripts(page, address)
    const box = page.getByRole('textbox', { name: 'Registration key' })
    const text = mangled(sandboxKey('standard'))
    await box.fill(text)
    await box.evaluate((field) => field instanceof HTMLTextAreaElement && field.setSelectionRange(3, 5))
    release()
    await expect(page.getByText('Whole key', { exact: true })).toBeVisible()
    await expect(box).toHaveValue(text)
    await expect(box).toBeFocused()
    expect(await box.evaluate((field) => field instanceof HTMLTextAreaElement && field.selectionStart)).toBe(3)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { name: 'Registration' })).toBeFocused()

    const { release: releaseAgain } = await openWithoutScripts(page, address)
    await expect(page.getByText('Active', { exact: true })).toBeVisible()
    await expect(page.getByText('Practice Standard')).toBeVisible()
    // a bar without its styles would say that the subscription has just begun
    await expect(page.getByText('today', { exact: true })).toBeHidden()
    releaseAgain()
    await expect(page.getByText('today', { exact: true })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Marketplace' })).toBeVisible()
    expect(complaints).toEqual([])
  },
)

test('what is pressed before the scripts have come is done once they have', async ({ panel, gateway }) => {
  const address = `${gateway.url}/sandbox/setup/general/glpi-network`
  await untilNoted(panel.page)
  const page = await panel.page.context().newPage()
  const { release } = await openWithoutScripts(page, address)
  await page.getByRole('textbox', { name: 'Registration key' }).fill(sandboxKey('standard'))
  await page.getByRole('button', { name: 'Check without saving' }).click()
  const save = page.getByRole('button', { name: 'Save' })
  await save.dblclick()
  await expect(save).toHaveCSS('cursor', 'progress')
  release()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()

  const { release: releaseAgain } = await openWithoutScripts(page, address)
  await page.getByRole('button', { name: 'Remove' }).press('Enter')
  releaseAgain()
  await expect(page.getByRole('dialog', { name: /Remove/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Remove' })).toBeFocused()
})

test(
  'what is pressed beside the page before the scripts have come does nothing in it',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const address = `${gateway.url}/sandbox/setup/general/glpi-network`
    await untilNoted(panel.page)
    await panel.save('ends-in-6')
    await expect(panel.page.getByRole('button', { name: /^Dismiss/ })).toBeVisible()
    const page = await panel.page.context().newPage()
    await page.setViewportSize({ width: 390, height: 844 })
    const { release } = await openWithoutScripts(page, address)
    await page.getByRole('button', { name: 'Menu' }).click()
    release()
    await expect(page.locator('[data-drawn]')).toHaveCount(0)
    await expect(page.getByRole('button', { name: /^Dismiss/ })).toBeVisible()
  },
)

test(
  'a page that a proxy kept for somebody else shows nothing of theirs',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const address = `${gateway.url}/sandbox/setup/general/glpi-network`
    await untilNoted(panel.page)
    await panel.save('standard')
    await panel.expectState('Active')
    const kept = await (await panel.page.request.get(address)).text()
    expect(kept).toContain('Practice Standard')
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: kept }))
    const { release } = await openWithoutScripts(page, address)
    await expect(page.getByText('Practice Standard')).toBeHidden()
    release()
    await expect(page.getByRole('heading', { name: 'Sign in to Latchkey' })).toBeVisible()
    await expect(page.getByText('Practice Standard')).toHaveCount(0)
    await context.close()
  },
)
