import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import type { WriteOutcome } from '#domain/storage.ts'
import { openGlpi } from '../open-glpi.ts'
import { newModel, readableKey, type Model } from '../testing/model.ts'
import { startWebFront, type WebFront } from '../testing/web-front.ts'

const { signal } = new AbortController()
const WEB = `Basic ${Buffer.from('web:server').toString('base64')}`
const APP_TOKEN = 'C'.repeat(40)
const PROFILES = [
  { id: 1, name: 'Self-Service' },
  { id: 4, name: 'Super-Admin' },
]

let glpi: Model
let front: WebFront

beforeEach(async () => {
  glpi = { ...newModel(), cryptFile: new Uint8Array(32) }
  front = await startWebFront(glpi)
})
afterEach(() => front.close())

type Rest = Partial<NonNullable<Connection['rest']>>
const token = (): Rest => ({ userToken: glpi.userToken })
const login = (): Rest => ({ login: glpi.login, password: glpi.password })

async function set(rest: Rest = token()): Promise<WriteOutcome> {
  const opened = openGlpi({ connection: { rest: { url: front.url, ...rest } } })
  const outcome = await opened.set(DEMO_KEY, signal)
  await opened.close()
  return outcome
}

const dropped = (header: 'authorization' | 'app-token') => () => {
  if (header === 'authorization') front.authorization = 'dropped'
  else front.drops = [header]
}

test.each<[string, () => Rest]>([
  ['a user token', token],
  ['a login', login],
])('%s whose header is lost gets through in the body, and never in the address', async (_, rest) => {
  front.authorization = 'dropped'
  expect(await set(rest())).toMatchObject({ did: 'wrote', storage: 'proven', cause: null, errorCode: null })
  expect(readableKey(glpi)).toBe(DEMO_KEY)
  const addresses = front.requests.map(({ path, query }) => `${path}?${query}`).join(' ')
  expect(addresses).not.toContain(glpi.userToken)
  expect(addresses).not.toContain(glpi.password)
})

const lostEverywhere = () => {
  front.authorization = 'dropped'
  front.instead = ({ method }) => (method === 'POST' ? [405, undefined, { 'content-type': 'text/html' }] : null)
}

test.each<[string, () => unknown, () => Rest, cause: CauseCode, errorCode: string]>([
  [
    'a login that is lost in the header and in the body',
    lostEverywhere,
    token,
    'glpi-header-dropped',
    'ERROR_LOGIN_PARAMETERS_MISSING',
  ],
  [
    'an App-Token that is lost',
    () => {
      glpi.appToken = APP_TOKEN
      dropped('app-token')()
    },
    () => ({ ...token(), appToken: APP_TOKEN }),
    'glpi-header-dropped',
    'ERROR_APP_TOKEN_PARAMETERS_MISSING',
  ],
  [
    'an App-Token that was never given',
    () => (glpi.appToken = APP_TOKEN),
    token,
    'glpi-sign-in-refused',
    'ERROR_APP_TOKEN_PARAMETERS_MISSING',
  ],
  [
    'a wrong token behind a server that drops the header',
    dropped('authorization'),
    () => ({ userToken: 'B'.repeat(40) }),
    'glpi-sign-in-refused',
    'ERROR_GLPI_LOGIN_USER_TOKEN',
  ],
  ['HTTP Basic in front', () => (front.basic = WEB), token, 'glpi-web-login', 'HTTP_BASIC'],
  [
    'a wrong login for HTTP Basic',
    () => (front.basic = WEB),
    () => ({ ...token(), webLogin: 'web', webPassword: 'x' }),
    'glpi-web-login',
    'HTTP_BASIC',
  ],
  [
    'a session that GLPI 10 cannot write',
    () => (glpi.sessionsUnwritable = true),
    token,
    'glpi-sessions-unwritable',
    'EMPTY_SESSION',
  ],
  [
    'a session that GLPI 11 cannot encrypt',
    () => Object.assign(glpi, { sessionsUnwritable: true, hlapi: { enabled: true, clientId: 'a', clientSecret: 'b' } }),
    login,
    'crypt-key-missing',
    'EMPTY_SESSION',
  ],
  [
    'the same while its API v2 is off',
    () =>
      Object.assign(glpi, { sessionsUnwritable: true, hlapi: { enabled: false, clientId: 'a', clientSecret: 'b' } }),
    login,
    'crypt-key-missing',
    'EMPTY_SESSION',
  ],
])('%s', async (_, prepare, rest, cause, errorCode) => {
  prepare()
  expect(await set(rest())).toMatchObject({ did: 'kept', storage: 'unknown', cause, errorCode })
  expect(readableKey(glpi)).toBe('')
})

test('a login of the web server’s and a user token go together', async () => {
  front.basic = WEB
  expect(await set({ ...token(), webLogin: 'web', webPassword: 'server' })).toMatchObject({
    did: 'wrote',
    storage: 'proven',
    cause: null,
    errorCode: null,
  })
  expect(front.requests.every(({ headers }) => headers['authorization'] === WEB)).toBe(true)
})

test('messages of PHP around every answer change nothing', async () => {
  front.around = { before: '<br />\n<b>Deprecated</b>:  x in <b>/a.php</b> on line <b>1</b><br />\n', after: '' }
  expect(await set()).toMatchObject({ did: 'wrote', storage: 'proven', cause: null, errorCode: null })
  front.around = { before: '\ufeff', after: '<br />\n<b>Notice</b>:  y in <b>/b.php</b> on line <b>2</b><br />\n' }
  expect(await set()).toMatchObject({ did: 'wrote', storage: 'proven', cause: null, errorCode: null })
})

test('a default profile without the right is named, with the account’s other profiles', async () => {
  Object.assign(glpi, { profiles: PROFILES, config: 0 })
  const outcome = await set()
  expect(outcome).toMatchObject({ did: 'kept', storage: 'unknown', cause: 'right-missing', errorCode: null })
  expect(outcome.evidence).toEqual({ said: 'profile: Self-Service; others: Super-Admin' })
})

test.each(['Super-Admin', 'super-admin', '4'])('the profile %s is used in its place', async (profile) => {
  Object.assign(glpi, { profiles: PROFILES, config: 0 })
  expect(await set({ ...token(), profile })).toMatchObject({
    did: 'wrote',
    storage: 'proven',
    cause: null,
    errorCode: null,
  })
})

test('a profile that the account does not have', async () => {
  Object.assign(glpi, { profiles: PROFILES, config: 0 })
  const outcome = await set({ ...token(), profile: 'Hotliner' })
  expect(outcome).toMatchObject({
    did: 'kept',
    storage: 'unknown',
    cause: 'right-missing',
    errorCode: 'NO_SUCH_PROFILE',
  })
  expect(outcome.evidence?.said).toBe('profiles of this account: Self-Service, Super-Admin')
})

test('what came in place of an answer is in the outcome, and quotes no token', async () => {
  front.instead = () => [502, undefined, { 'content-type': 'text/html' }]
  expect((await set()).evidence).toEqual({ status: 502 })
  front.instead = ({ headers }) => [
    401,
    [
      'ERROR_GLPI_LOGIN_USER_TOKEN',
      `not ${String(headers['authorization'])}; view documentation at https://glpi.example/#ERROR_X`,
    ],
  ]
  expect((await set()).evidence).toEqual({ status: 401, said: 'withheld' })
})
