import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StartedSharing, WatchedPage } from '#contract/together.ts'
import { TestGateway } from './testing/gateway.ts'

let first: TestGateway
let second: TestGateway
beforeEach(async () => {
  // a clock that stands still, however long this takes
  vi.useFakeTimers({ toFake: ['Date'] })
  first = await TestGateway.open()
  second = await TestGateway.beside(first)
})
afterEach(async () => {
  await second.close()
  await first.close()
  vi.useRealTimers()
})

const WATCH = '/api/together/watch'
const STATE = { isFilled: null, isFocused: false, isInvalid: false, isDisabled: false }
const SAVE = { role: 'button', label: 'Save', nth: 0, ...STATE }
const SCREEN = { path: '/sandbox/setup', title: 'Registration', instance: 'Town', state: 'Active', items: [SAVE] }
const OVER = { code: 'invitation-over', status: 401 }

/** The caller is signed in at the first replica, and reaches either. */
const caller = (replica: TestGateway, method: string, path: string, body?: unknown) =>
  replica.call(method, path, body, { cookie: first.cookie })
const start = async () =>
  StartedSharing.parse(await (await caller(first, 'POST', '/api/together', { minutes: 15 })).json())
const show = (replica: TestGateway) => caller(replica, 'PUT', '/api/together/screen', SCREEN)
const sharing = async (replica: TestGateway): Promise<unknown> => (await caller(replica, 'GET', '/api/together')).json()

/** Somebody without a sign-in. @returns the cookie of one who looks on; '' where refused. */
async function open(replica: TestGateway, secret: string): Promise<string> {
  const reply = await replica.call('POST', WATCH, { secret }, { cookie: '' })
  return reply.headers.get('set-cookie')?.split(';')[0] ?? ''
}
const tokenOf = ({ link }: StartedSharing) => link.split('#token=')[1] ?? ''
const watch = (replica: TestGateway, cookie: string) => replica.json('GET', WATCH, undefined, { cookie })
const follow = (replica: TestGateway, path: string, cookie: string) =>
  replica
    .call('GET', path, undefined, { cookie })
    .then((reply) => reply.body?.pipeThrough(new TextDecoderStream()).getReader())

test('what is shown at one replica is seen and pointed at by way of the other', async () => {
  const cookie = await open(second, tokenOf(await start()))
  expect(await sharing(first)).toMatchObject({ viewers: [{}] })
  await show(first)
  expect(WatchedPage.parse(await watch(second, cookie)).screen).toEqual(SCREEN)
  const place = { role: 'button', label: 'Save', nth: 0 }
  expect(await second.json('POST', `${WATCH}/point`, place, { cookie })).toMatchObject({ pointing: place })
  expect(await sharing(first)).toMatchObject({ pointing: place })
  await caller(second, 'POST', '/api/together/dismiss')
  expect(await watch(first, cookie)).toMatchObject({ pointing: null })
})

test('each side is told of what comes by the other replica, and of the end', async () => {
  const cookie = await open(first, tokenOf(await start()))
  const callers = await follow(first, '/api/events', first.cookie)
  const supports = await follow(second, `${WATCH}/events`, cookie)
  await show(first)
  expect((await supports?.read())?.value).toContain('{"type":"together"}')
  expect((await callers?.read())?.value).toContain('{"type":"together"}')
  await second.call('POST', `${WATCH}/point`, { role: 'button', label: 'Save', nth: 0 }, { cookie })
  expect((await callers?.read())?.value).toContain('{"type":"together"}')
  await caller(first, 'DELETE', '/api/together')
  while (!(await supports?.read())?.done);
  await callers?.cancel()
})

test('a code opens once, however many try it at both replicas at once', async () => {
  const { code } = await start()
  const cookies = await Promise.all([first, second, first, second].map((replica) => open(replica, code)))
  expect(cookies.filter((cookie) => cookie !== '')).toHaveLength(1)
  expect(await sharing(second)).toMatchObject({ viewers: [{}] })
})

test('wrong codes tried at both replicas count together', async () => {
  const statuses: number[] = []
  for (let tries = 0; tries < 32; tries += 1) {
    const replica = tries % 2 === 0 ? first : second
    statuses.push((await replica.call('POST', WATCH, { secret: '000000000000' }, { cookie: '' })).status)
  }
  expect(statuses.slice(28)).toEqual([401, 401, 429, 429])
  for (const replica of [first, second]) replica.passed += 60_000
  expect(await open(second, tokenOf(await start()))).not.toBe('')
})

test.each<[string, () => Promise<unknown>]>([
  ['it is stopped', () => caller(first, 'DELETE', '/api/together')],
  ['the caller signs out', () => caller(first, 'DELETE', '/api/session')],
  ['the sign-in is revoked', () => first.gateway.sessions.endOthers(0, 'revoked')],
  [
    'the clocks are set back',
    async () => {
      for (const replica of [first, second]) replica.skew = -7_200_000
    },
  ],
  [
    'its time is over',
    async () => {
      for (const replica of [first, second]) replica.passed += 15 * 60_000 + 1
    },
  ],
])('nobody looks on by way of the other replica when %s', async (_, end) => {
  const started = await start()
  const cookie = await open(second, tokenOf(started))
  await show(first)
  expect(WatchedPage.parse(await watch(second, cookie)).screen).not.toBeNull()
  const supports = await follow(second, `${WATCH}/events`, cookie)
  await end()
  expect(await watch(second, cookie)).toMatchObject(OVER)
  expect(await open(second, tokenOf(started))).toBe('')
  while (!(await supports?.read())?.done);
  const left = ['shared_pages', 'shared_page_secrets'] as const
  await expect
    .poll(async () => Promise.all(left.map((table) => first.gateway.store.selectFrom(table).selectAll().execute())))
    .toEqual([[], []])
})

test('what is stored of it are hashes, and no label that may be a secret', async () => {
  const started = await start()
  const items = [{ ...SAVE, label: 'abcdefghij0123456789ABCDEFGHIJ0123456789' }]
  await caller(second, 'PUT', '/api/together/screen', { ...SCREEN, items })
  const cookie = await open(second, tokenOf(started))
  const { store } = first.gateway
  const rows = [
    await store.selectFrom('shared_pages').selectAll().execute(),
    await store.selectFrom('shared_page_secrets').selectAll().execute(),
  ]
  const written = JSON.stringify(rows)
  expect(written).toContain('Registration')
  for (const secret of [tokenOf(started), started.code, cookie.split('=')[1] ?? '', 'abcdefghij01'])
    expect(written).not.toContain(secret)
})
