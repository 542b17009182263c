import { MailReceiver } from '#notices/testing/mail-receiver.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { freePort } from '#net/testing/free-port.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, test, type Panel } from './panel.ts'

const RECIPIENT = {
  name: 'Ann',
  kind: 'email',
  target: 'ann@example.org',
  language: 'en',
  rungs: [60, 30, 14, 7, 3, 1, 0, 'ended'],
  troubles: ['critical', 'warning'],
  instances: ['sandbox'],
  delivery: 'at-once',
  digestAt: '08:00',
  quiet: null,
  zone: 'Europe/Paris',
}

async function saveKey({ page, gateway }: Panel, name: string): Promise<void> {
  const data = { key: sandboxKey(name), replaceUnverified: true }
  await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data })
}

const mailAt = (port: number) => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  from: 'latchkey@example.org',
  ca: null,
})

async function setUp(panel: Panel, port: number, more: object = {}): Promise<void> {
  const { page, gateway } = panel
  await page.request.put(`${gateway.url}/api/notices/mail`, { data: mailAt(port) })
  await page.request.post(`${gateway.url}/api/notices/recipients`, { data: { ...RECIPIENT, ...more } })
}

test(
  'a mail server is set up and tried, a recipient added, and the first mail arrives',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    const post = await MailReceiver.start()
    await saveKey(panel, 'ends-in-6')
    await page.getByRole('link', { name: 'Notices' }).click()
    await expect(page.getByText('There are no recipients yet.')).toBeVisible()

    await page.getByRole('button', { name: 'Set up a mail server' }).click()
    const mail = page.getByRole('form', { name: 'Mail server' })
    await mail.getByLabel('Host').fill('127.0.0.1')
    await mail.getByLabel('Port').fill(String(post.port))
    await mail.getByLabel('Encryption').selectOption('none')
    await mail.getByLabel('Sender').fill('latchkey@example.org')
    await mail.getByLabel('Test message to').fill('me@example.org')
    await mail.getByRole('button', { name: 'Send a test message' }).click()
    await expect(mail.getByText('The test message was taken')).toBeVisible()
    await expect(mail.getByText('250 OK: message queued')).toBeVisible()
    expect(post.mails.map(({ to, headers }) => [to, headers['subject']])).toEqual([
      [['me@example.org'], 'A test message from Latchkey'],
    ])
    await mail.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(`127.0.0.1:${post.port}`)).toBeVisible()

    await page.getByRole('button', { name: 'Add a recipient' }).click()
    const form = page.getByRole('form', { name: 'New recipient' })
    await form.getByLabel('Name').fill('Ann')
    await form.getByLabel('Mail address').fill('ann@example.org\nBcc: eve@example.org')
    await form.getByRole('button', { name: 'Add the recipient' }).click()
    // a field of one line drops the break, and what is left is no address
    await expect(form.getByText('Write one mail address')).toBeVisible()
    await form.getByLabel('Mail address').fill('ann@example.org')
    await form.getByLabel('Instances').selectOption('some')
    await form.getByLabel('Practice').check()
    await panel.expectAccessible()
    await form.getByRole('button', { name: 'Add the recipient' }).click()
    const ann = page.getByRole('article', { name: 'Ann' })
    await expect(ann).toContainText('ann@example.org')
    await expect.poll(() => post.mails.length).toBe(2)
    expect(post.mails[1]?.headers['subject']).toBe('Practice (Practice, nothing real): The subscription ends in 6 days')
    expect(post.mails[1]?.text).toContain(`${gateway.url}/sandbox/setup/general/glpi-network`)
    await expect(ann).toContainText('last sent')

    await ann.getByRole('button', { name: 'Remove: Ann' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the recipient' }).click()
    await expect(page.getByText('There are no recipients yet.')).toBeVisible()
    await post.kill()
  },
)

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test('messages that fail are seen, and so are the forms', { tag: '@full' }, async ({ panel, gateway }) => {
    const { page } = panel
    await page.goto(`${gateway.url}/notices`)
    await expect(page.getByText('Il n’y a pas encore de destinataire.')).toBeVisible()
    await lookAt(panel, 'notices-none')
    await saveKey(panel, 'ends-in-6')
    await setUp(panel, await freePort())
    await setUp(panel, await freePort(), {
      name: 'Service desk of the town hall and its branches',
      kind: 'webhook',
      target: 'http://127.0.0.1:9/hook/with-a-secret',
      secret: 'whsec_c2VjcmV0',
      delivery: 'daily',
      quiet: { from: '22:00', to: '07:00' },
      rungs: [30, 7, 'ended'],
    })
    await page.reload()
    const ann = page.getByRole('article', { name: 'Ann' })
    await expect(ann.getByText('ECONNREFUSED')).toBeVisible()
    await expect(page.getByText('http://127.0.0.1:9/…')).toBeVisible()
    await expect(page.getByText('with-a-secret')).toHaveCount(0)
    await ann.getByRole('button', { name: 'Tester : Ann' }).click()
    await expect(ann.getByRole('alert')).toBeVisible()
    await lookAt(panel, 'notices')
    const change = page.getByRole('button', { name: /^Modifier : Service desk/ })
    await change.click()
    await expect(page.getByLabel('Nom', { exact: true })).toBeFocused()
    await lookAt(panel, 'notices-recipient')
    // somebody else changes it meanwhile
    panel.brought = /412/
    const known = await (await page.request.get(`${gateway.url}/api/notices`)).json()
    const { id } = known.recipients[1]
    const data = { ...RECIPIENT, kind: 'webhook', target: undefined, name: 'Service desk, changed elsewhere' }
    expect((await page.request.put(`${gateway.url}/api/notices/recipients/${id}`, { data })).status()).toBe(200)
    await page.getByLabel('Nom', { exact: true }).fill('Mine')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    const question = page.getByRole('dialog')
    await expect(question).toContainText('Les paramètres ont été modifiés entre-temps')
    await lookAt(panel, 'notices-changed')
    await question.getByRole('button', { name: 'Laisser en l’état' }).click()
    await expect(page.getByRole('article', { name: 'Service desk, changed elsewhere' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Modifier : Service desk, changed elsewhere' })).toBeFocused()
    await page.getByRole('button', { name: 'Modifier le serveur de messagerie' }).click()
    await page.getByLabel('Hôte').fill('')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(page.getByText('Saisissez le nom ou l’adresse du serveur')).toBeVisible()
    await lookAt(panel, 'notices-mail')
  })
})

test(
  'a webhook over plain HTTP is warned of, in its form and in the list',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await page.goto(`${gateway.url}/notices`)
    await page.getByRole('button', { name: 'Add a recipient' }).click()
    const form = page.getByRole('form', { name: 'New recipient' })
    const warning = page.getByText('This address is not encrypted', { exact: false }).and(page.locator('main *'))
    await form.getByLabel('Name').fill('Hook')
    await form.getByLabel('Sent by').selectOption('webhook')
    const address = form.getByRole('textbox', { name: 'Address' })
    for (const [typed, warnings] of [
      ['https://hooks.example/a', 0],
      ['http://127.0.0.1:9/a', 0],
      ['http://hooks.example/a', 1],
    ] as const) {
      await address.fill(typed)
      await address.blur()
      await expect(warning).toHaveCount(warnings)
    }
    await panel.expectAccessible()
    await form.getByLabel('Signing secret', { exact: true }).fill('whsec_c2VjcmV0')
    await form.getByRole('button', { name: 'Add the recipient' }).click()
    await expect(page.getByRole('article', { name: 'Hook' })).toContainText('This address is not encrypted')
    // what is stored is kept by an empty field
    await page.getByRole('button', { name: 'Change: Hook' }).click()
    const change = page.getByRole('form', { name: 'Change Hook' })
    await expect(change.getByText('This address is not encrypted')).toBeVisible()
    await change.getByRole('textbox', { name: 'Address' }).fill('https://hooks.example/a')
    await change.getByRole('textbox', { name: 'Address' }).blur()
    await expect(change.getByText('This address is not encrypted')).toBeHidden()
  },
)

test('a viewer sees no recipients', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  // signing in ends the session that the page had, which may still ask for something
  panel.brought = /401/
  await page.goto(await gateway.invite('viewer'))
  await expect(page.getByRole('link', { name: 'Instances' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Notices' })).toHaveCount(0)
  await page.goto(`${gateway.url}/notices`)
  await expect(page.getByText('You have read-only access.')).toBeVisible()
})
