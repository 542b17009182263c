import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { allRoutes } from '#contract/api.ts'
import { StartedSharing, WatchedPage } from '#contract/together.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const WATCH = '/api/together/watch'
const PART = { nth: 0, isFilled: null, isFocused: false, isInvalid: false, isDisabled: false }
const SAVE = { ...PART, role: 'button', label: 'Save' }
const SCREEN = { path: '/sandbox/setup', title: 'Registration', instance: 'Town', state: 'Active', items: [SAVE] }

const start = async (minutes = 15) => StartedSharing.parse(await panel.json('POST', '/api/together', { minutes }))
const show = (screen: unknown) => panel.json('PUT', '/api/together/screen', screen)
const tokenOf = ({ link }: StartedSharing) => link.split('#token=')[1] ?? ''

/** Somebody without a sign-in. @returns the cookie of one who looks on; null where refused. */
async function open(secret: string): Promise<string | null> {
  const reply = await panel.call('POST', WATCH, { secret }, { cookie: '' })
  return reply.headers.get('set-cookie')?.split(';')[0] ?? null
}
const as = (cookie: string | null, path = WATCH, method = 'GET', body?: unknown) =>
  panel.json(method, path, body, { cookie: cookie ?? '' })

const OVER = { code: 'invitation-over', status: 401 }

test('support sees what the caller shows, and who looks on is told to the caller', async () => {
  onTestFinished(() => void vi.useRealTimers())
  vi.useFakeTimers({ toFake: ['Date'] })
  const started = await start()
  expect(tokenOf(started)).toMatch(/^[\w-]{43}$/)
  const cookie = await open(tokenOf(started))
  expect(cookie).toMatch(/^latchkey-together=/)
  expect(await as(cookie)).toMatchObject({ screen: null })
  await show(SCREEN)
  expect(WatchedPage.parse(await as(cookie)).screen).toEqual(SCREEN)
  expect(await panel.json('GET', '/api/together')).toMatchObject({ viewers: [{ secondsAgo: 0 }] })
})

test('over TLS, its cookie is this host’s alone', async () => {
  const there = `https://127.0.0.1${WATCH}`
  const opened = await panel.call('POST', there, { secret: tokenOf(await start()) }, { cookie: '' })
  const [cookie = ''] = opened.headers.getSetCookie()
  expect(cookie).toMatch(
    /^__Host-latchkey-together=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  const [pair = ''] = cookie.split(';')
  expect((await panel.call('GET', there, undefined, { cookie: pair })).status).toBe(200)
  expect((await panel.call('GET', there, undefined, { cookie: pair.replace('__Host-', '') })).status).toBe(401)
})

test('what looks on opens no other route', async () => {
  const cookie = await open(tokenOf(await start()))
  const replies = await Promise.all(
    allRoutes
      .filter(({ role }) => role !== null)
      .map(({ method, path }) =>
        panel.call(method, path.replace(':id', 'sandbox'), method === 'GET' ? undefined : {}, { cookie: cookie ?? '' }),
      ),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]))
})

test.each<[string, () => Promise<unknown>]>([
  ['it is stopped', () => panel.call('DELETE', '/api/together')],
  ['its time is over', async () => void (panel.passed = 15 * 60_000 + 1)],
  ['the caller signs out', () => panel.call('DELETE', '/api/session')],
  ['another one is begun', () => start()],
])('nobody looks on when %s', async (_, end) => {
  const started = await start()
  const cookie = await open(tokenOf(started))
  await show(SCREEN)
  expect(WatchedPage.parse(await as(cookie)).screen).not.toBeNull()
  const follows = await panel.call('GET', `${WATCH}/events`, undefined, { cookie: cookie ?? '' })
  await end()
  expect(await as(cookie)).toMatchObject(OVER)
  await panel.gateway.events.beat()
  expect(await follows.text()).not.toContain('Registration')
  expect(await open(tokenOf(started))).toBeNull()
})

test('its end comes by itself: the caller is told, and the stream of support ends', async () => {
  const cookie = await open(tokenOf(await start()))
  const caller = (await panel.call('GET', '/api/events')).body?.pipeThrough(new TextDecoderStream()).getReader()
  const support = await panel.call('GET', `${WATCH}/events`, undefined, { cookie: cookie ?? '' })
  panel.passed = 15 * 60_000 + 1
  await support.text()
  expect((await caller?.read())?.value).toContain('{"type":"together"}')
  expect(await panel.json('GET', '/api/together')).toBeNull()
  await caller?.cancel()
})

test('the clock of the machine does not lengthen it', async () => {
  const cookie = await open(tokenOf(await start()))
  panel.skew = -86_400_000
  panel.passed = 15 * 60_000 + 1
  expect(await as(cookie)).toMatchObject(OVER)
})

test('a code that is read out opens once; guesses are few', async () => {
  const { code } = await start()
  expect(code).toMatch(/^\d{12}$/)
  expect(await open(code.replaceAll(/(\d{4})/g, '$1 '))).not.toBeNull()
  expect(await open(code)).toBeNull()
  for (let tries = 1; tries < 30; tries += 1) expect(await open('000000000000')).toBeNull()
  expect(await as('', WATCH, 'POST', { secret: 'x' })).toMatchObject({ code: 'too-many-tries', status: 429 })
})

test('support points at what is there, and puts no words of its own on the page', async () => {
  const cookie = await open(tokenOf(await start()))
  await show(SCREEN)
  const point = (label: string) => as(cookie, `${WATCH}/point`, 'POST', { role: 'button', label, nth: 0 })
  expect(await point('Save')).toMatchObject({ pointing: { label: 'Save' } })
  expect(await point('Send me your key')).toMatchObject({ code: 'not-on-screen' })
  expect(await panel.json('GET', '/api/together')).toMatchObject({ pointing: { role: 'button', label: 'Save' } })
  expect(await panel.json('POST', '/api/together/dismiss')).toMatchObject({ pointing: null })
})

const KEY = sandboxKey('standard')
test.each<[string, string]>([
  ['the saved key', KEY],
  ['a piece of it', `Save ${KEY.slice(30, 60)}`],
  ['the key once more in base64', btoa(KEY).slice(0, 150)],
  ['a token', 'abcdefghij0123456789ABCDEFGHIJ0123456789'],
  ['a proxy with its login', 'http://someone:canary-4711@proxy.example:3128'],
])('a label with %s is not passed on', async (_, label) => {
  await panel.call('PUT', '/api/instances/sandbox/registration', { key: KEY })
  const cookie = await open(tokenOf(await start()))
  const items = [{ ...SAVE, label: label.slice(0, 200) }]
  await show({ ...SCREEN, items })
  const text = JSON.stringify(await as(cookie))
  for (let at = 0; at + 12 <= label.length; at += 1) expect(text).not.toContain(label.slice(at, at + 12))
})

test('what was typed has no member, and is dropped', async () => {
  const cookie = await open(tokenOf(await start()))
  await show({ ...SCREEN, items: [{ ...SAVE, value: 'canary-4711' }], html: '<b>canary-4711</b>' })
  expect(WatchedPage.parse(await as(cookie)).screen).toEqual(SCREEN)
  expect(JSON.stringify(await as(cookie))).not.toContain('canary')
})

test.each<[string, object]>([
  ['a label without end', { items: [{ ...SAVE, label: 'x'.repeat(201) }] }],
  ['a part of another kind', { items: [{ ...SAVE, role: 'value' }] }],
  ['an address with a query', { path: '/sandbox?key=canary-4711' }],
  ['too many parts', { items: Array.from({ length: 301 }, () => SAVE) }],
])('refused: %s', async (_, part) => {
  await start()
  expect(await show({ ...SCREEN, ...part })).toMatchObject({ code: 'request-invalid' })
})
