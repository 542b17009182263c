import { startSandbox } from '#sandbox/server.ts'
import { freePort } from '#net/testing/free-port.ts'
import { expect, STOPPED, test } from './panel.ts'

test(
  'a key saved while GLPI Network is silent verifies itself, over a restart too',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    // while the gateway restarts the page may ask it in vain
    panel.brought = STOPPED
    const port = await freePort()
    await page.getByRole('link', { name: 'Instances' }).click()
    await page.getByRole('link', { name: 'Add an instance' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Town hall')
    await page.getByText('Advanced').click()
    await page.getByRole('textbox', { name: 'Services address' }).fill(`http://127.0.0.1:${port}`)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await panel.save('standard')
    await panel.expectState('Pending')
    await expect(page.locator('a[href="/causes/connect-refused"]').first()).toBeVisible()

    await gateway.stop()
    // nobody does anything on the page
    const line = page.getByRole('complementary', { name: 'Latchkey’s own server does not answer' })
    await expect(line).toBeVisible()
    await gateway.startAgain()
    await expect(line).toBeHidden()
    const vendor = await startSandbox({ port })
    await page.reload()
    // by itself: the pauses began at five seconds and have grown
    await panel.expectState('Active')
    await expect(page.getByText('Practice Standard')).toBeVisible()
    await vendor.close()

    // silent again: what it last said stays, with its time, over another restart and without another sign-in
    const accepted = await page.getByRole('main').locator('time').first().getAttribute('datetime')
    expect(Date.parse(accepted ?? '')).not.toBeNaN()
    await page.getByRole('button', { name: 'Check now' }).click()
    await panel.expectState('Unconfirmed')
    await gateway.stop()
    await gateway.startAgain()
    expect(gateway.signInUrl).toBeNull()
    await page.reload()
    await panel.expectState('Unconfirmed')
    await expect(page.getByText('Practice Standard')).toBeVisible()
    await expect(page.getByText(/^It was accepted .*and stays saved/)).toBeVisible()
    await expect(page.getByRole('main').locator('time').first()).toHaveAttribute('datetime', accepted ?? '')
    await expect(page.getByRole('button', { name: 'Replace key' })).toBeVisible()
  },
)

test.describe('a process of its own', () => {
  test.use({ hasOwnProcess: true })

  test('stops at once on SIGTERM and on Ctrl-C, with a page open', { tag: '@full' }, async ({ panel, gateway }) => {
    panel.brought = STOPPED
    // the badge is there before the parts below it: a stop in between would cut one of them off
    const whole = panel.page.getByRole('button', { name: 'Check now' })
    await panel.save('standard')
    await panel.expectState('Active')
    await expect(whole).toBeVisible()
    expect(await gateway.stop('SIGTERM')).toBe(0)
    await gateway.startAgain()
    expect(gateway.signInUrl).toBeNull()
    await panel.page.reload()
    await panel.expectState('Active')
    await expect(whole).toBeVisible()
    expect(await gateway.stop('SIGINT')).toBe(0)
  })
})

test(
  'words that could not be loaded come without a reload, once the gateway has them',
  { tag: '@full' },
  async ({ panel }) => {
    const { page } = panel
    panel.brought = /ERR_CONNECTION_REFUSED|503/
    const words = /\/assets\/(cause-words|catalogue)-[^/]+\.js$/
    await page.route(words, async (route) => route.abort('connectionrefused'))
    // the page may have them already
    await page.reload()
    await panel.save('block-page')
    await panel.expectState('Pending')
    const alert = page.getByRole('main').locator('.lk-message')
    await expect(alert.getByText('not-the-vendor', { exact: true })).toBeVisible()
    // the page goes on asking how the key stands, and for the words
    await page.waitForRequest(words)
    await expect(alert.getByText('not-the-vendor', { exact: true })).toBeVisible()
    await page.unroute(words)
    await expect(alert.getByRole('link', { name: 'Something else answered for the sandbox' })).toBeVisible()
    await expect(alert.getByText('not-the-vendor', { exact: true })).toBeHidden()
  },
)

test('a page that could not be loaded says so, and comes when asked for again', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  panel.brought = /ERR_CONNECTION_REFUSED|503/
  const diagnosis = /\/assets\/diagnosis-[^/]+\.js$/
  await page.route(diagnosis, async (route) => route.abort('connectionrefused'))
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible()
  // an answer of the gateway has the page ask again by itself; here a person is to be the first
  let answer = () => {}
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/**', async (route) => {
    await mayAnswer
    await route.continue()
  })
  await page.getByRole('link', { name: 'Diagnosis' }).click()
  await expect(page.getByRole('alert')).toContainText('This part of the page could not be loaded')
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText('Not loaded')
  await panel.expectAccessible()
  await page.unroute(diagnosis)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Diagnosis', exact: true })).toBeVisible()
  answer()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test(
  'a page whose gateway was updated before it had all of its scripts is loaded again',
  { tag: '@full' },
  async ({ panel }) => {
    const { page } = panel
    panel.brought = /404/
    const gone = { status: 404, body: 'There is nothing at this address.' }
    // the page that it comes back as is one of the newer version
    let isUpdated = false
    await page.route(/\/assets\/routes-[^/]+\.js$/, (route) => (isUpdated ? route.continue() : route.fulfill(gone)))
    await page.route(/\/assets\/index-[^/]+\.js$/, async (route) => {
      if (route.request().method() !== 'HEAD') return route.continue()
      isUpdated = true
      return route.fulfill(gone)
    })
    let loads = 0
    const again = page.waitForEvent('load', () => {
      loads += 1
      return loads === 2
    })
    await page.reload()
    await again
    await panel.expectState('No key')
    await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible()
  },
)

test('an old page that a proxy keeps is loaded again only once', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  panel.brought = /404/
  let loads = 0
  page.on('load', () => (loads += 1))
  const gone = { status: 404, body: 'There is nothing at this address.' }
  await page.route(/\/assets\/routes-[^/]+\.js$/, (route) => route.fulfill(gone))
  await page.route(/\/assets\/index-[^/]+\.js$/, (route) =>
    route.request().method() === 'HEAD' ? route.fulfill(gone) : route.continue(),
  )
  await page.reload()
  await expect.poll(() => loads).toBe(2)
  await page.waitForLoadState('networkidle')
  expect(loads).toBe(2)
})
