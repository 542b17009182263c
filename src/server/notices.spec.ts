import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Notices, NoticeTest, type RecipientForm } from '#contract/notices.ts'
import { systemResolver } from '#net/system-resolver.ts'
import { HookReceiver } from '#notices/testing/hook-receiver.ts'
import { MailReceiver } from '#notices/testing/mail-receiver.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

const DAY = 86_400_000
const MINUTE = 60_000

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
  ca: null,
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
  expect(lines[0]).toBe('Practice (Practice, nothing real): The subscription ends in 6 days.')
  expect(lines[1]).toMatch(/^End of the subscription: \d{1,2} \w+ \d{4}\.$/)
  expect(lines[2]).toMatch(
    /^Next step: Renew the subscription before \d{1,2} \w+ \d{4}\. The key usually stays the same/,
  )
  expect(lines[3]).toBe('https://latchkey.example/panel/sandbox/setup/general/glpi-network')
  expect(lines.at(-2)).toBe(
    'You receive this because you are a recipient of warnings in Latchkey: https://latchkey.example/panel/notices',
  )
})

const HOOK_SECRET = 'whsec_c2lnbmVkIHdpdGggdGhpcyBzZWNyZXQ='

/** A recipient by webhook, at `path` of a receiver. */
const addHook = (hook: HookReceiver, form: Partial<RecipientForm> = {}) =>
  addRecipient({ name: 'Desk', kind: 'webhook', target: `${hook.url}/hook`, secret: HOOK_SECRET, ...form })

async function withHook(work: (hook: HookReceiver) => Promise<void>): Promise<void> {
  const hook = await HookReceiver.start()
  try {
    await work(hook)
  } finally {
    await hook.kill()
  }
}

test.each([
  ['a line break', { target: 'ann@example.org\r\nBcc: eve@example.org' }],
  ['a bare line feed', { target: 'ann@example.org\nBcc:eve@example.org' }],
  ['two addresses', { target: 'ann@example.org,eve@example.org' }],
  ['a name', { target: 'Ann <ann@example.org>' }],
  ['no host', { target: 'ann@' }],
  ['no address', { target: undefined }],
  ['an address of another kind', { kind: 'slack' as const }],
  ['a login in an address', { kind: 'slack' as const, target: 'https://me:secret@hooks.example/x' }],
  ['a webhook without a secret', { kind: 'webhook' as const, target: 'https://hooks.example/x' }],
  ['a secret with a line break', { kind: 'ntfy' as const, target: 'https://ntfy.example/x', secret: 'a\r\nb: c' }],
  ['a time zone that is none', { zone: 'Europe/Nowhere' }],
  ['quiet hours of no length', { quiet: { from: '07:00', to: '07:00' } }],
  ['a time that is none', { digestAt: '24:00' }],
])('a recipient with %s is refused', async (_, form) => {
  const reply = await panel.call('POST', '/api/notices/recipients', { ...EVERYTHING, ...form })
  expect([reply.status, await reply.text()]).toEqual([422, expect.stringContaining('request-invalid')])
  expect((await notices()).recipients).toEqual([])
})

test.each([
  ['a sender with a line break', { from: 'a@example.org\r\nBcc: eve@example.org' }],
  ['a host with a line break', { host: '127.0.0.1\r\nRCPT TO:<eve@example.org>' }],
  ['a user without a password', { user: 'ann' }],
  ['a password that would be sent unencrypted', { user: 'ann', password: 'p', host: 'smtp.example.org' }],
])('a mail server with %s is refused', async (_, form) => {
  const reply = await panel.call('PUT', '/api/notices/mail', { ...mailServer(), ...form })
  expect(reply.status).toBe(422)
  expect((await notices()).mail).toBeNull()
})

test('a name with line breaks adds no header', async () => {
  await setMail()
  await panel.json('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  // as an earlier version took it
  const name = 'Town\r\nBcc: eve@example.org\r\n\r\n<b>hall</b>'
  await panel.gateway.store.updateTable('instances').set({ name }).where('id', '=', 'town').execute()
  await addRecipient({ instances: ['town'] })
  await saveKey('ended', 'town')
  await watch()
  const [mail] = post.mails
  expect(mail?.to).toEqual(['ann@example.org'])
  expect(mail?.headers['subject']).toBe(
    'Town Bcc: eve@example.org <b>hall</b>: The subscription has ended: premium plugins and support have stopped',
  )
  expect(Object.keys(mail?.headers ?? {})).not.toContain('bcc')
})

test('nothing that is sent or shown holds the key, and no secret comes back', async () => {
  const key = sandboxKey('ends-in-6')
  await withHook(async (hook) => {
    await setMail()
    await addRecipient()
    await addHook(hook)
    await saveKey('ends-in-6')
    await watch()
    const [mail] = post.mails
    const [sent] = hook.received
    const shown = JSON.stringify(await notices())
    const stored = readFileSync(join(panel.folder, 'latchkey.sqlite'), 'latin1')
    for (const text of [mail?.raw, mail?.text, sent?.body, JSON.stringify(sent?.headers), shown]) {
      expect(text).toBeTypeOf('string')
      expect(text).not.toContain(key.slice(0, 24))
      expect(text).not.toContain(key.slice(-24))
      expect(text).not.toContain(HOOK_SECRET)
    }
    expect(shown).not.toContain('/hook')
    for (const secret of [HOOK_SECRET, '/hook']) expect(stored).not.toContain(secret)
  })
})

test('a mail server that is down: the mail waits, is seen to wait, and arrives once', async () => {
  await setMail()
  await addRecipient()
  await saveKey('ends-in-6')
  await post.kill()
  await watch()
  expect(await only()).toMatchObject({
    queued: 1,
    lastSentAt: null,
    failing: { attempts: 1, failure: { fault: 'connect-refused', said: 'ECONNREFUSED' } },
  })
  panel.passed += 2 * MINUTE
  await restart()
  await watch()
  expect(await only()).toMatchObject({ failing: { attempts: 2 } })
  await post.startAgain()
  // the next pause is twice as long
  panel.passed += MINUTE
  await watch()
  expect(post.mails).toEqual([])
  panel.passed += 2 * MINUTE
  await watch()
  await watch()
  expect(post.mails).toHaveLength(1)
  expect(await only()).toMatchObject({ queued: 0, failing: null })
})

test('a mail server killed in the middle of a mail: nothing is lost, and nothing arrives twice', async () => {
  await post.kill()
  const flaky = await MailReceiver.start()
  flaky.interrupt = () => flaky.kill()
  await panel.call('PUT', '/api/notices/mail', { ...mailServer(), port: flaky.port })
  await addRecipient()
  await saveKey('ends-in-6')
  await watch()
  expect(flaky.mails).toEqual([])
  expect(await only()).toMatchObject({ queued: 1, failing: { attempts: 1 } })
  flaky.interrupt = null
  await flaky.startAgain()
  panel.passed += 2 * MINUTE
  await watch()
  await restart()
  await watch()
  expect(flaky.mails).toHaveLength(1)
  await flaky.kill()
})

test('a gateway stopped in the middle of a mail sends it again under the same Message-ID', async () => {
  await post.kill()
  const seen: string[] = []
  const slow = await MailReceiver.start()
  slow.interrupt = (raw) => {
    seen.push(/^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '')
    return new Promise(() => undefined)
  }
  await panel.call('PUT', '/api/notices/mail', { ...mailServer(), port: slow.port })
  await addRecipient()
  await saveKey('ends-in-6')
  await panel.gateway.noticeService.watch()
  await expect.poll(() => seen.length).toBe(1)
  await panel.gateway.stop()
  slow.interrupt = null
  await panel.start()
  await panel.signIn()
  panel.passed += 3 * MINUTE
  await watch()
  expect(slow.mails.map(({ headers }) => headers['message-id'])).toEqual(seen)
  await slow.kill()
})

test('a mail server that hangs holds up no check and no webhook', async () => {
  await withHook(async (hook) => {
    await post.kill()
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await panel.call('PUT', '/api/notices/mail', { ...mailServer(), port })
    for (let at = 0; at < 10; at++) await addRecipient({ name: `Ann ${at}` })
    await addHook(hook)
    await saveKey('ends-in-6')
    await panel.gateway.noticeService.watch()
    await expect.poll(() => hook.received.length).toBe(1)
    expect(await saveKey('ended')).toMatchObject({ state: 'ended' })
    silent.close()
    await panel.gateway.stop()
    await panel.start()
    await panel.signIn()
  })
})

test('a webhook is signed, and its time stamp with it', async () => {
  await withHook(async (hook) => {
    await addHook(hook)
    await saveKey('ends-in-6')
    await watch()
    const [sent] = hook.received
    expect(sent).toMatchObject({ method: 'POST', path: '/hook' })
    const headers = Object.fromEntries(
      Object.entries(sent?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    )
    // the specification's own library
    const verified: unknown = new Webhook(HOOK_SECRET).verify(sent?.body ?? '', headers)
    expect(verified).toMatchObject({
      version: 1,
      type: 'notice',
      language: 'en',
      severity: 'critical',
      id: headers['webhook-id'],
      fleet: null,
      notices: [
        {
          instance: { id: 'sandbox', name: 'Practice', practice: true },
          kind: 'ends-soon',
          rung: 7,
          daysLeft: 6,
          sentence: 'The subscription ends in 6 days.',
          url: 'https://latchkey.example/panel/sandbox/setup/general/glpi-network',
        },
      ],
    })
    expect(headers['idempotency-key']).toBe(headers['webhook-id'])
    expect(() => new Webhook('whsec_YW5vdGhlcg==').verify(sent?.body ?? '', headers)).toThrow(
      'No matching signature found',
    )
    expect(() => new Webhook(HOOK_SECRET).verify(`${sent?.body} `, headers)).toThrow('No matching signature found')
  })
})

test('a webhook that answers 500 for a day is tried with growing pauses, and takes the message in the end', async () => {
  await withHook(async (hook) => {
    hook.answer = () => ({ status: 500, body: 'the database is down' })
    await addHook(hook, { troubles: [] })
    await saveKey('ends-in-6')
    const began = panel.passed
    const attempts: number[] = []
    while (panel.passed - began < DAY) {
      await watch()
      const next = (await only())?.failing
      if (!next) throw new Error('it does not fail')
      attempts.push(next.attempts)
      panel.passed += Math.max(Date.parse(next.nextAttemptAt) - (Date.now() + panel.passed), 0) + 1000
    }
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(await only()).toMatchObject({ failing: { failure: { fault: 'refused', said: 'HTTP 500' } } })
    hook.answer = () => ({ status: 204 })
    await watch()
    await watch()
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(hook.received).toHaveLength(14)
    expect(await only()).toMatchObject({ queued: 0, failing: null, givenUp: null })
  })
})

test('after three days of attempts a message is given up, with a notice, and may be tried again', async () => {
  await withHook(async (hook) => {
    hook.answer = () => ({ status: 500 })
    const id = await addHook(hook, { rungs: [7, 'ended'], troubles: [] })
    await saveKey('ends-in-6')
    await watch()
    panel.passed += 3 * DAY + MINUTE
    await watch()
    const givenUp = { count: 1, failure: { fault: 'refused', said: 'HTTP 500' } }
    expect(await only()).toMatchObject({ queued: 0, failing: null, givenUp })
    panel.passed += DAY
    await watch()
    expect(hook.received).toHaveLength(2)
    hook.answer = () => ({ status: 200 })
    await panel.json('POST', `/api/notices/recipients/${id}/retry`)
    await watch()
    expect(hook.received).toHaveLength(3)
    expect(await only()).toMatchObject({ queued: 0, givenUp: null, lastSentAt: expect.any(String) })
  })
})

test('messages that were given up can be forgotten', async () => {
  await withHook(async (hook) => {
    hook.answer = () => ({ status: 500 })
    const id = await addHook(hook, { troubles: [], rungs: [7] })
    await saveKey('ends-in-6')
    await watch()
    panel.passed += 3 * DAY + MINUTE
    await watch()
    const cleared = Notices.parse(await panel.json('POST', `/api/notices/recipients/${id}/clear`))
    expect(cleared.recipients[0]).toMatchObject({ givenUp: null, lastSentAt: null })
    await watch()
    expect(hook.received).toHaveLength(2)
  })
})

/** A proxy that leads every name to `port`, and notes what it was asked for. */
async function startProxy(port: number) {
  const asked: string[] = []
  const proxy = createHttpServer().listen(0, '127.0.0.1')
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    if (port === 0) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    socket
      .on('error', () => onward.destroy())
      .pipe(onward)
      .on('error', () => socket.destroy())
      .pipe(socket)
  })
  await once(proxy, 'listening')
  const address = proxy.address()
  return {
    asked,
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close: () => proxy.close(),
  }
}

test('a webhook goes through the proxy of the environment, a mail does not', async () => {
  await withHook(async (hook) => {
    const proxy = await startProxy(hook.port)
    panel.env['http_proxy'] = proxy.url
    panel.env['no_proxy'] = 'direct.example'
    vi.spyOn(systemResolver, 'lookupAll').mockImplementation((_, __, done) =>
      done(null, [{ address: '169.254.169.254', family: 4 }]),
    )
    await setMail()
    await addRecipient()
    await addRecipient({ kind: 'mattermost', target: 'http://hooks.example/through' })
    await addRecipient({ kind: 'mattermost', target: 'http://direct.example/not-through' })
    await addHook(hook)
    await saveKey('ends-in-6')
    await watch()
    expect(proxy.asked).toEqual(['hooks.example:80'])
    expect(hook.received.map(({ path }) => path).toSorted((one, other) => one.localeCompare(other))).toEqual([
      '/hook',
      '/through',
    ])
    expect(post.mails).toHaveLength(1)
    expect((await notices()).recipients.map(({ failing }) => failing?.failure.fault ?? null)).toEqual([
      null,
      null,
      'address-refused',
      null,
    ])
    vi.restoreAllMocks()
    proxy.close()
  })
})

test('a proxy that lets nothing through is named', async () => {
  const proxy = await startProxy(0)
  panel.env['http_proxy'] = proxy.url
  await addRecipient({ kind: 'mattermost', target: 'http://hooks.example/x' })
  await saveKey('ends-in-6')
  await watch()
  expect(await only()).toMatchObject({ failing: { failure: { fault: 'proxy', said: 'proxy-auth-required' } } })
  proxy.close()
  panel.env['http_proxy'] = 'socks5://127.0.0.1:1'
  panel.passed += 2 * MINUTE
  await watch()
  expect(await only()).toMatchObject({ failing: { failure: { fault: 'proxy', said: 'proxy-setting-unusable' } } })
})

test('no redirect is followed', async () => {
  await withHook(async (elsewhere) => {
    await withHook(async (hook) => {
      hook.answer = () => ({ status: 307, headers: { location: `${elsewhere.url}/hook` } })
      await addHook(hook)
      await saveKey('ends-in-6')
      await watch()
      expect(await only()).toMatchObject({ queued: 1, failing: { failure: { fault: 'redirected', said: 'HTTP 307' } } })
      expect(elsewhere.received).toEqual([])
    })
  })
})

test.each(['http://169.254.169.254/hook', 'http://[fe80::1]/hook', 'http://0.0.0.0/hook'])(
  'an address that is never connected to is refused: %s',
  async (target) => {
    const form = { ...EVERYTHING, kind: 'mattermost', target }
    expect(await panel.json('POST', '/api/notices/recipients', form)).toMatchObject({ code: 'address-refused' })
    expect(await panel.json('PUT', '/api/notices/mail', { ...mailServer(), host: '169.254.169.254' })).toMatchObject({
      code: 'address-refused',
    })
  },
)

test('a name that leads to such an address later is not connected to: the message waits', async () => {
  vi.spyOn(systemResolver, 'lookupAll').mockImplementation((_, __, done) =>
    done(null, [{ address: '169.254.169.254', family: 4 }]),
  )
  await panel.call('PUT', '/api/notices/mail', { ...mailServer(), host: 'mail.example.org' })
  await addRecipient()
  await addRecipient({ kind: 'mattermost', target: 'http://hooks.example.org/x' })
  await saveKey('ends-in-6')
  await watch()
  const { recipients } = await notices()
  expect(recipients.map(({ queued, failing }) => [queued, failing?.failure])).toEqual([
    [1, { fault: 'address-refused', said: null }],
    [1, { fault: 'address-refused', said: null }],
  ])
  vi.restoreAllMocks()
})

test('quiet hours hold messages back, and lose none', async () => {
  await setMail()
  const zone = 'UTC'
  const at = (minutes: number) => new Date(Date.now() + panel.passed + minutes * MINUTE).toISOString().slice(11, 16)
  await addRecipient({ quiet: { from: at(-60), to: at(60) }, zone })
  await saveKey('ends-in-6')
  await watch()
  await restart()
  await watch()
  expect(post.mails).toEqual([])
  expect(await only()).toMatchObject({ queued: 1, failing: null })
  panel.passed += 61 * MINUTE
  await watch()
  await watch()
  expect(post.mails).toHaveLength(1)
})

test('a digest has all that is new, and how the fleet stands', async () => {
  await setMail()
  for (const id of ['one', 'two', 'three', 'four'])
    await panel.json('POST', '/api/instances', { id, name: `Town ${id}`, servicesUrl: panel.sandbox.url })
  const at = new Date(Date.now() + 60 * MINUTE).toISOString().slice(11, 16)
  await addRecipient({ instances: null, delivery: 'daily', digestAt: at, zone: 'UTC', rungs: [30, 7, 'ended'] })
  await saveKey('ends-in-6', 'one')
  await saveKey('ends-in-20', 'two')
  await saveKey('refused', 'three')
  await saveKey('standard', 'four')
  // practice is no part of a fleet
  await saveKey('ended')
  await watch()
  expect(post.mails).toEqual([])
  expect(await only()).toMatchObject({ queued: 0, forDigest: 3 })
  panel.passed += 61 * MINUTE
  await restart()
  await watch()
  await watch()
  expect(subjects()).toEqual(['3 new warnings about your GLPI subscriptions'])
  const text = post.mails[0]?.text ?? ''
  expect(text).toContain(
    '2 of 4 end within 30 days, 1 has another problem.\r\nhttps://latchkey.example/panel/instances',
  )
  expect(text).toContain('Town one: The subscription ends in 6 days.')
  expect(text).toContain('Town two: The subscription ends in 20 days.')
  expect(text).toContain('Town three: ')
  expect(text).not.toContain('Practice')
  // nothing is new the day after
  panel.passed += DAY
  await watch()
  expect(post.mails).toHaveLength(1)
})

test('a trouble is told once each time that it comes', async () => {
  await setMail()
  await addRecipient({ rungs: [] })
  await saveKey('refused')
  await watch()
  await panel.json('POST', '/api/instances/sandbox/registration/refresh')
  await watch()
  expect(post.mails).toHaveLength(1)
  // no answer is no end of it
  await saveKey('error-500')
  await watch()
  await saveKey('refused')
  await watch()
  expect(post.mails).toHaveLength(1)
  await saveKey('standard')
  await watch()
  await restart()
  await saveKey('refused')
  await watch()
  await watch()
  expect(post.mails).toHaveLength(2)
  expect(new Set(subjects()).size).toBe(1)
})

test('who is told what: severities, rungs, instances and language', async () => {
  await setMail()
  await addRecipient({ target: 'no-rungs@example.org', rungs: [] })
  await addRecipient({ target: 'later@example.org', rungs: [1, 0, 'ended'] })
  await addRecipient({ target: 'elsewhere@example.org', instances: ['town'] })
  await addRecipient({ target: 'all@example.org', instances: null })
  await addRecipient({ target: 'fr@example.org', language: 'fr' })
  await saveKey('ends-in-6')
  await watch()
  const [mail, ...others] = post.mails
  expect(others).toEqual([])
  expect(mail?.to).toEqual(['fr@example.org'])
  expect(mail?.headers['content-language']).toBe('fr')
  expect(mail?.text).toContain('L’abonnement se termine dans 6 jours.')
  expect(mail?.text).toMatch(/Prochaine étape : Renouvelez l’abonnement avant le \d+ \S+ \d{4}\./)
})

test('a test reports the answer of the mail server, or why there was none; nothing is stored', async () => {
  const tryMail = async (mail: object) =>
    NoticeTest.parse(
      await panel.json('POST', '/api/notices/mail/test', {
        mail: { ...mailServer(), ...mail },
        to: 'me@example.org',
        language: 'fr',
      }),
    )
  expect(await tryMail({})).toEqual({ said: '250 OK: message queued', failure: null })
  expect(post.mails.map(({ headers, to }) => [to, headers['subject']])).toEqual([
    [['me@example.org'], 'Message de test de Latchkey'],
  ])
  expect(await tryMail({ tls: 'starttls' })).toMatchObject({ failure: { fault: 'tls' } })
  expect(await tryMail({ tls: 'tls' })).toMatchObject({ failure: { fault: 'tls' } })
  await post.kill()
  expect(await tryMail({})).toEqual({ said: null, failure: { fault: 'connect-refused', said: 'ECONNREFUSED' } })
  expect((await notices()).mail).toBeNull()
})

test('a mail server with a sign-in: a wrong password is named, and none is ever repeated', async () => {
  await post.kill()
  const locked = await MailReceiver.start({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) =>
      password === 'right-one' ? done(null, { user: username }) : done(new Error(`no ${password} for you`)),
  })
  const form = { ...mailServer(), port: locked.port, user: 'latchkey' }
  const tryWith = (password?: string) =>
    panel.json('POST', '/api/notices/mail/test', {
      mail: { ...form, ...(password && { password }) },
      to: 'me@example.org',
      language: 'en',
    })
  const wrong = JSON.stringify(await tryWith('wrong-one'))
  expect(wrong).toContain('sign-in-refused')
  expect(wrong).not.toContain('wrong-one')
  const saved = await panel.json('PUT', '/api/notices/mail', { ...form, password: 'right-one' })
  expect(saved).toMatchObject({ mail: { user: 'latchkey', hasPassword: true } })
  expect(JSON.stringify(saved)).not.toContain('right-one')
  // the stored one is used where none is typed, and goes to no other server
  expect(await tryWith()).toMatchObject({ failure: null })
  expect((await panel.call('PUT', '/api/notices/mail', { ...form, host: 'localhost' })).status).toBe(422)
  expect(readFileSync(join(panel.folder, 'latchkey.sqlite'), 'latin1')).not.toContain('right-one')
  await locked.kill()
})

test('a change keeps the address and the secret where they are left out, and a secret goes to no other host', async () => {
  await withHook(async (hook) => {
    const id = await addHook(hook)
    const { target: _, secret: __, ...kept } = { ...EVERYTHING, kind: 'webhook' as const }
    const change = (form: object) => panel.call('PUT', `/api/notices/recipients/${id}`, { ...kept, ...form })
    expect((await change({ name: 'Other' })).status).toBe(200)
    expect((await change({ target: 'https://hooks.example/x' })).status).toBe(422)
    expect((await change({ kind: 'email' })).status).toBe(422)
    await panel.json('POST', `/api/notices/recipients/${id}/test`)
    expect(hook.received.map(({ path }) => path)).toEqual(['/hook'])
    expect(JSON.parse(hook.received[0]?.body ?? '')).toMatchObject({ type: 'test', notices: [] })
    expect((await panel.call('DELETE', `/api/notices/recipients/${id}`)).status).toBe(200)
    expect((await panel.call('DELETE', `/api/notices/recipients/${id}`)).status).toBe(404)
  })
})

test('a receiver of webhooks killed in the middle of a message: nothing is lost, and a repeat has the same id', async () => {
  await withHook(async (hook) => {
    hook.answer = () => {
      void hook.kill()
      return new Promise(() => undefined)
    }
    await addHook(hook)
    await saveKey('ends-in-6')
    await watch()
    expect(await only()).toMatchObject({ queued: 1, failing: { attempts: 1, failure: { fault: 'cut-off' } } })
    hook.answer = () => ({ status: 200 })
    await hook.startAgain()
    panel.passed += 2 * MINUTE
    await watch()
    await restart()
    await watch()
    const [broken, taken, ...more] = hook.received
    expect(more).toEqual([])
    expect(taken?.headers['webhook-id']).toBe(broken?.headers['webhook-id'])
    expect(taken?.body).toBe(broken?.body)
  })
})

test('recipients that are added while instances are looked at are told as well', async () => {
  await setMail()
  await addRecipient({ target: 'one@example.org' })
  await saveKey('ends-in-6')
  const looking = panel.gateway.noticeService.watch()
  await addRecipient({ target: 'two@example.org' })
  await looking
  await watch()
  expect(post.mails.flatMap(({ to }) => to).toSorted()).toEqual(['one@example.org', 'two@example.org'])
})

test('an instance that is removed takes its messages with it', async () => {
  await post.kill()
  await panel.call('PUT', '/api/notices/mail', { ...mailServer() })
  await panel.json('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  await addRecipient({ instances: ['town'] })
  await saveKey('ends-in-6', 'town')
  await watch()
  expect(await only()).toMatchObject({ queued: 1 })
  expect((await panel.call('DELETE', '/api/instances/town')).status).toBe(204)
  panel.passed += 2 * MINUTE
  await watch()
  expect(await only()).toMatchObject({ queued: 0, failing: null })
})

test('what was sent is forgotten after 90 days, and not told again', async () => {
  await setMail()
  await panel.json('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  const id = await addRecipient({ troubles: [], instances: ['sandbox', 'town'] })
  await saveKey('ended')
  await watch()
  panel.passed += 10 * DAY
  await saveKey('ended', 'town')
  await watch()
  const stored = async () => {
    const { store } = panel.gateway
    const messages = await store.selectFrom('notice_messages').select('id').execute()
    const told = await store.selectFrom('notices').select(['instance_id', 'facts']).orderBy('decided_at').execute()
    return [messages.length, told.map(({ instance_id, facts }) => [instance_id, facts !== ''])]
  }
  expect(await stored()).toEqual([
    2,
    [
      ['sandbox', true],
      ['town', true],
    ],
  ])
  panel.passed += 89 * DAY
  await panel.signIn()
  await panel.gateway.noticeService.forgetOld()
  expect(await stored()).toEqual([
    1,
    [
      ['sandbox', false],
      ['town', true],
    ],
  ])
  expect(await only()).toMatchObject({ queued: 0, forDigest: 0, lastSentAt: expect.any(String) })
  // a change decides upon every instance anew
  const { target: _, ...kept } = EVERYTHING
  for (const delivery of ['daily', 'at-once'])
    await panel.json('PUT', `/api/notices/recipients/${id}`, {
      ...kept,
      troubles: [],
      instances: ['sandbox', 'town'],
      delivery,
    })
  await watch()
  expect(subjects()).toEqual([
    'Practice (Practice, nothing real): The subscription has ended: premium plugins and support have stopped',
    'Town: The subscription has ended: premium plugins and support have stopped',
  ])
  expect(await only()).toMatchObject({ queued: 0, forDigest: 0, failing: null })
})

test('a change that is meant for another state is refused, and says what is there now', async () => {
  await setMail()
  const id = await addRecipient()
  const { mailRevision, recipients } = await notices()
  const revision = recipients[0]?.revision ?? ''
  const { target: _, ...kept } = EVERYTHING
  const ways: [string, string, unknown, string][] = [
    ['PUT', '/api/notices/mail', mailServer(), mailRevision],
    ['DELETE', '/api/notices/mail', undefined, mailRevision],
    ['PUT', `/api/notices/recipients/${id}`, { ...kept, name: 'Other' }, revision],
    ['DELETE', `/api/notices/recipients/${id}`, undefined, revision],
  ]
  for (const [method, path, body, expected] of ways) {
    const refused = await panel.json(method, path, body, { 'if-match': '"another"' })
    const changed = { what: 'settings-changed', secondsAgo: null, fingerprint: null, revision: expected }
    expect(refused).toMatchObject({ status: 412, code: 'changed-meanwhile', changed })
  }
  expect(await notices()).toMatchObject({ mailRevision, recipients: [{ name: 'Ann', revision }] })
  const saved = await panel.json('PUT', '/api/notices/mail', mailServer(), { 'if-match': `"${mailRevision}"` })
  expect(saved).toMatchObject({ mailRevision: expect.not.stringMatching(mailRevision) })
  // the same settings saved again are a change too
  expect((await panel.call('DELETE', '/api/notices/mail', undefined, { 'if-match': `"${mailRevision}"` })).status).toBe(
    412,
  )
  expect((await panel.call('DELETE', '/api/notices/mail', undefined, { 'if-match': '*' })).status).toBe(200)
  const change = ways[2]?.[2]
  const path = `/api/notices/recipients/${id}`
  const both = await Promise.all(
    [1, 2].map(async () => (await panel.call('PUT', path, change, { 'if-match': `"${revision}"` })).status),
  )
  expect(both.toSorted((one, other) => one - other)).toEqual([200, 412])
})
