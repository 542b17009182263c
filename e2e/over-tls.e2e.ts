import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { Gateway } from './gateway.ts'
import { expect, test } from './panel.ts'

test('over TLS every cookie is bound to this host, and the gateway still draws the first screen', async ({
  host,
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-tls-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = makeCertificate({ name: 'localhost', hosts: ['localhost'] })
  await writeFile(cert, made.cert)
  await writeFile(key, made.key)
  const gateway = await Gateway.start({ env: { LATCHKEY_TLS_CERT: cert, LATCHKEY_TLS_KEY: key }, host })
  const [context, other] = [
    await browser.newContext({ ignoreHTTPSErrors: true }),
    await browser.newContext({ ignoreHTTPSErrors: true }),
  ]
  try {
    const page = await context.newPage()
    await page.goto(gateway.signInUrl ?? '')
    await expect(page.getByRole('heading', { name: 'Guided setup' })).toBeVisible()
    const cookies = async () =>
      (await context.cookies())
        .map(({ name, secure, httpOnly, sameSite }) => ({ name, secure, httpOnly, sameSite }))
        .toSorted((a, b) => a.name.localeCompare(b.name))
    const ours = { secure: true, sameSite: 'Strict' }
    await expect.poll(cookies).toEqual([
      { name: '__Host-latchkey', httpOnly: true, ...ours },
      { name: '__Host-latchkey-page', httpOnly: false, ...ours },
      { name: '__Host-latchkey-reader', httpOnly: false, ...ours },
    ])
    const registration = `${gateway.url}/sandbox/setup/general/glpi-network`
    const html = await (await page.request.get(registration)).text()
    expect(html).toMatch(/<html lang="en" data-sign-in="[\w-]{16}" data-theme="">/)
    // without its scripts: it is not taken for a page that a proxy kept for somebody else, and hidden
    await page.route(/\/assets\/index-[^/]+\.js$/, (route) => route.abort())
    await page.goto(registration)
    await expect(page.getByRole('textbox', { name: 'Registration key' })).toBeVisible()

    // the cookie of plain HTTP could be anybody's: with it alone, the page is one that a proxy kept
    const [, tag = ''] = /data-sign-in="([\w-]{16})"/.exec(html) ?? []
    await other.addCookies([{ name: 'latchkey-page', value: tag, url: gateway.url }])
    const stranger = await other.newPage()
    await stranger.route(registration, (route) => route.fulfill({ contentType: 'text/html', body: html }))
    await stranger.route(/\/assets\/index-[^/]+\.js$/, (route) => route.abort(), { times: 1 })
    await stranger.goto(registration)
    await expect(stranger.getByRole('textbox', { name: 'Registration key' })).toBeHidden()
    await stranger.reload()
    await expect(stranger.getByRole('heading', { name: 'Sign in to Latchkey' })).toBeVisible()
  } finally {
    await other.close()
    await context.close()
    await gateway.remove()
    await rm(folder, { recursive: true })
  }
})
