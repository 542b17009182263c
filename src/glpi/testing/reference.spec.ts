import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isObject, type FakeReply } from './answer.ts'
import { encryptedAsGlpi } from './as-glpi.ts'
import { glpiAnswer } from './fake-glpi.ts'
import {
  changeCryptFile,
  encrypted,
  keyRowOf,
  newModel,
  newModel11,
  readableKey,
  storeKey,
  type Model,
} from './model.ts'

const FILE = randomBytes(32)
const OTHER = randomBytes(32)
const client = { clientId: 'client', clientSecret: 'secret' }

let glpi: Model
let session: string
let bearer: string

const ask = (method: string, path: string, headers: Record<string, string> = {}, body = ''): FakeReply => {
  const [at = '', query = ''] = path.split('?', 2)
  return glpiAnswer(glpi, { method, path: at, query: new URLSearchParams(query), headers, body })
}
const rest = (method: string, path: string, input?: object) =>
  ask(method, `/apirest.php/${path}`, { 'session-token': session }, input && JSON.stringify({ input }))
const v2 = (method: string, path = '/v2/Setup/Config/core/glpinetwork_registration_key', body = '') =>
  ask(method, `/api.php${path}`, { authorization: `Bearer ${bearer}` }, body)

const member = (body: unknown, name: string): unknown => (isObject(body) ? body[name] : undefined)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const byToken = () => ask('GET', '/apirest.php/initSession', { authorization: `user_token ${glpi.userToken}` })
const byPassword = () =>
  ask('GET', '/apirest.php/initSession', {
    authorization: `Basic ${Buffer.from(`${glpi.login}:${glpi.password}`).toString('base64')}`,
  })
const token = (more: Record<string, string> = {}) => {
  const form = { grant_type: 'password', client_id: client.clientId, client_secret: client.clientSecret, scope: 'api' }
  const account = { username: glpi.login, password: glpi.password }
  return ask('POST', '/api.php/token', {}, new URLSearchParams({ ...form, ...account, ...more }).toString())
}

function open(model: Model): void {
  glpi = model
  session = text(member(byToken()[1], 'session_token'))
  bearer = text(member(token()[1], 'access_token'))
}
const open11 = () => open(newModel11(FILE, { hlapi: { enabled: true, ...client } }))
beforeEach(open11)

type ReadReply = { status: number; code?: unknown; detail?: unknown }

/** The status of a reply, with the code and the sentence of an error where it is one. */
function readReply([status, body]: FakeReply): ReadReply {
  if (Array.isArray(body) && String(body[0]).startsWith('ERROR')) return { status, code: body[0], detail: body[1] }
  const code = text(member(body, 'status')) || text(member(body, 'error'))
  const detail = text(member(body, 'detail'))
  return { status, ...(code !== '' && { code }), ...(detail !== '' && { detail }) }
}

const KEY = 'glpinetwork_registration_key'
const keyRow = () => keyRowOf(glpi)?.id ?? 0
const stored = () => keyRowOf(glpi)?.value

test('11: one that never had a key has the row, with NULL in it; 10 has no row', () => {
  expect(keyRowOf(glpi)).toMatchObject({ value: null })
  expect(keyRowOf(newModel())).toBeUndefined()
})

test.each<[string, () => FakeReply, ReadReply, (() => unknown)?, unknown?]>([
  [
    '11 PUT to any core row: "error", and saved, encrypted, trimmed',
    () => rest('PUT', 'Config/1', { [KEY]: ` ${DEMO_KEY}\n` }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: '' },
    () => readableKey(glpi),
    DEMO_KEY,
  ],
  [
    '11 PUT "" clears to ""',
    () => rest('PUT', 'Config/1', { [KEY]: '' }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: '' },
    stored,
    '',
  ],
  [
    '11 PUT without the right: the second element says so',
    () => ((glpi.config = 1), rest('PUT', 'Config/1', { [KEY]: DEMO_KEY })),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: expect.stringMatching(/^You don't /) },
    stored,
    null,
  ],
  [
    '11 PUT of 70,006 characters: the MySQL error, and the old value stays',
    () => rest('PUT', 'Config/1', { [KEY]: 'a'.repeat(70_006) }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: expect.stringMatching(/^Data too /) },
    stored,
    null,
  ],
  [
    'MariaDB with read_only: a second element that is not empty, and nothing stored',
    () => ((glpi.readOnly = true), rest('PUT', 'Config/1', { [KEY]: DEMO_KEY })),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: expect.stringMatching(/^MySQL query /) },
    stored,
    null,
  ],
  [
    '11 PUT of 0: stored in clear',
    () => rest('PUT', 'Config/1', { [KEY]: '0' }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: '' },
    stored,
    '0',
  ],
  [
    '11 escapes nothing any more',
    () => rest('PUT', 'Config/1', { [KEY]: `a<b>&"'\\` }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: '' },
    () => readableKey(glpi),
    `a<b>&"'\\`,
  ],
  [
    'PUT with context and value: 200, and destroyed',
    () => rest('PUT', `Config/${keyRow()}`, { context: 'core', value: DEMO_KEY }),
    { status: 200 },
    stored,
    DEMO_KEY,
  ],
  [
    'PUT with value alone: a row called so',
    () => rest('PUT', 'Config/1', { value: DEMO_KEY }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: '' },
    () => glpi.history,
    [DEMO_KEY],
  ],
  [
    'PUT to a row that is not there',
    () => rest('PUT', 'Config/9999', { [KEY]: DEMO_KEY }),
    { status: 400, code: 'ERROR_GLPI_UPDATE', detail: null },
    stored,
    null,
  ],
  [
    'POST: nobody has that right',
    () => rest('POST', 'Config', { [KEY]: DEMO_KEY }),
    { status: 400, code: 'ERROR_GLPI_ADD', detail: expect.stringMatching(/^You don't /) },
    stored,
    null,
  ],
  [
    'DELETE: nobody has that right',
    () => rest('DELETE', `Config/${keyRow()}`),
    { status: 400, code: 'ERROR_GLPI_DELETE', detail: expect.stringMatching(/^You don't /) },
    stored,
    null,
  ],
  [
    'GET of the row has no value',
    () => rest('GET', `Config/${keyRow()}`),
    { status: 200 },
    () => member(rest('GET', `Config/${keyRow()}`)[1], 'value'),
    undefined,
  ],
  [
    'search shows NULL as null',
    () => rest('GET', 'search/Config?range=0-499&withindexes=1'),
    { status: 200 },
    () => shownBySearch(),
    null,
  ],
  [
    'search shows an empty value as ""',
    () => (storeKey(glpi, ''), rest('GET', 'search/Config?range=0-499&withindexes=1')),
    { status: 200 },
    () => shownBySearch(),
    '',
  ],
  ['search of a part of them is 206', () => rest('GET', 'search/Config?range=0-9&withindexes=1'), { status: 206 }],
  [
    'getGlpiConfig: every account, proxy_exclusions a list, no key',
    () => ((glpi.config = 0), rest('GET', 'getGlpiConfig')),
    { status: 200 },
    () =>
      Object.keys(Object(member(rest('GET', 'getGlpiConfig')[1], 'cfg_glpi'))).filter(
        (name) => name === KEY || name === 'proxy_exclusions',
      ),
    ['proxy_exclusions'],
  ],
  [
    'no right to read',
    () => ((glpi.config = 0), rest('GET', 'Config')),
    { status: 403, code: 'ERROR_RIGHT_MISSING', detail: expect.stringMatching(/^You don't /) },
  ],
  [
    'session ended',
    () => (glpi.sessions.clear(), rest('GET', 'Config')),
    { status: 401, code: 'ERROR_SESSION_TOKEN_INVALID', detail: expect.stringMatching(/^session_token seems /) },
  ],
  [
    'session token nonsense: 11 says missing',
    () => ask('GET', '/apirest.php/Config', { 'session-token': 'nonsense' }),
    { status: 400, code: 'ERROR_SESSION_TOKEN_MISSING', detail: expect.stringMatching(/^parameter session_token /) },
  ],
  [
    'API off',
    () => ((glpi.apiEnabled = false), byToken()),
    { status: 400, code: 'ERROR', detail: expect.stringMatching(/^API disabled; /) },
  ],
  [
    'client for another address',
    () => ((glpi.clientActive = false), byToken()),
    { status: 400, code: 'ERROR_NOT_ALLOWED_IP', detail: expect.stringMatching(/^There is /) },
  ],
  [
    'logins not allowed',
    () => ((glpi.loginByPassword = false), byPassword()),
    { status: 400, code: 'ERROR_LOGIN_WITH_CREDENTIALS_DISABLED', detail: expect.stringMatching(/^usage of /) },
  ],
  [
    'tokens not allowed',
    () => ((glpi.loginByToken = false), byToken()),
    { status: 400, code: 'ERROR_LOGIN_WITH_TOKEN_DISABLED', detail: expect.stringMatching(/^usage of /) },
  ],
  [
    '10: tokens not allowed, the same as a wrong token',
    () => (open(newModel()), (glpi.loginByToken = false), byToken()),
    { status: 401, code: 'ERROR_GLPI_LOGIN_USER_TOKEN', detail: expect.stringMatching(/^parameter user_token /) },
  ],
  [
    'the web server drops Authorization',
    () => ((glpi.authorization = 'dropped'), byToken()),
    { status: 400, code: 'ERROR_LOGIN_PARAMETERS_MISSING', detail: expect.stringMatching(/^parameter\(s\) login, /) },
  ],
  [
    'then GLPI takes the token in the body',
    () => (
      (glpi.authorization = 'dropped'),
      ask('POST', '/apirest.php/initSession', {}, JSON.stringify({ user_token: glpi.userToken }))
    ),
    { status: 200 },
  ],
  ['apirest.php alone: the manual', () => ask('GET', '/apirest.php'), { status: 200 }],
])('legacy REST. %s', (_, request, expected, seen, value) => {
  expect(readReply(request())).toEqual(expected)
  expect(seen?.()).toEqual(value)
})

function shownBySearch(): unknown {
  const data = member(rest('GET', 'search/Config?range=0-499&withindexes=1')[1], 'data')
  return member(member(data, String(keyRow())), '1')
}

test('11 encrypts the tokens of its sessions, 120 characters; 10 has 26', () => {
  expect(session).toMatch(/^[A-Za-z0-9+/]{118,120}={0,2}$/)
  expect(session).toHaveLength(120)
  open(newModel())
  expect(session).toHaveLength(26)
})

test.each<[string, () => FakeReply, ReadReply, (() => unknown)?, unknown?]>([
  ['GET api.php without a sign-in', () => ask('GET', '/api.php'), { status: 200 }],
  [
    'switched off: GET of anything',
    () => ((glpi.hlapi = { enabled: false, ...client }), v2('GET')),
    { status: 403, code: 'ERROR_RIGHT_MISSING', detail: 'The High-Level API is disabled' },
  ],
  [
    'switched off: POST token still answers 200',
    () => ((glpi.hlapi = { enabled: false, ...client }), token()),
    { status: 200 },
  ],
  ['no token', () => ask('GET', '/api.php/v2/Setup/Config'), { status: 401, code: 'ERROR_UNAUTHENTICATED' }],
  [
    'bad token',
    () => ask('GET', '/api.php/v2/Setup/Config', { authorization: 'Bearer x' }),
    { status: 400, code: 'ERROR_INVALID_PARAMETER' },
  ],
  [
    'an empty Authorization: everything, POST token included',
    () => ((glpi.authorization = 'emptied'), token()),
    { status: 400, code: 'ERROR_INVALID_PARAMETER' },
  ],
  ['a dropped Authorization: POST token works', () => ((glpi.authorization = 'dropped'), token()), { status: 200 }],
  [
    'a dropped Authorization: then 401',
    () => ((glpi.authorization = 'dropped'), v2('GET')),
    { status: 401, code: 'ERROR_UNAUTHENTICATED' },
  ],
  ['wrong password', () => token({ password: 'x' }), { status: 400, code: 'invalid_grant' }],
  ['wrong secret', () => token({ client_secret: 'x' }), { status: 401, code: 'invalid_client' }],
  [
    'grant not ticked',
    () => ((glpi.hlapi = { enabled: true, ...client, grants: [] }), token()),
    { status: 400, code: 'unauthorized_client' },
  ],
  [
    'another address than the client’s',
    () => ((glpi.hlapi = { enabled: true, ...client, allowedAddress: false }), token()),
    { status: 401, code: 'access_denied' },
  ],
  [
    'a scope the client does not have: 200 all the same',
    () => ((glpi.hlapi = { enabled: true, ...client, scopes: [] }), token()),
    { status: 200 },
  ],
  [
    'and only detail tells',
    () => withoutScope(),
    {
      status: 403,
      code: 'ERROR_RIGHT_MISSING',
      detail: 'You do not have the required scope(s) to access this resource.',
    },
  ],
  ['client_credentials stands for no account', () => asClient(), { status: 401, code: 'ERROR_UNAUTHENTICATED' }],
  ['GET of the key: 403 where a row is', () => v2('GET'), { status: 403, code: 'ERROR_RIGHT_MISSING' }],
  ['GET of the key: 404 where none is', () => (v2('DELETE'), v2('GET')), { status: 404, code: 'ERROR_ITEM_NOT_FOUND' }],
  [
    'GET Setup/Config without READ',
    () => ((glpi.config = 0), v2('GET', '/v2/Setup/Config')),
    { status: 403, code: 'ERROR_RIGHT_MISSING' },
  ],
  [
    'GET Setup/Config: the key is never in it',
    () => v2('GET', '/v2/Setup/Config'),
    { status: 200 },
    () => JSON.stringify(v2('GET', '/v2/Setup/Config')[1]).includes(KEY),
    false,
  ],
  [
    'under v2.0 the settings are not there',
    () => v2('GET', '/v2.0/Setup/Config'),
    { status: 404, code: 'ERROR_ITEM_NOT_FOUND' },
  ],
  ['a version that is unknown means the newest', () => v2('GET', '/v2.9/Setup/Config'), { status: 200 }],
  [
    'PATCH: encrypted, not trimmed',
    () => v2('PATCH', undefined, JSON.stringify({ value: `${DEMO_KEY} ` })),
    { status: 204 },
    () => readableKey(glpi),
    `${DEMO_KEY} `,
  ],
  [
    'PATCH of a number: its text',
    () => v2('PATCH', undefined, '{"value":77}'),
    { status: 204 },
    () => readableKey(glpi),
    '77',
  ],
  [
    'PATCH null: NULL',
    () => (storeKey(glpi, 'x'), v2('PATCH', undefined, '{"value":null}')),
    { status: 204 },
    stored,
    null,
  ],
  [
    'PATCH of a form: NULL',
    () => (storeKey(glpi, 'x'), v2('PATCH', undefined, 'value=K')),
    { status: 204 },
    stored,
    null,
  ],
  ['PATCH "" over NULL leaves NULL', () => v2('PATCH', undefined, '{"value":""}'), { status: 204 }, stored, null],
  [
    'PATCH "" over a key: an empty text',
    () => (storeKey(glpi, 'x'), v2('PATCH', undefined, '{"value":""}')),
    { status: 204 },
    stored,
    '',
  ],
  [
    'PATCH too long: 500 without a word, the old value stays',
    () => v2('PATCH', undefined, JSON.stringify({ value: 'a'.repeat(70_006) })),
    { status: 500 },
    stored,
    null,
  ],
  [
    'PATCH without UPDATE',
    () => ((glpi.config = 1), v2('PATCH', undefined, '{"value":"K"}')),
    { status: 403, code: 'ERROR_RIGHT_MISSING' },
    stored,
    null,
  ],
  [
    'DELETE without UPDATE',
    () => ((glpi.config = 1), v2('DELETE')),
    { status: 403, code: 'ERROR_RIGHT_MISSING' },
    stored,
    null,
  ],
  ['DELETE', () => v2('DELETE'), { status: 204 }, stored, undefined],
  ['DELETE again', () => (v2('DELETE'), v2('DELETE')), { status: 404, code: 'ERROR_ITEM_NOT_FOUND' }],
])('API v2. %s', (_, request, expected, seen, value) => {
  expect(readReply(request())).toEqual(expected)
  expect(seen?.()).toEqual(value)
})

function withoutScope(): FakeReply {
  glpi.hlapi = { enabled: true, ...client, scopes: [] }
  bearer = text(member(token()[1], 'access_token'))
  return v2('GET')
}

function asClient(): FakeReply {
  glpi.hlapi = { enabled: true, ...client, grants: ['client_credentials'] }
  bearer = text(member(token({ grant_type: 'client_credentials' })[1], 'access_token'))
  return v2('GET')
}

test.each<[string, Model['cryptFile']]>([
  ['missing', 'missing'],
  ['unreadable', 'unreadable'],
  ['of the wrong length', randomBytes(31)],
])('the encryption file %s: what each connection method shows of it', (_, file) => {
  storeKey(glpi, encrypted(glpi, LONG_KEY))
  const before = stored()
  glpi.cryptFile = file
  // "legacy REST, user token": as for a wrong token
  expect(readReply(byToken())).toMatchObject({ status: 401, code: 'ERROR_GLPI_LOGIN_USER_TOKEN' })
  // "legacy REST, login and password": 200 with an empty token
  expect(byPassword()).toMatchObject([200, { session_token: '' }])
  // "legacy REST, session from before"
  expect(readReply(rest('GET', 'Config'))).toMatchObject({ status: 500 })
  // "API v2, POST token", and GET api.php is still 200
  expect(readReply(token())).toEqual({ status: 500 })
  expect(readReply(ask('GET', '/api.php'))).toEqual({ status: 200 })
  // "legacy REST, App-Token set"
  expect(withAppToken()).toMatchObject({ status: 400, code: 'ERROR_WRONG_APP_TOKEN_PARAMETER' })
  // "API v2, token from before"
  expect(readReply(v2('PATCH', undefined, JSON.stringify({ value: DEMO_KEY })))).toEqual({ status: 500 })
  expect(stored()).toBe(before)
})

test('another encryption file: what each connection method shows of it', () => {
  storeKey(glpi, encrypted(glpi, LONG_KEY))
  const before = stored()
  glpi.cryptFile = OTHER
  // "legacy REST, user token": as for a wrong token
  expect(readReply(byToken())).toMatchObject({ status: 401, code: 'ERROR_GLPI_LOGIN_USER_TOKEN' })
  // "legacy REST, login and password": a session
  expect(byPassword()).toMatchObject([200, { session_token: expect.stringMatching(/./) }])
  // "legacy REST, session from before"
  expect(readReply(rest('GET', 'Config'))).toMatchObject({ status: 400, code: 'ERROR_SESSION_TOKEN_MISSING' })
  // "API v2, POST token", and GET api.php is still 200
  expect(readReply(token())).toEqual({ status: 401, code: 'invalid_client' })
  expect(readReply(ask('GET', '/api.php'))).toEqual({ status: 200 })
  // "legacy REST, App-Token set"
  expect(withAppToken()).toMatchObject({ status: 400, code: 'ERROR_WRONG_APP_TOKEN_PARAMETER' })
  expect(stored()).toBe(before)
  // "API v2, token from before"
  expect(readReply(v2('PATCH', undefined, JSON.stringify({ value: DEMO_KEY })))).toEqual({ status: 204 })
  expect(readableKey(glpi)).toBe(DEMO_KEY)
})

function withAppToken(): ReadReply {
  glpi.appToken = 'a'.repeat(40)
  return readReply(ask('GET', '/apirest.php/initSession', { 'app-token': glpi.appToken }))
}

test('the file back in its place: a session from before works again', () => {
  glpi.cryptFile = OTHER
  expect(readReply(rest('GET', 'Config')).status).toBe(400)
  glpi.cryptFile = FILE
  expect(readReply(rest('GET', 'Config'))).toEqual({ status: 200 })
})

test('security:change_key with the old file in place: all is encrypted anew, an empty value too', () => {
  storeKey(glpi, '')
  changeCryptFile(glpi, OTHER)
  expect([readableKey(glpi), stored()]).toEqual(['', expect.stringMatching(/^[A-Za-z0-9+/]{54}/)])
  expect(readReply(byToken())).toEqual({ status: 200 })
})

test('10 stores its tokens in plain text: no sign-in needs its encryption file', () => {
  open({ ...newModel(), cryptFile: FILE })
  storeKey(glpi, encryptedAsGlpi(LONG_KEY, FILE))
  glpi.cryptFile = 'missing'
  expect([readReply(byToken()), readReply(byPassword())]).toEqual([{ status: 200 }, { status: 200 }])
  expect(readReply(rest('PUT', 'Config/1', { [KEY]: DEMO_KEY }))).toEqual({
    status: 400,
    code: 'ERROR_GLPI_UPDATE',
    detail: '',
  })
  expect(stored()).toBe('')
})
