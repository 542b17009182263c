import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { startAppliance } from './appliance.ts'
import { expect, test as direct } from './panel.ts'
import { need } from './rig/parts.ts'

/** Answers CONNECT as a proxy does that wants a login of a kind that no server can give. */
async function closedProxy(): Promise<{ server: Server; url: string }> {
  const server = createServer()
  server.on('connect', (_, socket) => {
    const wants = ['Negotiate', 'NTLM'].map((scheme) => `Proxy-Authenticate: ${scheme}\r\n`).join('')
    socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${wants}Server: squid/5.7\r\nContent-Length: 0\r\n\r\n`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` }
}

/** A gateway whose way out is that proxy. */
const proxied = direct.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  env: async ({}, use) => {
    const proxy = await closedProxy()
    await use({ HTTPS_PROXY: proxy.url, NO_PROXY: '' })
    proxy.server.close()
  },
})

proxied('a proxy is a link of the chain, and the direct way stands beside it', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await panel.diagnoseTownHall('https://vendor.invalid')
  await expect(page.locator('.lk-headline')).toHaveAttribute('href', '/causes/proxy-auth-required')
  await expect(page.locator('.lk-telling')).toContainText('requires a login by Negotiate, NTLM')
  const beside = page.locator('[data-route="direct"]')
  await expect(beside.getByRole('heading')).toHaveText('Directly, bypassing the proxy')
  await expect(beside.locator('.lk-link').first()).toContainText('vendor.invalid')
  await expect(beside.locator('.lk-link').first()).toHaveAttribute('data-standing', 'failed')
  await expect(page.locator('[data-route="used"] .lk-link').filter({ hasText: 'Encrypt' })).toContainText('not reached')
  await panel.expectAccessible()
})

direct('an appliance that opens the encryption gives itself away by its certificate', async ({ panel }) => {
  need({ skip: (why) => direct.skip(true, why) }, ['openssl'])
  const { page } = panel
  const appliance = await startAppliance()
  await panel.diagnoseTownHall(appliance.url, 'basic')
  await expect(page.locator('.lk-headline')).toHaveAttribute('href', '/causes/tls-untrusted-issuer')
  await expect(page.locator('.lk-telling strong')).toHaveText('WebGuard CA, Mairie de Valbourg')
  // of the addresses of `localhost` one answers at least; each has a line
  const connect = page.locator('.lk-link').filter({ hasText: '127.0.0.1:' }).first()
  await expect(connect).toHaveAttribute('data-standing', 'passed')
  await appliance.close()
})
