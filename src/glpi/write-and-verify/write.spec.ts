import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import type { Glpi } from '../glpi.ts'
import { openGlpi } from '../open-glpi.ts'
import { startFakeGlpi, type FakeGlpi } from '../testing/fake-glpi.ts'
import { dropKey, encrypted, keyRowOf, readableKey, storeKey } from '../testing/model.ts'

let fake: FakeGlpi
let glpi: Glpi
const { signal } = new AbortController()

beforeEach(async () => {
  fake = await startFakeGlpi({ cryptFile: randomBytes(32) })
  storeKey(fake, encrypted(fake, LONG_KEY))
  glpi = openGlpi({ connection: { rest: { url: fake.url, userToken: fake.userToken } } })
})

afterEach(async () => {
  await glpi.close()
  await fake.close()
})

const formatOutcome = ({ did, storage, cause, errorCode }: WriteOutcome): string =>
  [did, storage, cause, errorCode].filter((part) => part !== null).join(' ')

const isPut = ({ method }: { method: string }): boolean => method === 'PUT'

/** What GLPI keeps when all is done: the new key, the old one, nothing; or what it cannot read. */
const left = (): string =>
  ({ [DEMO_KEY]: 'new', [LONG_KEY]: 'old', '': 'nothing' })[readableKey(fake) ?? '?'] ?? 'unreadable'

type Case = [is: string, set: () => unknown, of: string, removed: string]

test.each<Case>([
  ['a sound GLPI', () => undefined, 'wrote proven: new', 'removed none: nothing'],
  ['no row yet', () => dropKey(fake), 'wrote proven: new', 'removed none: nothing'],
  ['an empty field', () => storeKey(fake, ''), 'wrote proven: new', 'removed none: nothing'],
  [
    'a GLPI that cannot encrypt',
    () => (fake.cryptFile = 'missing'),
    'wrote blank stored-blank: nothing',
    'removed blank stored-blank: nothing',
  ],
  [
    'a crypt key of the wrong length',
    () => (fake.cryptFile = randomBytes(31)),
    'wrote blank stored-blank: nothing',
    'removed blank stored-blank: nothing',
  ],
  [
    'a crypt key that was changed',
    () => (fake.cryptFile = randomBytes(32)),
    'wrote proven: new',
    'removed none: nothing',
  ],
  [
    'an account that may only read',
    () => (fake.config = 1),
    'kept unknown right-missing: old',
    'kept unknown right-missing: old',
  ],
  [
    'an account without the right',
    () => (fake.config = null),
    'kept unknown right-missing: old',
    'kept unknown right-missing: old',
  ],
  [
    'an account that is closed',
    () => (fake.userToken = 'closed'),
    'kept unknown glpi-sign-in-refused ERROR_GLPI_LOGIN_USER_TOKEN: old',
    'kept unknown glpi-sign-in-refused ERROR_GLPI_LOGIN_USER_TOKEN: old',
  ],
  [
    'an API that is switched off',
    () => (fake.apiEnabled = false),
    'kept unknown glpi-api-disabled ERROR: old',
    'kept unknown glpi-api-disabled ERROR: old',
  ],
  [
    'a connection that drops before anything is done',
    () => (fake.drops = (asked) => (isPut(asked) ? 'before' : null)),
    'wrote unknown connection-reset UND_ERR_SOCKET: old',
    'removed unknown connection-reset UND_ERR_SOCKET: old',
  ],
  [
    'a connection that drops when all is done',
    () => (fake.drops = (asked) => (isPut(asked) ? 'after' : null)),
    'wrote proven: new',
    'removed none: nothing',
  ],
  [
    'maintenance in the midst of it',
    () => {
      fake.drops = (asked) => {
        if (isPut(asked)) fake.page = { status: 503, html: '<title>MAINTENANCE MODE - GLPI</title>' }
        return isPut(asked) ? 'before' : null
      }
    },
    'wrote unknown connection-reset UND_ERR_SOCKET: old',
    'removed unknown glpi-maintenance: old',
  ],
])('%s', async (_, set, expected, removed) => {
  await set()
  const before = keyRowOf(fake)?.value ?? null
  const outcome = await glpi.set(DEMO_KEY, signal)
  expect(`${formatOutcome(outcome)}: ${left()}`).toBe(expected)
  expect(isDone(outcome, 'set')).toBe(expected === 'wrote proven: new')
  expect(readableKey(fake) === DEMO_KEY).toBe(isDone(outcome, 'set'))
  if (before === null) dropKey(fake)
  else storeKey(fake, before)
  fake.page = null
  const gone = await glpi.remove(signal)
  expect(`${formatOutcome(gone)}: ${left()}`).toBe(removed)
  expect(isDone(gone, 'remove')).toBe(removed === 'removed none: nothing')
  fake.page = null
  await glpi.close()
  expect(fake.sessions.size).toBe(0)
})

test('a text that cannot be a header is not sent, nor is one that cannot fit', async () => {
  expect(formatOutcome(await glpi.set('a\r\nb', signal))).toBe('kept unknown key-unsendable')
  expect(formatOutcome(await glpi.set('a'.repeat(49_109), signal))).toBe('kept unknown key-unsendable')
  expect(formatOutcome(await glpi.set('a'.repeat(49_110), signal))).toBe('kept unknown too-long-for-glpi')
  expect(fake.requests).toEqual([])
})

test('the named field alone is sent, and what is read is asked for in few questions', async () => {
  await glpi.set(DEMO_KEY, signal)
  await glpi.close()
  expect(fake.requests.filter(isPut).map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { input: { glpinetwork_registration_key: DEMO_KEY } },
  ])
  expect(fake.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)).toEqual([
    'GET /apirest.php/initSession',
    'GET /apirest.php/Config/',
    'GET /apirest.php/search/Config',
    'PUT /apirest.php/Config/271',
    'GET /apirest.php/search/Config',
    'GET /apirest.php/killSession',
  ])
})

test('before and after are shown by their hashes, never by the key', async () => {
  const outcome = await glpi.set(DEMO_KEY, signal)
  expect(outcome).toMatchObject({
    before: { state: 'present', length: LONG_KEY.length },
    after: { state: 'present', length: DEMO_KEY.length },
  })
  expect(outcome.before.mark).not.toBe(outcome.after.mark)
  for (const secret of [DEMO_KEY, LONG_KEY, keyRowOf(fake)?.value ?? ''])
    expect(JSON.stringify(outcome)).not.toContain(secret)
})

test('a refusal in whatever language is one that changed nothing', async () => {
  fake.drops = (asked) => {
    // the right is withdrawn after it was checked
    if (isPut(asked)) fake.config = 1
    return null
  }
  expect(formatOutcome(await glpi.set(DEMO_KEY, signal))).toBe('kept unknown stored-unproven ERROR_GLPI_UPDATE')
  expect(left()).toBe('old')
})

test.each([1, 2])('a removal that is given up at write %i still leaves no other text behind', async (last) => {
  const given = new AbortController()
  let writes = 0
  fake.drops = (asked) => {
    if (isPut(asked) && ++writes === last) given.abort()
    return null
  }
  await glpi.remove(given.signal)
  expect(left()).toBe('nothing')
})

test('login and password, and the API under its other name', async () => {
  const rest = { url: `${fake.url}/api.php/v1`, login: fake.login, password: fake.password }
  const other = openGlpi({ connection: { rest } })
  expect(formatOutcome(await other.set(DEMO_KEY, signal))).toBe('wrote proven')
  await other.close()
  expect(fake.requests.every(({ path }) => path.startsWith('/api.php/v1/'))).toBe(true)
})

test('a text that GLPI would change before storing it is not sent', async () => {
  for (const text of ['a<b', 'a&b', "a'b", 'a\\b'])
    expect(formatOutcome(await glpi.set(text, signal))).toBe('kept unknown key-unsendable API_ESCAPES')
  expect(formatOutcome(await glpi.set('0', signal))).toBe('kept unknown key-unsendable')
  expect(left()).toBe('old')
})

test('a value that somebody else wrote meanwhile is not taken for the key', async () => {
  fake.drops = (asked) => {
    if (isPut(asked)) fake.silent = () => (storeKey(fake, encrypted(fake, `${DEMO_KEY}=`)), false)
    return null
  }
  expect(formatOutcome(await glpi.set(DEMO_KEY, signal))).toBe('wrote accepted stored-unproven ANOTHER_VALUE')
})

test('no address of a cloud is dialled', async () => {
  for (const url of [
    'http://169.254.169.254/',
    'http://2852039166/',
    'http://0xA9FEA9FE/glpi/',
    'http://[::ffff:a9fe:a9fe]/',
  ]) {
    const other = openGlpi({ connection: { rest: { url, userToken: 'a' } } })
    expect(formatOutcome(await other.set(DEMO_KEY, signal))).toBe('kept unknown glpi-unreachable ADDRESS_REFUSED')
  }
})

test('no redirect is followed with the token', async () => {
  const elsewhere = await startFakeGlpi()
  fake.page = { status: 307, html: '', headers: { location: `${elsewhere.url}/apirest.php/initSession` } }
  expect(formatOutcome(await glpi.set(DEMO_KEY, signal))).toBe('kept unknown redirected')
  expect(elsewhere.requests).toEqual([])
  await elsewhere.close()
})

test('without a connection method nothing is done', async () => {
  const none = openGlpi({ connection: {} })
  expect(formatOutcome(await none.set(DEMO_KEY, signal))).toBe('kept unknown glpi-unreachable NO_WAY')
})
