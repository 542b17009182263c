import type { Browser, Page } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import type { Role } from '#contract/roles.ts'
import type { Gateway } from './gateway.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, Panel, signInBeside, test, waitUntilLive } from './panel.ts'

const HERE = '/sandbox/setup/general/glpi-network'

/** Another person, in a browser of their own, with practice open. */
async function visitor(browser: Browser, gateway: Gateway, role: Role, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(await gateway.invite(role, {}, ['--name', name]))
  await expect(page.getByRole('link', { name: 'Instances' })).toBeVisible()
  await page.goto(gateway.url + HERE)
  await waitUntilLive(page)
  return page
}

const saveStandard = (page: Page, gateway: Gateway) =>
  page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
    data: { key: sandboxKey('standard'), replaceUnverified: true },
  })

test(
  'each role sees what it may do, and who may do the rest',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const viewer = await visitor(browser, gateway, 'viewer', 'Vera')
    await expect(viewer.getByText('No key is saved for this instance.')).toBeVisible()
    await expect(
      viewer.getByText('You have read-only access. Operators and administrators can change keys.'),
    ).toBeVisible()
    await expect(viewer.getByRole('textbox')).toHaveCount(0)
    await expect(viewer.getByRole('link', { name: 'Access' })).toHaveCount(0)

    const support = await visitor(browser, gateway, 'support', 'Sam')
    const box = support.getByRole('textbox', { name: 'Registration key' })
    await box.fill(sandboxKey('standard'))
    await expect(support.getByRole('button', { name: 'Save' })).toHaveCount(0)
    await expect(support.getByText('Operators and administrators can change keys.')).toBeVisible()
    await support.getByRole('button', { name: 'Check without saving' }).click()
    await expect(support.getByText('Checked only: nothing was saved.')).toBeVisible()

    const operator = await visitor(browser, gateway, 'operator', 'Olga')
    await operator.getByRole('textbox', { name: 'Registration key' }).fill(sandboxKey('standard'))
    await operator.getByRole('button', { name: 'Save' }).click()
    await expect(operator.getByRole('button', { name: 'Replace key' })).toBeVisible()
    await operator.goto(`${gateway.url}/instances`)
    await expect(operator.getByText('Only an administrator can make changes here.')).toBeVisible()
    await expect(operator.getByRole('button', { name: 'Check all' })).toBeVisible()

    // the others see it at once, each with what they may do
    await expect(viewer.getByText('Subscription', { exact: false }).first()).toBeVisible()
    for (const name of ['Check now', 'Replace key', 'Check another key', 'Remove…'])
      await expect(viewer.getByRole('button', { name })).toHaveCount(0)
    await support.goto(gateway.url + HERE)
    await support.getByRole('button', { name: 'Check another key' }).click()
    await expect(support.getByRole('textbox', { name: 'Registration key' })).toBeFocused()

    await panel.page.goto(`${gateway.url}/sandbox/setup/general/history`)
    await expect(panel.page.getByText('Olga (operator)').first()).toBeVisible()
    for (const page of [viewer, support, operator]) await page.context().close()
  },
)

test(
  'an administrator ends a session: its page says so, and keeps what was typed',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const { page } = panel
    const olga = await visitor(browser, gateway, 'operator', 'Olga')
    await olga.getByRole('textbox', { name: 'Registration key' }).fill('half a key')
    await page.goto(`${gateway.url}/access`)
    const row = page.getByRole('article', { name: 'Olga' })
    await expect(row).toContainText('Chrome')
    await row.getByRole('button', { name: 'End the session of Olga' }).click()
    await panel.expectAccessible()
    await page.getByRole('dialog').getByRole('button', { name: 'End the session' }).click()
    await expect(row).toHaveCount(0)
    await page.bringToFront()
    await expect(page.locator('.lk-access-list').first()).toBeFocused()

    await expect(olga.getByText('An administrator has ended it.')).toBeVisible()
    await expect(olga.getByRole('textbox', { name: 'Registration key' })).toBeHidden()
    await signInBeside(olga, await gateway.invite('operator'))
    await expect(olga.getByRole('textbox', { name: 'Registration key' })).toHaveValue('half a key')
    await olga.context().close()
  },
)

test('another role counts on the open page', { tag: '@full' }, async ({ panel, gateway, browser }) => {
  const { page } = panel
  await saveStandard(page, gateway)
  const vera = await visitor(browser, gateway, 'viewer', 'Vera')
  await expect(vera.getByText('You have read-only access.')).toBeVisible()
  await page.goto(`${gateway.url}/access`)
  await page.getByLabel('Role of Vera').selectOption('operator')
  await page.getByRole('button', { name: 'Change the role' }).click()
  await expect(page.getByRole('article', { name: 'Vera' })).toContainText('Operator')
  await expect(vera.getByRole('button', { name: 'Check now' })).toBeVisible()
  await vera.getByRole('button', { name: 'Check now' }).click()
  await expect(vera.getByText('Asked again: nothing has changed')).toBeVisible()
  await vera.context().close()
})

test('a link is made on the page, shown once, opened by a person, and another withdrawn', async ({
  panel,
  gateway,
  browser,
}) => {
  const { page } = panel
  await page.goto(`${gateway.url}/access`)
  const form = page.getByRole('form', { name: 'Invite somebody' })
  await form.getByLabel('Hours').fill('0')
  await form.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByText('Enter a number of hours, 720 at most.')).toBeVisible()
  await form.getByLabel('Hours').fill('4')
  await form.getByLabel('Name').fill('Zoë')
  await form.getByLabel('Role').selectOption('support')
  await form.getByRole('button', { name: 'Make the link' }).click()
  const link = (await page.locator('main code', { hasText: '#token=' }).textContent()) ?? ''
  await form.getByLabel('Name').fill('Yann')
  await form.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('article', { name: 'Yann' })).toBeVisible()
  await expect(page.getByText(link)).toHaveCount(0)
  await page.getByRole('button', { name: 'Withdraw: Yann' }).click()
  await expect(page.getByRole('article', { name: 'Yann' })).toHaveCount(0)

  const zoe = await (await browser.newContext()).newPage()
  await zoe.goto(link)
  await expect(zoe.getByRole('link', { name: 'Instances' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('article', { name: 'Zoë' })).toContainText('in 3 hours')
  await zoe.context().close()
})

test(
  'a reply to the sign-in that is lost costs nothing: the page asks again',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const { page } = panel
    const guest = await (await browser.newContext()).newPage()
    let lost = 0
    await guest.route('**/api/session', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      // the gateway has spent the link, and nobody hears of it
      await route.fetch()
      return route.abort()
    })
    await guest.goto(await gateway.invite('viewer', {}, ['--name', 'Gus']))
    await expect(guest.getByRole('link', { name: 'Instances' })).toBeVisible()
    expect(lost).toBe(1)
    await page.goto(`${gateway.url}/access`)
    await expect(page.getByRole('article', { name: 'Gus' })).toHaveCount(1)
    await guest.context().close()
  },
)

test.describe('in its looks', () => {
  test.use(FOR_LOOKS)

  test('who is signed in, and who may come', { tag: '@full' }, async ({ panel, gateway, browser }) => {
    const { page } = panel
    const olga = await visitorInFrench(browser, gateway, 'operator', 'Olga')
    const vera = await visitorInFrench(browser, gateway, 'viewer', 'Vera van der Bruggen-Oosterwijk')
    await page.goto(`${gateway.url}/access`)
    await expect(page.getByRole('article', { name: 'Olga' })).toBeVisible()
    await lookAt(panel, 'access')
    await page.locator('form').getByRole('textbox').first().fill('Zoë')
    await page.locator('form button[type=submit]').click()
    await expect(page.locator('main code')).toBeVisible()
    await lookAt(panel, 'access-invited')
    await page.getByRole('article', { name: 'Olga' }).getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await lookAt(panel, 'access-question')
    await page.getByRole('dialog').getByRole('button').last().click()
    await expect(olga.locator('.lk-sign-in .lk-message')).toBeVisible()
    await lookAt(new Panel(olga, gateway), 'access-ended')
    await vera.goto(gateway.url + HERE)
    await expect(vera.locator('.lk-who-may')).toBeVisible()
    await lookAt(new Panel(vera, gateway), 'viewer-no-key')
    await olga.context().close()
    await vera.context().close()
  })
})

async function visitorInFrench(browser: Browser, gateway: Gateway, role: Role, name: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'fr' })).newPage()
  await page.goto(await gateway.invite(role, {}, ['--name', name]))
  await expect(page.locator('nav a[href="/instances"]')).toBeVisible()
  return page
}

test(
  'a session that was not used for half an hour says so, and what a page reads by itself is no use',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await saveStandard(page, gateway)
    // a stream that opens again reads the session too: without one, only a touch does
    await page.route('**/api/events', (route) => route.fulfill({ status: 204 }))
    await page.clock.install()
    await page.goto(gateway.url + HERE)
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
    const untouched: (string | undefined)[] = []
    const uses: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      const header = request.headers()['latchkey-untouched']
      if (pathname.endsWith('/registration')) untouched.push(header)
      if (pathname === '/api/session' && header === undefined) uses.push(pathname)
    })
    // nobody touches it, and it reads again by itself
    await page.clock.runFor(7 * 60_000)
    await expect.poll(() => untouched.at(-1)).toBe('1')
    expect(uses).toEqual([])
    // somebody begins to read: nothing else is asked for, and the session lasts
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => uses).toEqual(['/api/session'])
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText('Asked again: nothing has changed')).toBeVisible()
    expect(uses).toEqual(['/api/session'])

    panel.brought = /401/
    gateway.pass(30 * 60_000)
    // the page may notice by itself before that, and then there is no button
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Check now')?.click(),
    )
    await expect(page.getByText('Your session has ended.')).toBeVisible()
    await expect(page.getByText('It was not used for 30 minutes.')).toBeVisible()
    await page.reload()
    await expect(page.getByText('It was not used for 30 minutes.')).toBeVisible()
  },
)
