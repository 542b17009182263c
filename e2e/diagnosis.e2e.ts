import type { Page } from 'playwright/test'
import type { CauseCode } from '#domain/causes.ts'
import { expect, STOPPED, test, type Panel } from './panel.ts'
import { sampleOf } from './sample.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const PATH = 'sandbox/setup/general/diagnosis'
const runButton = (page: Page) => page.getByRole('button', { name: /^Run (again|it now|the diagnosis)$/ })
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Diagnosis' })
const link = (page: Page, name: string) =>
  page.locator('.lk-chain > li').filter({ has: page.locator('.lk-link-name', { hasText: new RegExp(`^${name}$`) }) })
const headline = (page: Page) => page.locator('.lk-headline')
const number = (page: Page) => page.locator('.lk-run-on code').last()

/** With this key saved, by the gateway's own door. */
async function open({ page, gateway }: Panel, key: string): Promise<void> {
  await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
    data: { key: sandboxKey(key), replaceUnverified: true },
  })
  await page.goto(`${gateway.url}/${PATH}`)
  await expect(runButton(page)).toBeVisible()
}

const HEADLINES: Record<string, { cause: CauseCode; at: string; seen: RegExp }> = {
  ended: { cause: 'subscription-ended', at: 'Verdict on the key', seen: /Subscription ended/ },
  'not-started': { cause: 'subscription-not-started', at: 'Verdict on the key', seen: /not started/ },
  refused: { cause: 'key-refused', at: 'Verdict on the key', seen: /Refused/ },
  'block-page': { cause: 'not-the-vendor', at: 'Read the answer', seen: /WebGuard: sign in to go on/ },
  'rate-limited': { cause: 'rate-limited', at: 'Ask', seen: /asks for a pause of \d+ s/ },
  'error-500': { cause: 'vendor-error', at: 'Ask', seen: /HTTP 500/ },
  'broken-json': { cause: 'reply-unreadable', at: 'Read the answer', seen: /could not be read/ },
  redirect: { cause: 'redirected', at: 'Ask', seen: /redirects to http:\/\/127\.0\.0\.1:9/ },
  'huge-reply': { cause: 'reply-too-large', at: 'Ask', seen: /too large/ },
}

test('a bad key has its headline, its evidence and a link to its cause', async ({ panel }) => {
  const { page } = panel
  for (const [key, { cause, at, seen }] of sampleOf(Object.entries(HEADLINES), 4)) {
    await open(panel, key)
    await runButton(page).click()
    await expect(headline(page)).toHaveAttribute('href', `/causes/${cause}`)
    await expect(link(page, at), key).toContainText(seen)
    await expect(link(page, at)).toHaveAttribute('data-standing', 'failed')
    await expect(page.locator('.lk-support-code')).toHaveText(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/)
    // a pause that was asked for is over by the next key
    panel.gateway.pass(60_000)
  }
  await headline(page).click()
  await expect(page.getByRole('main').getByText('reply-too-large', { exact: true })).toBeVisible()
})

test(
  'a good key: nothing is in the way, and the last run is there when the page is opened',
  { tag: '@full' },
  async ({ panel }) => {
    const { page } = panel
    await open(panel, 'standard')
    await expect(page.getByText(/does what every check does/)).toBeVisible()
    await runButton(page).click()
    await expect(page.getByRole('main').getByText(/^No problem was found/)).toBeVisible()
    await expect(link(page, 'Verdict on the key')).toContainText('Practice Standard')
    await expect(link(page, 'Large answer')).toContainText(/\d+ plugins/)
    await expect(page.locator('.lk-clocks > li').filter({ hasText: /^This server/ })).toContainText('± 0.')
    const first = await number(page).textContent()

    await page.reload()
    await expect(page.getByRole('main').getByText(/^No problem was found/)).toBeVisible()
    await expect(number(page)).toHaveText(first ?? '')
    await runButton(page).click()
    await expect(number(page)).not.toHaveText(first ?? '')
  },
)

test('without a key only the path to GLPI Network is tested', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await page.goto(`${gateway.url}/${PATH}`)
  await runButton(page).click()
  await expect(page.getByRole('main').getByText('No key was sent.')).toBeVisible()
  await expect(link(page, 'Ask')).toContainText('/api/ping')
})

test('fills in while it waits, can be cancelled, and run again', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await open(panel, 'dripping')
  await runButton(page).click()
  await expect(link(page, 'Ask')).toHaveAttribute('data-standing', 'trying')
  // however slow this machine is: the run goes no further while the page is looked at
  gateway.freeze()
  await expect(link(page, 'Connect')).toHaveAttribute('data-standing', 'passed')
  await expect(link(page, 'Read the answer')).toContainText('waiting')
  await expect(progress(page)).toHaveAttribute('aria-valuetext', 'Ask, 6 of 10')
  await panel.expectAccessible()

  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByText('Cancelled. The results so far are below.')).toBeVisible()
  await expect(progress(page)).toBeHidden()
  await expect(runButton(page)).toBeFocused()
  await expect(link(page, 'Connect')).toHaveAttribute('data-standing', 'passed')
  await expect(link(page, 'Ask')).toContainText('not tried')
  await panel.expectAccessible()
  gateway.thaw()

  // a run goes on while another page is open
  await runButton(page).click()
  await expect(link(page, 'Ask')).toHaveAttribute('data-standing', 'trying')
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  await page.getByRole('link', { name: 'Diagnosis', exact: true }).click()
  await expect(link(page, 'Connect')).toHaveAttribute('data-standing', 'passed')
  await expect(headline(page)).toHaveAttribute('href', '/causes/reply-stalled')
})

test('two who look see the same run', { tag: '@full' }, async ({ panel, context, gateway }) => {
  const { page } = panel
  await open(panel, 'silent')
  await runButton(page).click()
  await expect(link(page, 'Ask')).toHaveAttribute('data-standing', 'trying')
  const other = await context.newPage()
  await other.goto(`${gateway.url}/${PATH}`)
  await runButton(other).click()
  await expect(link(other, 'Connect')).toHaveAttribute('data-standing', 'passed')
  for (const viewer of [page, other]) {
    await expect(headline(viewer)).toHaveAttribute('href', '/causes/reply-timeout')
  }
  expect(await number(other).textContent()).toBe(await number(page).textContent())
})

test(
  'a run that breaks off says so, and keeps the steps that it has shown',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    panel.brought = STOPPED
    await open(panel, 'silent')
    await runButton(page).click()
    await expect(link(page, 'Ask')).toHaveAttribute('data-standing', 'trying')
    await gateway.stop()
    await expect(page.getByRole('alert')).toContainText('The diagnosis stopped before it was finished')
    await expect(link(page, 'Connect')).toHaveAttribute('data-standing', 'passed')
    await expect(link(page, 'Ask')).toContainText('cancelled')
    await runButton(page).click()
    await expect(page.getByRole('alert')).toContainText('Latchkey’s own server does not answer')
  },
)

test('a bad state leads to a diagnosis that starts by itself', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await panel.save('block-page')
  await panel.expectState('Pending')
  await page.getByRole('link', { name: 'Find out why' }).click()
  await expect(headline(page)).toHaveAttribute('href', '/causes/not-the-vendor')
  const first = await number(page).textContent()
  // it was asked for once: another visit shows it, and asks nobody
  await page.reload()
  await expect(number(page)).toHaveText(first ?? '')
})

test('a key that was checked and refused is diagnosed without being saved', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await panel.paste(sandboxKey('refused'))
  await page.getByRole('button', { name: 'Check without saving' }).click()
  await page.getByRole('link', { name: 'Find out why' }).click()
  await expect(headline(page)).toHaveAttribute('href', '/causes/key-refused')
  await expect(page.getByText('The key in this run is not the one that is saved.')).toBeVisible()
  await page.getByRole('link', { name: 'Sandbox', exact: true }).click()
  await panel.expectState('No key')
})

test('a browser’s clock that is behind is named, with what to do', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await page.addInitScript(() => {
    const right = Date.now.bind(Date)
    Date.now = () => right() - 312_000
  })
  await open(panel, 'standard')
  await runButton(page).click()
  const clock = page.locator('.lk-clocks > li').filter({ hasText: 'The browser' })
  await expect(clock).toContainText('5 minutes behind')
  await expect(clock).toContainText(/−31[1-3]\ss/)
  await expect(page.getByText('The clock of the computer with the browser is behind.')).toBeVisible()
  await panel.expectAccessible()
})

test('by keyboard alone; the verdict is read out once, the steps are not', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await open(panel, 'error-500')
  const said = await page.evaluateHandle(() => {
    const heard: string[] = []
    const region = document.querySelector('output[aria-label="Latchkey"]')
    if (region) {
      new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    }
    return heard
  })
  await runButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(headline(page)).toBeVisible()
  await expect(runButton(page)).toBeFocused()
  expect(await said.jsonValue()).toEqual(['The diagnosis is running.', 'The sandbox reports a server error'])
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Report for support' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(headline(page)).toBeFocused()
})
