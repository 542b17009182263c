import type { Page } from 'playwright/test'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { TOWN_HALL } from './connected.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, Panel, test, waitUntilLive } from './panel.ts'

test.use({ opensPractice: false })

/** The GLPIs are stand-ins that answer as an 11.0.8 and a 10.0.19 were seen to; the same was gone through with those by hand. */
const CLIENT = { clientId: 'c'.repeat(64), clientSecret: 's'.repeat(64) }

const start11 = () =>
  startFakeGlpi({
    version: '11.0.8',
    cryptFile: new Uint8Array(32),
    friendlyName: 'Ada Lovelace',
    hlapi: { enabled: true, ...CLIENT, grants: ['authorization_code'] },
  })

async function addInstance({ page, gateway }: Panel, id: string, name: string): Promise<void> {
  const data = { id, name, servicesUrl: gateway.sandboxUrl }
  expect((await page.request.post(`${gateway.url}/api/instances`, { data })).status()).toBe(201)
}

const settingsOf = (panel: Panel, id: string) => panel.page.goto(`${panel.gateway.url}/${id}/setup/general/settings`)

/** What the page of the settings would send, with the redirect URI in GLPI's client. */
async function switchOn({ page, gateway }: Panel, id: string, glpi: FakeGlpi, method: 'oauth' | 'password') {
  const path = `${gateway.url}/api/instances/${id}/sign-in`
  if (glpi.hlapi) glpi.hlapi.redirectUris = [`${gateway.url}/api/sign-in/glpi/${id}/done`]
  const data = { method, url: glpi.url, ...(method === 'oauth' && CLIENT) }
  expect((await page.request.put(path, { data })).status()).toBe(200)
}

/** On GLPI's own pages. */
async function signInAtGlpi(page: Page, glpi: FakeGlpi, press: 'accept' | 'deny' = 'accept'): Promise<void> {
  await page.locator('#login_name').fill(glpi.login)
  await page.locator('#login_password').fill(glpi.password)
  await page.locator('button[name=submit]').click()
  await page.locator(`button[name=${press}]`).click()
}

test(
  'an administrator switches the sign-in by a GLPI 11 on, people come by it, and it is switched off',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const { page } = panel
    const glpi = await start11()
    await addInstance(panel, TOWN_HALL, 'Town hall')
    await settingsOf(panel, TOWN_HALL)
    const card = page.getByRole('region', { name: 'Sign-in by this GLPI' })
    await expect(card).toContainText('administers all of this Latchkey, with every instance')
    await card.getByRole('button', { name: 'Set up' }).click()
    await expect(card.getByLabel('Version of GLPI')).toBeFocused()
    await card.getByLabel('Address of GLPI').fill(`${glpi.url}/front/central.php`)
    await card.getByLabel('Client ID').fill(CLIENT.clientId)
    await card.getByRole('button', { name: 'Test' }).click()
    await expect(card.getByText('Copy the client secret from GLPI.')).toBeVisible()
    await card.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret)
    await card.getByRole('button', { name: 'Test' }).click()
    await expect(card.getByRole('alert')).toContainText('does not have the redirect URI that is shown above')
    if (glpi.hlapi) glpi.hlapi.redirectUris = [`${gateway.url}/api/sign-in/glpi/${TOWN_HALL}/done`]
    await expect(card).toContainText(`${gateway.url}/api/sign-in/glpi/${TOWN_HALL}/done`)
    await card.getByRole('button', { name: 'Test' }).click()
    await expect(card.getByRole('alert')).toContainText('GLPI is ready for it')
    await card.getByRole('button', { name: 'Save and switch on' }).click()
    await expect(card).toContainText(`It is on: people sign in on the page of ${glpi.url}/.`)

    const other = await (await browser.newContext()).newPage()
    const wanted = `${gateway.url}/sandbox/setup/general/history`
    const byGlpi = other.getByRole('link', { name: 'Sign in with GLPI: Town hall' })
    await other.goto(wanted)
    await byGlpi.click()
    await signInAtGlpi(other, glpi, 'deny')
    await expect(other.getByText('It was refused there, or cancelled.')).toBeVisible()
    glpi.config = 0
    await byGlpi.click()
    await other.locator('button[name=accept]').click()
    await expect(other.getByText('your default profile there has no right to its setup')).toBeVisible()
    glpi.config = 1
    await byGlpi.click()
    await other.locator('button[name=accept]').click()
    await expect(other.getByRole('heading', { name: 'History' })).toBeVisible()
    expect(other.url()).toBe(wanted)
    await other.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
    await waitUntilLive(other)
    await expect(other.getByText('You have read-only access.')).toBeVisible()

    await page.goto(`${gateway.url}/access`)
    await expect(page.getByRole('article', { name: 'Ada Lovelace' })).toContainText('by GLPI')
    await page.getByRole('region', { name: 'Sign-in by GLPI' }).getByRole('link', { name: 'Town hall' }).click()
    await card.getByRole('button', { name: 'Switch off…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
    await expect(card).toContainText('It is off: nobody signs in by this GLPI.')
    await expect(other.getByText('Your session has ended.')).toBeVisible()
    await expect(other.getByText('GLPI, by which you signed in, no longer lets you in here')).toBeVisible()
    await other.context().close()
    await glpi.close()
  },
)

test(
  'people of an older GLPI type login and password, which it may refuse',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const glpi = await startFakeGlpi({ friendlyName: 'Ada Lovelace' })
    await addInstance(panel, TOWN_HALL, 'Town hall')
    await switchOn(panel, TOWN_HALL, glpi, 'password')
    const other = await (await browser.newContext()).newPage()
    await other.goto(`${gateway.url}/sandbox/setup/general/history`)
    await other.getByRole('button', { name: 'Sign in with GLPI: Town hall' }).click()
    const form = other.getByRole('form', { name: 'Sign in with GLPI: Town hall' })
    await expect(form.getByLabel('Login')).toBeFocused()
    await form.getByRole('button', { name: 'Sign in' }).click()
    await expect(form.getByText('Enter your login.')).toBeVisible()
    await form.getByLabel('Login').fill(glpi.login)
    await form.getByLabel('Password', { exact: true }).fill('another')
    await other.keyboard.press('Enter')
    await expect(form.getByRole('alert')).toContainText('GLPI does not accept this login with this password')
    await expect(form.getByLabel('Password', { exact: true })).toHaveValue('')
    await form.getByLabel('Password', { exact: true }).fill(glpi.password)
    await other.keyboard.press('Enter')
    await expect(other.getByRole('heading', { name: 'History' })).toBeVisible()
    expect(await (await other.request.get(`${gateway.url}/api/session`)).json()).toMatchObject({
      role: 'admin',
      name: 'Ada Lovelace',
    })
    await other.context().close()
    await glpi.close()
  },
)

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test(
    'the settings, the page where people sign in, and who came so',
    { tag: '@full' },
    async ({ panel, gateway, browser }) => {
      const { page } = panel
      const [eleven, ten] = [await start11(), await startFakeGlpi()]
      await addInstance(panel, TOWN_HALL, 'Town hall')
      await addInstance(panel, 'old-town', 'Old town')
      await settingsOf(panel, TOWN_HALL)
      const card = page.locator('section[aria-labelledby=sign-in-by-glpi]')
      await card.locator('.lk-actions button').last().click()
      await card.locator('input[name=url]').fill('http://127.0.0.1:9')
      await card.locator('input[name=clientId]').fill('a client')
      await card.locator('button[type=submit]').click()
      await expect(card.locator('.lk-reason')).toHaveCount(2)
      await lookAt(panel, 'glpi-sign-in-form')
      await card.locator('input[name=clientId]').fill(CLIENT.clientId)
      await card.locator('input[name=clientSecret]').fill(CLIENT.clientSecret)
      await card.locator('.lk-actions button').first().click()
      await expect(card.getByRole('alert')).toBeVisible()
      await lookAt(panel, 'glpi-sign-in-test')
      await switchOn(panel, TOWN_HALL, eleven, 'oauth')
      await switchOn(panel, 'old-town', ten, 'password')
      await settingsOf(panel, TOWN_HALL)
      await expect(card.locator('.lk-btn-danger')).toBeVisible()
      await lookAt(panel, 'glpi-sign-in-on')
      await page.goto(`${gateway.url}/access`)
      await expect(page.locator('section[aria-labelledby=glpi-ways] li')).toHaveCount(2)
      await lookAt(panel, 'glpi-sign-in-access')

      const context = await browser.newContext(FOR_LOOKS)
      const other = new Panel(await context.newPage(), gateway)
      other.brought = /401|422/
      await other.page.goto(`${gateway.url}/sandbox/setup/general/history`)
      await other.page.locator('.lk-sign-in-ways button').click()
      await other.page.locator('input[name=login]').fill(ten.login)
      await other.page.locator('input[name=password]').fill('another')
      await other.page.keyboard.press('Enter')
      await expect(other.page.getByRole('alert')).toBeVisible()
      await lookAt(other, 'glpi-sign-in-ways')
      for (const [name, query] of [
        ['no-right', 'failed=no-right'],
        ['cause', 'failed=failed&cause=glpi-maintenance'],
      ] as const) {
        await other.page.goto(`${gateway.url}/sign-in?${query}`)
        await expect(other.page.getByRole('alert')).toBeVisible()
        await expect(other.page.locator('.lk-sign-in-ways li')).toHaveCount(2)
        await lookAt(other, `glpi-sign-in-${name}`)
      }
      await context.close()
      await eleven.close()
      await ten.close()
    },
  )
})
