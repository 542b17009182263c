import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Download, Page } from 'playwright/test'
import { Report } from '#contract/report.ts'
import { expect, test, type Panel } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use({ opensPractice: false })

const PROGRAM = fileURLToPath(new URL('../dist/latchkey/main.js', import.meta.url))

const fileField = (page: Page) => page.getByLabel('Report file')
const json = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/json', buffer })
const headlineHref = (page: Page) => page.locator('.lk-headline')

/** After a diagnosis of this key, "Report for support" is open. */
async function diagnosed({ page, gateway }: Panel, key: string): Promise<void> {
  await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
    data: { key: sandboxKey(key), replaceUnverified: true },
  })
  await page.goto(`${gateway.url}/sandbox/setup/general/diagnosis`)
  await page.getByRole('button', { name: /^Run/ }).click()
  await expect(page.getByRole('main').locator('.lk-message').first()).toBeVisible()
  await page.getByRole('button', { name: 'Report for support' }).click()
  await expect(page.getByText(/^It never contains the key/)).toBeVisible()
}

async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const download: Download = await coming
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

/** Someone who was never signed in, with the support desk before them, by its old address. */
async function stranger({ page, gateway }: Panel): Promise<{ visitor: Page; complaints: string[] }> {
  const context = await page.context().browser()?.newContext()
  if (!context) throw new Error('the browser is gone')
  const visitor = await context.newPage()
  const complaints: string[] = []
  visitor.on('console', (message) => complaints.push(message.text()))
  visitor.on('pageerror', (error) => complaints.push(String(error)))
  await visitor.goto(`${gateway.url}/report`)
  await expect(fileField(visitor)).toBeVisible()
  await visitor.waitForLoadState('networkidle')
  return { visitor, complaints }
}

test(
  'a report is downloaded, and opened elsewhere without a session and without a network',
  { tag: '@full' },
  async ({ panel }) => {
    const { page } = panel
    await diagnosed(panel, 'block-page')
    await panel.expectAccessible()
    const { name, text } = await downloaded(page, 'Download the report (JSON)')
    const report = Report.parse(JSON.parse(text))
    expect(name).toBe(`latchkey-report-${report.supportCode}.json`)
    expect(report.diagnosis?.conclusion.headline).toBe('not-the-vendor')
    expect(text).not.toContain(sandboxKey('block-page'))

    const { visitor, complaints } = await stranger(panel)
    await expect(visitor.getByRole('button', { name: /^Instance: / })).toBeHidden()
    await visitor.context().setOffline(true)
    const asked: string[] = []
    visitor.on('request', (request) => asked.push(request.url()))
    await fileField(visitor).setInputFiles(json(name, Buffer.from(text)))
    await expect(visitor.getByRole('heading', { name: 'Report of “sandbox”' })).toBeFocused()
    await expect(visitor.locator('.lk-say').first()).toContainText('Say next:')
    await expect(headlineHref(visitor)).toHaveAttribute('href', '/causes/not-the-vendor')
    await expect(visitor.locator('.lk-chain')).toContainText('WebGuard: sign in to go on')
    await expect(visitor.locator('.lk-clocks > li')).toHaveCount(3)
    await expect(visitor.getByText('Never answered')).toBeVisible()
    await expect(visitor.getByRole('row').filter({ hasText: 'Key saved' })).toBeVisible()
    await expect(visitor.getByRole('button', { name: /Run|Save|Remove|Check/ })).toHaveCount(0)
    expect(asked).toEqual([])
    expect(complaints).toEqual([])
    await visitor.context().close()
  },
)

test('the Markdown can be copied, on plain HTTP too, and downloaded', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  // as a browser is on http:// anywhere but on this machine
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await diagnosed(panel, 'refused')
  const { name, text } = await downloaded(page, 'Download for reading (Markdown)')
  expect(name).toMatch(/^latchkey-report-.*\.md$/)
  expect(text).toContain('The sandbox does not accept this key')
  expect(text).not.toContain(sandboxKey('refused'))
  await page.getByRole('button', { name: 'Copy as text' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  await page.goto(`${panel.gateway.url}/report`)
  await page.getByRole('textbox', { name: 'Support code' }).evaluate((field) => {
    const pasted = document.createElement('textarea')
    pasted.setAttribute('aria-label', 'pasted')
    field.after(pasted)
  })
  await page.getByRole('textbox', { name: 'pasted' }).press('Control+V')
  await expect(page.getByRole('textbox', { name: 'pasted' })).toHaveValue(text)
})

test('what is no report is called so', { tag: '@full' }, async ({ panel }) => {
  await diagnosed(panel, 'ended')
  const { text } = await downloaded(panel.page, 'Download the report (JSON)')
  const { text: markdown } = await downloaded(panel.page, 'Download for reading (Markdown)')
  const { visitor } = await stranger(panel)
  const report: unknown = JSON.parse(text)
  for (const [content, says] of [
    ['{"name":"something else"}', 'This file is not a report of Latchkey'],
    [markdown, 'This is the report’s Markdown, made for reading'],
    [text.slice(0, -40), 'This report is damaged'],
    [JSON.stringify(Object.assign({}, report, { version: 2 })), 'This report comes from a newer Latchkey'],
    [' '.repeat(2 * 1024 * 1024 + 1), 'This file is too large to be a report'],
  ] as const) {
    await fileField(visitor).setInputFiles(json('report.json', Buffer.from(content)))
    await expect(visitor.getByRole('alert')).toContainText(says)
  }
  await fileField(visitor).setInputFiles(json('report.json', Buffer.from(text)))
  await expect(visitor.getByRole('alert')).toBeHidden()
  await expect(headlineHref(visitor)).toHaveAttribute('href', '/causes/subscription-ended')
  await visitor.context().close()
})

test('a report is dropped', { tag: '@full' }, async ({ panel }) => {
  await diagnosed(panel, 'standard')
  const { text } = await downloaded(panel.page, 'Download the report (JSON)')
  const { visitor } = await stranger(panel)
  const transfer = await visitor.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'report.json'))
    return data
  }, text)
  await visitor.locator('.lk-drop').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(visitor.getByRole('heading', { name: 'Report of “sandbox”' })).toBeVisible()
  await expect(visitor.getByText('Practice Standard').first()).toBeVisible()
  // on paper is the report, and not what one opens another with
  await visitor.emulateMedia({ media: 'print' })
  await expect(visitor.getByRole('heading', { name: 'Report of “sandbox”' })).toBeVisible()
  await expect(visitor.getByText('Closing text').first()).toBeVisible()
  for (const label of ['Support code', 'The caller sees', 'Ticket number', 'Caller’s language'])
    await expect(visitor.getByLabel(label, { exact: true })).toBeHidden()
  await visitor.context().close()
})

test('a support code leads back to the causes, typed or by address', async ({ panel, gateway }) => {
  const { page } = panel
  await diagnosed(panel, 'rate-limited')
  const code = await page.locator('.lk-support-code').innerText()
  const { visitor, complaints } = await stranger(panel)
  const field = visitor.getByRole('textbox', { name: 'Support code' })
  await field.fill(code.toLowerCase().replaceAll('-', ' '))
  await field.press('Enter')
  await expect(visitor.getByRole('link', { name: 'The sandbox asks for a pause' })).toBeVisible()
  await expect(visitor.getByRole('status').filter({ hasText: 'The sandbox asks for a pause' })).toBeAttached()
  await field.fill('K7F-3A8-WW2')
  await field.press('Enter')
  await expect(visitor.getByText(/^No page and no diagnosis has this code/).first()).toBeVisible()

  await visitor.goto(`${gateway.url}/report?code=${code}`)
  await visitor.getByRole('link', { name: 'The sandbox asks for a pause' }).click()
  await expect(visitor.getByText('rate-limited', { exact: true }).last()).toBeVisible()
  for (const path of ['causes', 'which-key']) {
    await visitor.goto(`${gateway.url}/${path}`)
    await expect(visitor.locator('h1')).toBeVisible()
  }
  expect(complaints).toEqual([])
  await visitor.context().close()
})

test(
  'a report of the command line opens too, with its look at a GLPI',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { stdout } = spawnSync(
      process.execPath,
      [PROGRAM, 'doctor', '--services', gateway.sandboxUrl, '--glpi', 'http://127.0.0.1:9', '--report'],
      { input: sandboxKey('refused'), encoding: 'utf8' },
    )
    Report.parse(JSON.parse(stdout))
    const { visitor, complaints } = await stranger(panel)
    await fileField(visitor).setInputFiles(json('report.json', Buffer.from(stdout)))
    await expect(visitor.getByRole('heading', { name: 'Report of a command line' })).toBeVisible()
    await expect(headlineHref(visitor)).toHaveAttribute('href', '/causes/key-refused')
    await expect(visitor.locator('[data-route="glpi"] .lk-link').first()).toHaveAttribute('data-standing', 'failed')
    await expect(visitor.getByText('not the one that is saved')).toBeHidden()
    await expect(visitor.getByRole('heading', { name: 'Registration' })).toBeHidden()
    expect(complaints).toEqual([])
    await visitor.context().close()
  },
)
