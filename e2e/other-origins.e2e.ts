import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { freePort } from '#net/testing/free-port.ts'
import { chromiumOptions } from './chromium.ts'
import { Gateway } from './gateway.ts'
import { expect, test } from './panel.ts'

const options = chromiumOptions(fileURLToPath(new URL('..', import.meta.url)))

// a name that is none of this machine: over plain HTTP to such a one, a browser sends no `Sec-Fetch-Site`
test.use({ launchOptions: { ...options, args: [...options.args, '--host-resolver-rules=MAP *.test 127.0.0.1'] } })

const REFRESH = '/api/instances/sandbox/registration/refresh'

/** A page of somebody else, at whatever name leads to this machine. */
async function serveOtherPage(): Promise<{ port: number; server: Server }> {
  const port = await freePort()
  const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end('<!doctype html><body>'))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { port, server }
}

test(
  'over plain HTTP, no other port or sub-domain changes anything with the sign-in of who opens it',
  { tag: '@full' },
  async ({ page }) => {
    const port = await freePort()
    const publicUrl = `http://panel.test:${port}`
    const gateway = await Gateway.start({ env: { LATCHKEY_PORT: String(port), LATCHKEY_PUBLIC_URL: publicUrl } })
    const other = await serveOtherPage()
    await page.goto(gateway.signInUrl ?? '')
    await expect(page.getByRole('heading', { name: 'Guided setup' })).toBeVisible()
    // what goes over the wire: the reply itself is kept from the other page
    const session = await page.context().newCDPSession(page)
    const sent = new Map<string, string>()
    const asked: string[] = []
    session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
      if (headers['Origin'] === undefined) return
      const who = /latchkey=/.test(headers['Cookie'] ?? '') ? 'signed in' : 'nobody'
      sent.set(requestId, `${headers['Sec-Fetch-Site'] ?? 'unsaid'}, ${who}`)
    })
    session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
      const who = sent.get(requestId)
      if (who) asked.push(`${who}: ${statusCode}`)
    })
    await session.send('Network.enable')
    for (const name of ['panel.test', 'sub.panel.test']) {
      await page.goto(`http://${name}:${other.port}/`)
      await page.evaluate(async (url) => {
        // what needs no permission of the gateway: neither shows the reply, and both would have done the change
        await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => undefined)
        await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).catch(() => undefined)
      }, `${publicUrl}${REFRESH}`)
      await page.evaluate((url) => {
        const form = document.createElement('form')
        Object.assign(form, { method: 'post', action: url, enctype: 'text/plain' })
        document.body.append(form)
        form.submit()
      }, `${publicUrl}${REFRESH}`)
      await page.waitForURL(`${publicUrl}${REFRESH}`)
    }
    await expect.poll(() => asked.length).toBe(6)
    expect(asked.toSorted()).toEqual([
      'unsaid, signed in: 403',
      'unsaid, signed in: 403',
      'unsaid, signed in: 415',
      'unsaid, signed in: 415',
      'unsaid, signed in: 415',
      'unsaid, signed in: 415',
    ])

    // and our own page does it
    await page.goto(`${publicUrl}/sandbox/setup/general/settings`)
    const status = await page.evaluate(
      async (url) => (await fetch(url, { method: 'POST', credentials: 'include' })).status,
      `${publicUrl}${REFRESH}`,
    )
    expect(status).toBe(200)
    other.server.close()
    await gateway.remove()
  },
)

test('a name that leads here and is not ours opens nothing', async ({ gateway, page }) => {
  const { port } = new URL(gateway.url)
  for (const path of ['/', '/api/health', '/assets/panel.js']) {
    const reply = await page.request.get(`http://127.0.0.1:${port}${path}`, {
      headers: { host: `rebound.test:${port}` },
    })
    expect([path, reply.status()]).toEqual([path, 421])
    expect(await reply.text()).toContain('Latchkey does not go by this name')
  }
})

test(
  'a script of ours can make no markup of a text, and the guide shows its own',
  { tag: '@full' },
  async ({ panel }) => {
    const { page } = panel
    // each attempt is written on the console
    panel.brought = /TrustedHTML|TrustedScript/
    const refused = await page.evaluate(() => {
      const attempts = [
        () => (document.createElement('p').innerHTML = '<b>bold</b>'),
        () => document.createElement('p').insertAdjacentHTML('beforeend', '<b>bold</b>'),
        () => document.createElement('script').setAttribute('src', '/x.js'),
        () => document.createElement('iframe').setAttribute('srcdoc', '<b>bold</b>'),
      ]
      return attempts.map((attempt) => {
        try {
          attempt()
          return 'done'
        } catch (error) {
          return error instanceof TypeError ? 'refused' : String(error)
        }
      })
    })
    expect(refused).toEqual(['refused', 'refused', 'refused', 'refused'])
    await page.getByRole('link', { name: 'Help' }).first().click()
    await expect(page.locator('.lk-guide-block').first()).toBeVisible()
  },
)
