import { createTransport } from 'nodemailer'
import { expect, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const KEY = sandboxKey('advanced')
const LINES = KEY.match(/.{1,70}/g) ?? []

/** As a composer writes it: quoted-printable text and HTML, with greeting, label and signature. */
async function composed(): Promise<string> {
  const transport = createTransport({ streamTransport: true, buffer: true })
  const { message } = await transport.sendMail({
    from: 'Équipe GLPI <sales@example.org>',
    to: 'admin@example.org',
    subject: 'Votre clé d’enregistrement',
    textEncoding: 'quoted-printable',
    text: `Bonjour,\n\nVoici votre clé d’enregistrement :\n\n${KEY}\n\nCordialement,\nL’équipe\n`,
    html: `<p>Bonjour,</p><p>Voici votre cl&eacute;&nbsp;:<br><code>${LINES.join('<wbr>')}</code></p><p>Cordialement</p>`,
  })
  if (!Buffer.isBuffer(message)) throw new Error('the mail was not composed in memory')
  return message.toString()
}

/** One body of a multipart message, still encoded. */
const part = (mail: string, type: string): string =>
  mail
    .split(/^--.*$/m)
    .find((section) => section.includes(`Content-Type: ${type}`))
    ?.replace(/^[\s\S]*?\r?\n\r?\n/, '') ?? ''

const decoded = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

test('the raw text of a mail gives the key back', async ({ panel }) => {
  const raw = part(await composed(), 'text/plain')
  expect(raw).not.toContain(KEY)
  await panel.paste(raw)
  await panel.page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
  await expect(panel.page.getByText('Practice Advanced')).toBeVisible()
})

test('the whole source of a mail gives the key back', { tag: '@full' }, async ({ panel }) => {
  await panel.paste(await composed())
  await panel.page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
})

test('a mail copied from the screen gives the key back', { tag: '@full' }, async ({ panel, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const mail = await context.newPage()
  await mail.setContent(decoded(part(await composed(), 'text/html')))
  await mail.bringToFront()
  await mail.keyboard.press('Control+A')
  await mail.keyboard.press('Control+C')
  await mail.close()
  await panel.page.bringToFront()
  await panel.box.focus()
  await panel.page.keyboard.press('Control+V')
  await expect(panel.page.getByText('Whole key', { exact: true })).toBeVisible()
  await panel.page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
})
