import { freePort } from '#net/testing/free-port.ts'
import { CLIENT_ID, CLIENT_SECRET, Issuer } from '#server/oidc/testing/issuer.ts'
import { Gateway } from './gateway.ts'
import { lookAt } from './looks.ts'
import { expect, Panel, test } from './panel.ts'

test(
  'people sign in with their own accounts, and the page says so when an account has no role',
  { tag: '@full' },
  async ({ host, page }) => {
    const port = await freePort()
    const issuer = await Issuer.start({
      redirectUri: `http://127.0.0.1:${port}/api/sign-in/oidc/done`,
      claims: { name: 'Ada Lovelace', groups: ['helpdesk'] },
    })
    const env = {
      LATCHKEY_PORT: String(port),
      LATCHKEY_OIDC_ISSUER: issuer.url,
      LATCHKEY_OIDC_CLIENT_ID: CLIENT_ID,
      LATCHKEY_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      LATCHKEY_OIDC_NAME: 'Town hall',
    }
    const gateway = await Gateway.start({ env: { ...env, LATCHKEY_OIDC_ROLES: 'operator=helpdesk' }, host })
    const other = await Gateway.start({
      env: { ...env, LATCHKEY_PORT: '0', LATCHKEY_OIDC_ROLES: 'admin=nobody' },
      host,
    })
    try {
      await page.goto(`${gateway.url}/sandbox/setup/general/history`)
      const button = page.getByRole('link', { name: 'Sign in with Town hall' })
      await expect(button).toBeVisible()
      await lookAt(new Panel(page, gateway), 'sign-in-oidc')
      await button.click()
      // the issuer's own forms
      await page.locator('input[name=login]').fill('ada')
      await page.locator('input[name=password]').fill('any')
      await page.locator('button[type=submit]').click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
      expect(new URL(page.url()).origin).toBe(gateway.url)
      await page.reload()
      await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
      expect(await (await page.request.get(`${gateway.url}/api/session`)).json()).toMatchObject({
        role: 'operator',
        name: 'Ada Lovelace',
      })
      await page.context().clearCookies()
      for (const [reason, words] of [
        ['no-role', 'You are known there, but no role in Latchkey is given to you.'],
        ['denied', 'It was refused there, or cancelled.'],
        ['expired', 'It took too long, or was begun in another browser.'],
        ['failed', 'The service did not answer as it should.'],
      ] as const) {
        await page.goto(`${other.url}/sign-in?failed=${reason}`)
        await expect(page.getByText(words)).toBeVisible()
        await expect(page.getByRole('link', { name: 'Sign in with Town hall' })).toBeVisible()
      }
      await lookAt(new Panel(page, other), 'sign-in-failed')
    } finally {
      await gateway.remove()
      await other.remove()
      await issuer.stop()
    }
  },
)
