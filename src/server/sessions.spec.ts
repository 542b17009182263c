import { afterEach, beforeEach, expect, test } from 'vitest'
import { People, PeopleWithLink, type PersonSession } from '#contract/people.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const HERE = '/api/instances/sandbox/registration'
const UNTOUCHED = { 'latchkey-untouched': '1' }
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A browser of its own. */
class Browser {
  cookie = ''
  device = FIREFOX
  scheme = 'http'
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const all = { cookie: this.cookie, 'user-agent': this.device, ...headers }
    const reply = await panel.call(method, `${this.scheme}://127.0.0.1${path}`, body, all)
    for (const text of reply.headers.getSetCookie()) {
      const [pair = ''] = text.split(';')
      const [name = ''] = pair.split('=')
      const others = this.cookie.split('; ').filter((one) => one !== '' && !one.startsWith(`${name}=`))
      this.cookie = [...others, pair].join('; ')
    }
    return reply
  }
  async json(method: string, path: string, body?: unknown): Promise<unknown> {
    return (await this.send(method, path, body)).json()
  }
  async status(headers: Record<string, string> = {}): Promise<number> {
    return (await this.send('GET', HERE, undefined, headers)).status
  }
  async ended(): Promise<unknown> {
    return this.json('GET', '/api/session/ended')
  }
}

const inviteTo = (role: 'viewer' | 'support' | 'operator' | 'admin', hours = 24, name?: string) =>
  panel.gateway.signIns.invite(role, hours, name === undefined ? {} : { name })

async function signedIn(role: 'viewer' | 'support' | 'operator' | 'admin' = 'admin', hours = 24, name?: string) {
  const browser = new Browser()
  const token = await inviteTo(role, hours, name)
  expect((await browser.send('POST', '/api/session', { token })).status).toBe(201)
  return browser
}

test('30 minutes without use end a session, and whatever a person asks for makes it last', async () => {
  const browser = await signedIn()
  for (let visit = 1; visit <= 4; visit += 1) {
    panel.passed = visit * 29 * MINUTE
    expect(await browser.status()).toBe(200)
  }
  panel.passed += 30 * MINUTE
  expect(await browser.status()).toBe(401)
  expect(await browser.ended()).toEqual({ reason: 'idle' })
})

test('what a page asks for by itself does not make it last', async () => {
  const browser = await signedIn()
  const stream = await browser.send('GET', '/api/events')
  panel.passed = 20 * MINUTE
  expect(await browser.status(UNTOUCHED)).toBe(200)
  expect((await browser.send('GET', '/api/session', undefined, UNTOUCHED)).status).toBe(200)
  await panel.gateway.events.beat()
  panel.passed = 31 * MINUTE
  await panel.gateway.events.beat()
  expect(await stream.text()).toContain('{"type":"session-ended"}')
  expect(await browser.status(UNTOUCHED)).toBe(401)
})

test('12 hours end it in all, used or not', async () => {
  const browser = await signedIn()
  for (let at = 20 * MINUTE; at < 12 * HOUR; at += 20 * MINUTE) {
    panel.passed = at
    expect(await browser.status()).toBe(200)
  }
  panel.passed = 12 * HOUR
  expect(await browser.status()).toBe(401)
  expect(await browser.ended()).toEqual({ reason: 'over' })
})

test('the last use outlives a restart, and is written once a minute', async () => {
  const browser = await signedIn()
  const storedUse = async () =>
    (await panel.gateway.store.selectFrom('sign_ins').select('used_at').orderBy('id', 'desc').executeTakeFirst())
      ?.used_at
  const first = await storedUse()
  // the time that this takes passes too
  for (let second = 1; second <= 20; second += 1) {
    panel.passed = second * 1000
    await browser.status()
  }
  expect(await storedUse()).toBe(first)
  panel.passed = 29 * MINUTE
  await browser.status()
  await panel.gateway.stop()
  await panel.start()
  panel.passed = 58 * MINUTE
  expect(await browser.status()).toBe(200)
})

test('a session of support ends with its invitation', async () => {
  const browser = await signedIn('support', 1)
  panel.passed = 29 * MINUTE
  expect(await browser.status()).toBe(200)
  panel.passed = 58 * MINUTE
  expect(await browser.status()).toBe(200)
  panel.passed = HOUR
  expect(await browser.status()).toBe(401)
  expect(await browser.ended()).toEqual({ reason: 'over' })
})

test('signing in again ends the session that the browser had', async () => {
  const browser = await signedIn('admin')
  const former = browser.cookie
  await browser.send('POST', '/api/session', { token: await inviteTo('viewer') })
  expect(browser.cookie).not.toBe(former)
  expect(await browser.json('GET', '/api/session')).toMatchObject({ role: 'viewer' })
  browser.cookie = former
  expect(await browser.status()).toBe(401)
  expect(await browser.ended()).toEqual({ reason: 'replaced' })
})

test('signing out ends it, whatever copy of the cookie there is', async () => {
  const browser = await signedIn()
  const copy = browser.cookie
  await browser.send('DELETE', '/api/session')
  browser.cookie = copy
  expect(await browser.status()).toBe(401)
})

test.each([
  ['http', '', 'latchkey', false],
  ['https', '', '__Host-latchkey', true],
  ['https', '/tools', '__Secure-latchkey', true],
])('the cookie over %s, below "%s"', async (scheme, basePath, name, isSecure) => {
  await panel.gateway.stop()
  panel.basePath = basePath
  await panel.start()
  const browser = new Browser()
  browser.scheme = scheme
  const reply = await browser.send('POST', '/api/session', { token: await inviteTo('admin') })
  const [session = '', page = ''] = reply.headers.getSetCookie()
  expect(session.split('=')[0]).toBe(name)
  expect(session.includes('; Secure')).toBe(isSecure)
  expect(session).toMatch(`; Path=${basePath}/;`)
  expect(session).toContain('; HttpOnly; ')
  expect(session).toContain('SameSite=Strict')
  expect(session).not.toContain('Domain')
  expect(await browser.status()).toBe(200)
  // the one that scripts may read, which opens nothing
  expect(page).toMatch(new RegExp(`^${name}-page=[\\w-]{16}; Path=${basePath}/;`))
  expect([page.includes('; Secure'), page.includes('SameSite=Strict')]).toEqual([isSecure, true])
  // 256 bits
  expect(session.slice(name.length + 1).split(';')[0]).toHaveLength(43)
})

test('over TLS a cookie without its prefix opens nothing', async () => {
  const browser = await signedIn()
  expect(await browser.status()).toBe(200)
  browser.scheme = 'https'
  expect(await browser.status()).toBe(401)
})

test('no secret is stored', async () => {
  const browser = await signedIn()
  const secret = browser.cookie.split('; ')[0]?.split('=')[1] ?? ''
  expect(secret).toHaveLength(43)
  const rows = await panel.gateway.store.selectFrom('sign_ins').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('sessions are listed with device and last use, and whose is the own', async () => {
  const ada = await signedIn('admin', 24, 'Ada')
  panel.passed = 5 * MINUTE
  const bob = await signedIn('viewer', 24, 'Bob')
  bob.device = 'curl/8'
  panel.passed = 6 * MINUTE
  await bob.status()
  const at = (ms: number) => expect.closeTo(Date.now() + ms, -4)
  const times = (session: PersonSession | undefined) =>
    [session?.openedAt, session?.usedAt, session?.endsAt].map((time) => Date.parse(time ?? ''))
  const [, own, other] = People.parse(await ada.json('GET', '/api/people')).sessions
  expect(own).toMatchObject({
    role: 'admin',
    name: 'Ada',
    origin: 'invite',
    browser: 'Firefox',
    system: 'Linux',
    isOwn: true,
  })
  expect(times(own)).toEqual([at(0), at(6 * MINUTE), at(12 * HOUR)])
  expect(other).toMatchObject({ role: 'viewer', name: 'Bob', isOwn: false })
  expect(times(other)).toEqual([at(5 * MINUTE), at(6 * MINUTE), at(5 * MINUTE + 12 * HOUR)])
})

test.each([
  ['', { browser: null, system: null }],
  ['Ada/1 (Windows NT 11; admin)', { browser: null, system: 'Windows' }],
])('a browser that says "%s" is not known', async (device, seen) => {
  const headers = { cookie: '', 'user-agent': device }
  await panel.call('POST', '/api/session', { token: await inviteTo('viewer') }, headers)
  const { sessions } = People.parse(await panel.json('GET', '/api/people'))
  expect(sessions.at(-1)).toMatchObject(seen)
})

test('an administrator ends one session: it opens nothing, its page is told, and its stream ends', async () => {
  const ada = await signedIn('admin')
  const bob = await signedIn('operator')
  const eve = await signedIn('viewer')
  const stream = await bob.send('GET', '/api/events')
  const { sessions } = People.parse(await ada.json('GET', '/api/people'))
  const number = sessions.find(({ role }) => role === 'operator')?.number
  expect((await ada.send('DELETE', `/api/sessions/${number}`)).status).toBe(200)
  expect(await stream.text()).toContain('{"type":"session-ended"}')
  expect([await bob.status(), await eve.status(), await ada.status()]).toEqual([401, 200, 200])
  expect(await bob.ended()).toEqual({ reason: 'revoked' })
  expect(await ada.json('DELETE', `/api/sessions/${number}`)).toMatchObject({ code: 'person-unknown', status: 404 })
})

test('all sessions end at once, but for the one that asks', async () => {
  const ada = await signedIn('admin')
  const others = [await signedIn('operator'), await signedIn('viewer'), await signedIn('admin')]
  const { sessions } = People.parse(await ada.json('DELETE', '/api/sessions'))
  expect(sessions.map(({ isOwn }) => isOwn)).toEqual([true])
  expect(await Promise.all(others.map((other) => other.status()))).toEqual([401, 401, 401])
  expect(await ada.status()).toBe(200)
})

test('another role takes another session id with the next request, and what was under way goes on', async () => {
  const ada = await signedIn('admin')
  const bob = await signedIn('viewer')
  const former = bob.cookie
  const { sessions } = People.parse(await ada.json('GET', '/api/people'))
  const number = sessions.find(({ role }) => role === 'viewer')?.number
  expect((await ada.send('PUT', `/api/sessions/${number}/role`, { role: 'operator' })).status).toBe(200)
  expect(await bob.json('GET', '/api/session')).toMatchObject({ role: 'operator' })
  expect(bob.cookie).not.toBe(former)
  expect(await bob.status()).toBe(200)
  const slow = new Browser()
  slow.cookie = former
  expect([await slow.status(), slow.cookie]).toEqual([200, former])
  panel.passed = MINUTE
  expect([await slow.status(), await bob.status()]).toEqual([401, 200])
})

test('an invitation is shown once, listed until it is opened, and can be withdrawn', async () => {
  const ada = await signedIn('admin')
  const invited = PeopleWithLink.parse(
    await ada.json('POST', '/api/people/invitations', { role: 'support', hours: 4, name: ' Zoë ' }),
  )
  expect(invited.link).toMatch(/^http:\/\/127\.0\.0\.1\/sign-in#token=[\w-]{43}$/)
  expect(invited.invitations).toEqual([
    expect.objectContaining({ role: 'support', name: 'Zoë', isFromStart: false, number: expect.any(Number) }),
  ])
  const listed = await (await ada.send('GET', '/api/people')).text()
  expect(listed).not.toContain(invited.link.slice(-43))
  expect(await ada.json('DELETE', `/api/people/invitations/${invited.invitations[0]?.number}`)).toMatchObject({
    invitations: [],
  })
  expect(await new Browser().json('POST', '/api/session', { token: invited.link.slice(-43) })).toMatchObject({
    code: 'sign-in-link-spent',
  })
})

test.each(['', ' ', 'A\u0000', 'A\u202EB', 'x'.repeat(81)])('no name: %j', async (name) => {
  expect(await panel.json('POST', '/api/people/invitations', { role: 'viewer', hours: 1, name })).toMatchObject({
    code: 'request-invalid',
  })
})

test('the name stands beside what a person did', async () => {
  const bob = await signedIn('viewer', 24, 'Bob')
  await bob.send('POST', `${HERE}/dismiss`)
  expect(await bob.json('GET', '/api/instances/sandbox/history')).toMatchObject({
    entries: [{ event: 'dismissed', signIn: { role: 'viewer', name: 'Bob' } }],
  })
})
