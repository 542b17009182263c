import { afterEach, beforeEach, expect, test } from 'vitest'
import { Notices, type RecipientForm } from '#contract/notices.ts'
import { MailReceiver } from '#notices/testing/mail-receiver.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

const DAY = 86_400_000

let panel: TestGateway
let post: MailReceiver
beforeEach(async () => {
  panel = await TestGateway.open()
  await panel.gateway.noteAddress('https://latchkey.example/panel')
  post = await MailReceiver.start()
})
afterEach(async () => {
  await panel.close()
  await post.kill()
})

const EVERYTHING: RecipientForm = {
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

const mailServer = () => ({
  host: '127.0.0.1',
  port: post.port,
  tls: 'none',
  user: null,
  from: 'latchkey@example.org',
})
const setMail = async () => expect((await panel.call('PUT', '/api/notices/mail', mailServer())).status).toBe(200)
const addRecipient = async (form: Partial<RecipientForm> = {}) => {
  const reply = await panel.json('POST', '/api/notices/recipients', { ...EVERYTHING, ...form })
  return Notices.parse(reply).recipients.at(-1)?.id ?? ''
}
const saveKey = (name: string, instance = 'sandbox') =>
  panel.json('PUT', `/api/instances/${instance}/registration`, { key: sandboxKey(name), replaceUnverified: true })
const notices = async () => Notices.parse(await panel.json('GET', '/api/notices'))
const only = async () => (await notices()).recipients[0]
/** Looks at the instances, and waits until whatever is due has been tried. */
async function watch() {
  await panel.gateway.noticeService.watch()
  await panel.gateway.noticeService.settled()
}
const subjects = () => post.mails.map(({ headers }) => headers['subject'])
const restart = async () => {
  await panel.gateway.stop()
  await panel.start()
  await panel.signIn()
}

test('a mail at each rung, once, across restarts', async () => {
  await setMail()
  await addRecipient({ troubles: [] })
  await saveKey('ends-in-45')
  await watch()
  await watch()
  await restart()
  await watch()
  expect(subjects()).toEqual(['Practice (Practice, nothing real): The subscription ends in 45 days'])
  panel.passed = 16 * DAY
  await watch()
  await restart()
  await watch()
  expect(subjects().slice(1)).toEqual(['Practice (Practice, nothing real): The subscription ends in 29 days'])
  expect(await only()).toMatchObject({ queued: 0, failing: null, givenUp: null, lastSentAt: expect.any(String) })
})

test('what a mail says: the end, the next step and its page', async () => {
  await setMail()
  await addRecipient()
  await saveKey('ends-in-6')
  await watch()
  const [mail] = post.mails
  expect(mail?.from).toBe('latchkey@example.org')
  expect(mail?.to).toEqual(['ann@example.org'])
  expect(mail?.headers['from']).toBe('Latchkey <latchkey@example.org>')
  expect(mail?.headers['auto-submitted']).toBe('auto-generated')
  expect(mail?.headers['message-id']).toMatch(/^<[0-9a-f-]{36}@latchkey>$/)
  const lines = mail?.text.split('\r\n') ?? []
  expect(lines[2]).toBe('The subscription ends in 6 days.')
  expect(lines[3]).toMatch(/^End of the subscription: \d{1,2} \w+ \d{4}\.$/)
  expect(lines[4]).toMatch(
    /^Next step: Renew the subscription before \d{1,2} \w+ \d{4}\. The key usually stays the same/,
  )
  expect(lines[5]).toBe('https://latchkey.example/panel/sandbox/setup/general/glpi-network')
  expect(lines.at(-2)).toBe(
    'You receive this because you are a recipient of warnings in Latchkey: https://latchkey.example/panel/notices',
  )
})
