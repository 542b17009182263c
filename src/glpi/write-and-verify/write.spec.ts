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

const isPut = ({ method }: { method: string }): boolean => method === 'PUT'

async function change(what: 'set' | 'remove'): Promise<Result> {
  const outcome = await (what === 'set' ? glpi.set(DEMO_KEY, signal) : glpi.remove(signal))
  const { did, storage, cause, errorCode } = outcome
  return { did, storage, cause, errorCode, isDone: isDone(outcome, what), key: readableKey(fake) ?? 'unreadable' }
}

/** What comes of a change, whether the key is then as it was asked for, and what GLPI reads. */
type Result = Pick<WriteOutcome, 'did' | 'storage' | 'cause' | 'errorCode'> & { isDone: boolean; key: string }

const SET: Result = { did: 'wrote', storage: 'proven', cause: null, errorCode: null, isDone: true, key: DEMO_KEY }
const REMOVED: Result = { did: 'removed', storage: 'none', cause: null, errorCode: null, isDone: true, key: '' }

test.each<[is: string, set: () => unknown, ofSet: Result, ofRemove: Result]>([
  ['a sound GLPI', () => undefined, SET, REMOVED],
  ['no row yet', () => dropKey(fake), SET, REMOVED],
  ['an empty field', () => storeKey(fake, ''), SET, REMOVED],
  [
    'a GLPI that cannot encrypt',
    () => (fake.cryptFile = 'missing'),
    { did: 'wrote', storage: 'blank', cause: 'stored-blank', errorCode: null, isDone: false, key: '' },
    { did: 'removed', storage: 'blank', cause: 'stored-blank', errorCode: null, isDone: false, key: '' },
  ],
  [
    'a crypt key of the wrong length',
    () => (fake.cryptFile = randomBytes(31)),
    { did: 'wrote', storage: 'blank', cause: 'stored-blank', errorCode: null, isDone: false, key: '' },
    { did: 'removed', storage: 'blank', cause: 'stored-blank', errorCode: null, isDone: false, key: '' },
  ],
  ['a crypt key that was changed', () => (fake.cryptFile = randomBytes(32)), SET, REMOVED],
  [
    'an account that may only read',
    () => (fake.config = 1),
    { did: 'kept', storage: 'unknown', cause: 'right-missing', errorCode: null, isDone: false, key: LONG_KEY },
    { did: 'kept', storage: 'unknown', cause: 'right-missing', errorCode: null, isDone: false, key: LONG_KEY },
  ],
  [
    'an account without the right',
    () => (fake.config = null),
    { did: 'kept', storage: 'unknown', cause: 'right-missing', errorCode: null, isDone: false, key: LONG_KEY },
    { did: 'kept', storage: 'unknown', cause: 'right-missing', errorCode: null, isDone: false, key: LONG_KEY },
  ],
  [
    'an account that is closed',
    () => (fake.userToken = 'closed'),
    {
      did: 'kept',
      storage: 'unknown',
      cause: 'glpi-sign-in-refused',
      errorCode: 'ERROR_GLPI_LOGIN_USER_TOKEN',
      isDone: false,
      key: LONG_KEY,
    },
    {
      did: 'kept',
      storage: 'unknown',
      cause: 'glpi-sign-in-refused',
      errorCode: 'ERROR_GLPI_LOGIN_USER_TOKEN',
      isDone: false,
      key: LONG_KEY,
    },
  ],
  [
    'an API that is switched off',
    () => (fake.apiEnabled = false),
    { did: 'kept', storage: 'unknown', cause: 'glpi-api-disabled', errorCode: 'ERROR', isDone: false, key: LONG_KEY },
    { did: 'kept', storage: 'unknown', cause: 'glpi-api-disabled', errorCode: 'ERROR', isDone: false, key: LONG_KEY },
  ],
  [
    'a connection that drops before anything is done',
    () => (fake.drops = (asked) => (isPut(asked) ? 'before' : null)),
    {
      did: 'wrote',
      storage: 'unknown',
      cause: 'connection-reset',
      errorCode: 'UND_ERR_SOCKET',
      isDone: false,
      key: LONG_KEY,
    },
    {
      did: 'removed',
      storage: 'unknown',
      cause: 'connection-reset',
      errorCode: 'UND_ERR_SOCKET',
      isDone: false,
      key: LONG_KEY,
    },
  ],
  [
    'a connection that drops when all is done',
    () => (fake.drops = (asked) => (isPut(asked) ? 'after' : null)),
    SET,
    REMOVED,
  ],
  [
    'maintenance in the midst of it',
    () => {
      fake.drops = (asked) => {
        if (isPut(asked)) fake.page = { status: 503, html: '<title>MAINTENANCE MODE - GLPI</title>' }
        return isPut(asked) ? 'before' : null
      }
    },
    {
      did: 'wrote',
      storage: 'unknown',
      cause: 'connection-reset',
      errorCode: 'UND_ERR_SOCKET',
      isDone: false,
      key: LONG_KEY,
    },
    { did: 'removed', storage: 'unknown', cause: 'glpi-maintenance', errorCode: null, isDone: false, key: LONG_KEY },
  ],
])('%s', async (_, set, ofSet, ofRemove) => {
  await set()
  const before = keyRowOf(fake)?.value ?? null
  expect(await change('set')).toEqual(ofSet)
  if (before === null) dropKey(fake)
  else storeKey(fake, before)
  fake.page = null
  expect(await change('remove')).toEqual(ofRemove)
  fake.page = null
  await glpi.close()
  expect(fake.sessions.size).toBe(0)
})

test('a text that cannot be a header, or does not fit the column, is not sent', async () => {
  expect(await glpi.set('a\r\nb', signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'key-unsendable',
    errorCode: null,
  })
  expect(await glpi.set('a'.repeat(49_109), signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'key-unsendable',
    errorCode: null,
  })
  expect(await glpi.set('a'.repeat(49_110), signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'too-long-for-glpi',
    errorCode: null,
  })
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
  expect(await glpi.set(DEMO_KEY, signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'stored-unproven',
    errorCode: 'ERROR_GLPI_UPDATE',
  })
  expect(readableKey(fake)).toBe(LONG_KEY)
})

test.each([1, 2])('a removal that is given up at write %i still leaves no other text behind', async (last) => {
  const given = new AbortController()
  let writes = 0
  fake.drops = (asked) => {
    if (isPut(asked) && ++writes === last) given.abort()
    return null
  }
  await glpi.remove(given.signal)
  expect(readableKey(fake)).toBe('')
})

test('login and password, and the API under its other name', async () => {
  const rest = { url: `${fake.url}/api.php/v1`, login: fake.login, password: fake.password }
  const other = openGlpi({ connection: { rest } })
  expect(await other.set(DEMO_KEY, signal)).toMatchObject({
    did: 'wrote',
    storage: 'proven',
    cause: null,
    errorCode: null,
  })
  await other.close()
  expect(fake.requests.every(({ path }) => path.startsWith('/api.php/v1/'))).toBe(true)
})

test('a text that GLPI would change before storing it is not sent', async () => {
  for (const text of ['a<b', 'a&b', "a'b", 'a\\b'])
    expect(await glpi.set(text, signal)).toMatchObject({
      did: 'kept',
      storage: 'unknown',
      cause: 'key-unsendable',
      errorCode: 'API_ESCAPES',
    })
  expect(await glpi.set('0', signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'key-unsendable',
    errorCode: null,
  })
  expect(readableKey(fake)).toBe(LONG_KEY)
})

test('a value that somebody else wrote meanwhile is not taken for the key', async () => {
  fake.drops = (asked) => {
    if (isPut(asked)) fake.silent = () => (storeKey(fake, encrypted(fake, `${DEMO_KEY}=`)), false)
    return null
  }
  expect(await glpi.set(DEMO_KEY, signal)).toMatchObject({
    did: 'wrote',
    storage: 'accepted',
    cause: 'stored-unproven',
    errorCode: 'ANOTHER_VALUE',
  })
})

test('no address of a cloud is dialled', async () => {
  for (const url of [
    'http://169.254.169.254/',
    'http://2852039166/',
    'http://0xA9FEA9FE/glpi/',
    'http://[::ffff:a9fe:a9fe]/',
  ]) {
    const other = openGlpi({ connection: { rest: { url, userToken: 'a' } } })
    expect(await other.set(DEMO_KEY, signal)).toMatchObject({
      did: 'kept',
      storage: 'unknown',
      cause: 'glpi-unreachable',
      errorCode: 'ADDRESS_REFUSED',
    })
  }
})

test('no redirect is followed with the token', async () => {
  const elsewhere = await startFakeGlpi()
  fake.page = { status: 307, html: '', headers: { location: `${elsewhere.url}/apirest.php/initSession` } }
  expect(await glpi.set(DEMO_KEY, signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'redirected',
    errorCode: null,
  })
  expect(elsewhere.requests).toEqual([])
  await elsewhere.close()
})

test('without a connection method nothing is done', async () => {
  const none = openGlpi({ connection: {} })
  expect(await none.set(DEMO_KEY, signal)).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'glpi-unreachable',
    errorCode: 'NO_WAY',
  })
})
