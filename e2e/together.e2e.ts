import type { BrowserContext, Page } from 'playwright/test'
import type { Gateway } from './gateway.ts'
import { lookAt } from './looks.ts'
import { mangled, expect, Panel, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

// its pointer glides
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const CANARY = 'canary-4711-Zebra'

/** Once it is made deaf, the page gets no answer to what it asks about this, until the gateway tells that there is something new. */
async function letItBeDeaf(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let isDeaf = false
    const ask = window.fetch.bind(window)
    window.fetch = (to, how) =>
      isDeaf && typeof to === 'string' && to.includes('/api/together') ? new Promise(() => undefined) : ask(to, how)
    window.EventSource = class extends EventSource {
      constructor(address: string | URL) {
        super(address)
        this.addEventListener('message', ({ data }) => (isDeaf &&= !String(data).includes('together')))
      }
    }
    addEventListener('deaf', () => (isDeaf = true))
  })
  await page.reload()
}

/** The bytes of the stream that support gets, to its end. */
async function streamOf(gateway: Gateway, context: BrowserContext): Promise<string> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const reply = await fetch(`${gateway.url}/api/together/watch/events`, { headers: { cookie } })
  return reply.text()
}

test(
  'support looks on and points, and never sees what was typed',
  { tag: '@full' },
  async ({ panel, gateway, browser }) => {
    const { page } = panel
    panel.brought = /401/
    const key = sandboxKey('standard')
    const sent: { to: string; text: string }[] = []
    page.on('request', (request) =>
      sent.push({
        to: `${request.method()} ${new URL(request.url()).pathname}`,
        text: `${request.url()} ${request.postData() ?? ''}`,
      }),
    )
    await letItBeDeaf(page)
    await page.getByRole('button', { name: 'Show this page to support' }).click()
    const dialog = page.getByRole('dialog')
    await panel.expectAccessible()
    await dialog.getByRole('button', { name: 'Show it' }).click()
    const link = dialog.getByText(/together#token=/)
    const { pathname, hash } = new URL((await link.textContent()) ?? '')
    await dialog.getByRole('button', { name: 'Close' }).click()
    const bar = page.getByRole('region', { name: 'Shown to support' })
    await expect(bar).toContainText('Nobody looks on yet.')

    // in a browser of their own, without a sign-in
    const other = await browser.newContext()
    const theirs = new Panel(await other.newPage(), gateway)
    let received = ''
    theirs.page.on('response', (reply) => {
      if (reply.url().includes('/api/'))
        void reply.text().then(
          (text) => (received += text),
          () => undefined,
        )
    })
    await theirs.page.goto(gateway.url + pathname + hash)
    const screen = theirs.page.getByRole('region', { name: 'The caller’s page' })
    await expect(screen).toContainText('Registration')
    await expect(bar).toContainText('1 person looks on.')
    await expect(theirs.page).toHaveURL(/\/together$/)
    const stream = streamOf(gateway, other)

    // what is typed or pasted is not sent, whatever the field
    await panel.paste(mangled(key))
    const box = screen.getByRole('listitem').filter({ hasText: 'Field' }).filter({ hasText: 'Registration key' })
    await expect(box).toContainText('filled in')
    await expect(screen.getByRole('listitem').filter({ hasText: 'the caller is here' })).toBeVisible()
    await lookAt(theirs, 'together-looked-on')

    // texts of people and machines, wherever they stand
    await page.locator('main').evaluate((main, canary) => {
      // the page's policy makes no markup of a text
      const make = (name: string, attributes: Record<string, string>, ...inside: (Node | string)[]) => {
        const element = document.createElement(name)
        for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
        element.append(...inside)
        return element
      }
      const [mark, code] = [make('mark', {}, canary), make('code', {}, canary)]
      main.append(
        make(
          'section',
          {},
          make('h2', {}, 'Told ', mark, code, make('span', { translate: 'no' }, canary)),
          make('p', {}, canary),
          make('pre', {}, canary),
          make('h3', {}, `Quotes ${canary}`),
          make('h3', { 'aria-current': 'step' }, 'Paste the key'),
          make('label', {}, 'Secret ', make('input', { type: 'password', value: canary })),
          make('h3', { hidden: '' }, canary),
        ),
      )
    }, CANARY)
    await expect(screen.getByRole('listitem').filter({ hasText: 'Told' })).toHaveText('HeadingTold Point')
    await expect(screen.getByRole('listitem').filter({ hasText: 'Step' })).toContainText('Paste the key')
    await expect(screen.getByRole('listitem').filter({ hasText: 'Secret' })).toContainText('filled in')
    await page.locator('main > section:last-child').evaluate((part) => part.remove())

    // it comes by the stream
    await page.evaluate(() => dispatchEvent(new Event('deaf')))
    await screen.getByRole('button', { name: 'Point at: Save', exact: true }).click()
    await expect(page.getByText('Support points here')).toBeVisible()
    await expect(bar).toContainText('Support points at: Save')
    await expect(page.getByRole('status', { name: 'Latchkey' })).toHaveText('Support points at: Save')
    await lookAt(panel, 'together-pointed-at')
    await bar.getByRole('button', { name: 'Hide' }).click()
    await expect(page.getByText('Support points here')).toBeHidden()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(screen).toContainText('Active')

    // the page that is opened next is shown as well, and its secrets are not
    await page.goto(`${gateway.url}/instances/new`)
    await expect(screen).toContainText('/instances/new')
    for (const field of await page.getByRole('textbox').all()) await field.fill(CANARY)
    await expect(screen.getByText('filled in').first()).toBeVisible()
    await bar.getByRole('button', { name: 'Stop' }).click()
    await expect(theirs.page.getByText('This page is not shown any more.')).toBeVisible()
    await expect(bar).toBeHidden()

    // the time limit ends it too, and both sides see that
    await page.getByRole('button', { name: 'Show this page to support' }).click()
    await dialog.getByRole('button', { name: 'Show it' }).click()
    const code = await dialog.locator('strong').textContent()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await theirs.page.getByLabel('Code').fill(code ?? '')
    await theirs.page.getByRole('button', { name: 'Look on' }).click()
    await expect(screen).toContainText('/instances/new')
    gateway.pass(16 * 60_000)
    await page.getByRole('textbox').first().fill('')
    await expect(bar).toHaveText(/^Support no longer sees this page\./)
    await expect(page.getByRole('status', { name: 'Latchkey' })).toHaveText('Support no longer sees this page.')
    await expect(theirs.page.getByText('This page is not shown any more.')).toBeVisible()
    await panel.expectAccessible()
    await bar.getByRole('button', { name: 'Close' }).click()
    await expect(bar).toBeHidden()

    const secrets = [CANARY, btoa(CANARY).slice(0, 20), 'canary-4711', hash.slice(7)]
    for (let at = 0; at + 16 <= key.length; at += 1) secrets.push(key.slice(at, at + 16))
    const hasSecret = (text: string) => secrets.some((secret) => text.includes(secret))
    expect(received).toContain('Registration')
    expect(hasSecret(received)).toBe(false)
    expect(await stream).toContain('{"type":"together"}')
    expect(hasSecret(await stream)).toBe(false)
    // of the caller's own requests only the one that saves the key has it
    expect(sent.filter(({ to }) => to === 'PUT /api/together/screen').length).toBeGreaterThan(2)
    expect(sent.filter(({ text }) => hasSecret(text)).map(({ to }) => to)).toEqual([
      'PUT /api/instances/sandbox/registration',
    ])
    await other.close()
  },
)
