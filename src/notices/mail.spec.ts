import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { NEVER_ABORTED } from '#net/deadline.ts'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { composeTest } from './compose.ts'
import { DeliveryFailure } from './delivery-failure.ts'
import { sendMail, type MailServer } from './mail.ts'
import { sayTo } from './message-language.ts'
import { MailReceiver } from './testing/mail-receiver.ts'

const authority = makeCertificate({ name: 'Issuer', authority: true })
const server = makeCertificate({ name: 'mail', hosts: ['127.0.0.1'], by: authority })
const elsewhere = makeCertificate({ name: 'mail', hosts: ['mail.example.org'], by: authority })

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

async function receiver(options: Parameters<typeof MailReceiver.start>[0]): Promise<MailReceiver> {
  const started = await MailReceiver.start(options)
  opened.push(() => started.kill())
  return started
}

const settings = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  password: null,
  from: 'latchkey@example.org',
  ca: null,
  ...more,
})

async function send(mail: MailServer, limitMs = 30_000): Promise<unknown> {
  const say = await sayTo('en')
  const message = composeTest('id-1', Date.UTC(2030, 0, 1), { say, address: 'https://latchkey.example', zone: 'UTC' })
  try {
    return await sendMail(mail, 'ann@example.org', message, { signal: NEVER_ABORTED, limitMs })
  } catch (error) {
    if (error instanceof DeliveryFailure) return error.failure
    throw error
  }
}

test.each(['tls', 'starttls'] as const)('%s, with a sign-in and an issuer of our own', async (tls) => {
  const post = await receiver({
    secure: tls === 'tls',
    disabledCommands: [],
    authOptional: false,
    cert: server.cert,
    key: server.key,
    onAuth: ({ username }, _, done) => done(null, { user: username }),
  })
  const signedIn = { tls, user: 'latchkey', password: 'secret', ca: authority.cert }
  expect(await send(settings(post.port, signedIn))).toBe('250 OK: message queued')
  expect(post.mails.map(({ to }) => to)).toEqual([['ann@example.org']])
})

test.each([
  ['an issuer that nobody knows', 'tls', server, null, /^unable to verify the first certificate/],
  ['an issuer that nobody knows', 'starttls', server, null, /unable to verify the first certificate/],
  ['another name', 'tls', elsewhere, authority.cert, /does not match/],
  ['another name', 'starttls', elsewhere, authority.cert, /does not match/],
] as const)('a certificate of %s, by %s: nothing is sent', async (_, tls, { cert, key }, ca, said) => {
  const post = await receiver({ secure: tls === 'tls', disabledCommands: [], cert, key })
  expect(await send(settings(post.port, { tls, ca }))).toEqual({
    fault: 'tls',
    said: expect.stringMatching(said),
  })
  expect(post.mails).toEqual([])
})

test('no encryption where it is asked for: nothing is sent', async () => {
  const post = await receiver({})
  expect(await send(settings(post.port, { tls: 'tls' }))).toMatchObject({ fault: 'tls' })
  expect(await send(settings(post.port, { tls: 'starttls' }))).toMatchObject({ fault: 'tls' })
  expect(post.mails).toEqual([])
})

test('a recipient that the server refuses, in its own words', async () => {
  const post = await receiver({
    onRcptTo: (_, __, done) => done(Object.assign(new Error('5.1.1 no such\r\nuser here'), { responseCode: 550 })),
  })
  expect(await send(settings(post.port))).toEqual({ fault: 'refused', said: '550 5.1.1 no such user here' })
})

test('a server that never greets, and one that is not there', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  opened.push(() => silent.close())
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await send(settings(port), 300)).toEqual({ fault: 'no-answer', said: null })
  expect(await send(settings(1))).toEqual({ fault: 'connect-refused', said: 'ECONNREFUSED' })
  expect(await send(settings(25, { host: '169.254.1.1' }))).toEqual({ fault: 'address-refused', said: null })
  expect(await send(settings(25, { host: 'nowhere.invalid' }))).toMatchObject({ fault: 'name-not-found' })
})

test('every mail of a message is the same', async () => {
  const post = await receiver({})
  await send(settings(post.port))
  await send(settings(post.port))
  const [one, other] = post.mails
  expect(one?.headers['message-id']).toBe('<id-1@latchkey>')
  expect(one?.headers['date']).toBe('Tue, 01 Jan 2030 00:00:00 +0000')
  expect(one?.raw).toBe(other?.raw)
})
