import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { databaseFile } from '../store/database.ts'
import { TestGateway } from '../testing/gateway.ts'
import { BY_TOWN, cookieIn, endOf, sessionBehind, startGlpi11, switchOn, typeIn } from './testing/signing-in.ts'

/** As seen on a GLPI 10.0.19, which people signed in by through this page. */
const WRONG = 'wrong-password-canary'

let panel: TestGateway
let glpi: FakeGlpi
beforeEach(async () => {
  glpi = await startFakeGlpi({ friendlyName: 'Ada Lovelace' })
  panel = await TestGateway.open()
  await switchOn(panel, glpi)
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

const signIn = (login = glpi.login, password = glpi.password) => typeIn(panel, login, password)
const refusalOf = async (reply: Promise<Response>) => {
  const { code, status, evidence, retryAfterSeconds }: Record<string, unknown> = await (await reply).json()
  return {
    code,
    status,
    ...(evidence !== undefined && { evidence }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
}

test.each<[number, string]>([
  [3, 'admin'],
  [1, 'viewer'],
])('a person with the right %i signs in as %s', async (config, role) => {
  glpi.config = config
  const reply = await signIn()
  expect(reply.status).toBe(201)
  expect(await sessionBehind(panel, cookieIn(reply))).toMatchObject({ role, name: 'Ada Lovelace' })
  expect(await panel.json('GET', '/api/people')).toMatchObject({
    sessions: [{ origin: 'invite' }, { origin: 'glpi', name: 'Ada Lovelace', role }],
  })
})

test('who has no right is told so, and leaves no session in GLPI', async () => {
  glpi.config = 0
  expect(await refusalOf(signIn())).toEqual({ code: 'no-right-in-glpi', status: 403 })
  expect(glpi.sessions.size).toBe(0)
})

test.each<[string, (of: FakeGlpi) => unknown, object]>([
  ['another password', (of) => (of.password = 'x'), { code: 'glpi-sign-in-refused', errorCode: 'ERROR_GLPI_LOGIN' }],
  [
    'an account that is closed',
    (of) => (of.accountIsOpen = false),
    { code: 'glpi-sign-in-refused', errorCode: 'ACCOUNT_CLOSED' },
  ],
  [
    'no logins by password',
    (of) => (of.loginByPassword = false),
    { code: 'glpi-sign-in-refused', errorCode: 'ERROR_LOGIN_WITH_CREDENTIALS_DISABLED' },
  ],
  ['the API off', (of) => (of.apiEnabled = false), { code: 'glpi-api-disabled', errorCode: 'ERROR' }],
  [
    'an App-Token wanted',
    (of) => (of.appToken = 'a'.repeat(40)),
    { code: 'glpi-sign-in-refused', errorCode: 'ERROR_APP_TOKEN_PARAMETERS_MISSING' },
  ],
  [
    'no place for sessions',
    (of) => (of.sessionsUnwritable = true),
    { code: 'glpi-sessions-unwritable', errorCode: 'EMPTY_SESSION' },
  ],
  ['a page in its place', (of) => (of.page = { status: 200, html: '<title>Hello</title>' }), { code: 'glpi-not-glpi' }],
  ['a page for a sign-in', (of) => (of.page = { status: 401, html: 'x' }), { code: 'glpi-web-login' }],
  ['nobody there', (of) => of.close(), { code: 'connect-refused', errorCode: 'ECONNREFUSED' }],
])('GLPI with %s', async (_, prepare, { code, errorCode }: { code?: string; errorCode?: string }) => {
  const { login, password } = glpi
  await prepare(glpi)
  expect(await refusalOf(signIn(login, password))).toMatchObject({
    code,
    status: 422,
    ...(errorCode && { evidence: { errorCode } }),
  })
  expect(glpi.sessions.size).toBe(0)
})

test('a GLPI that became an 11 gets no password: its legacy API asks for no second factor', async () => {
  const eleven = await startGlpi11()
  glpi.page = null
  await panel.call('PUT', '/api/instances/town/sign-in', { method: 'password', url: eleven.url })
  expect(await refusalOf(signIn())).toEqual({ code: 'oauth-needed', status: 409 })
  expect(eleven.requests.map(({ path }) => path)).toEqual(['/api.php/'])
  await eleven.close()
})

test('a password is nowhere but in the one request to GLPI', async () => {
  const reply = await signIn()
  await signIn(glpi.login, WRONG)
  glpi.page = { status: 200, html: `<title>${WRONG}</title>` }
  const echoed = await (await signIn(glpi.login, WRONG)).text()
  const shown = [
    JSON.stringify([...reply.headers]),
    await reply.text(),
    echoed,
    JSON.stringify(await panel.json('GET', '/api/people')),
    panel.log.join('\n'),
    readFileSync(databaseFile(panel.folder), 'latin1'),
  ].join('\n')
  for (const secret of [glpi.password, WRONG])
    for (const text of [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(`${glpi.login}:${secret}`).toString('base64'),
    ])
      expect(shown).not.toContain(text)
  // GLPI's own session is sealed
  for (const token of glpi.sessions.keys()) expect(shown).not.toContain(token)
})

test('who is refused waits, by account and by address, and GLPI is not asked meanwhile', async () => {
  for (let tries = 0; tries < 6; tries += 1) {
    expect(await refusalOf(signIn(glpi.login, WRONG))).toMatchObject({ code: 'glpi-sign-in-refused' })
  }
  const before = glpi.requests.length
  expect(await refusalOf(signIn())).toEqual({ code: 'too-many-tries', status: 429, retryAfterSeconds: 1 })
  expect(await refusalOf(signIn(` ${glpi.login.toUpperCase()}`))).toMatchObject({ code: 'too-many-tries' })
  expect(glpi.requests).toHaveLength(before)
  panel.passed = 1000
  expect((await signIn()).status).toBe(201)
})

test('whoever tries many accounts waits as well, and who does not ask at once is let in', async () => {
  for (let tries = 0; tries < 6; tries += 1) await signIn(`person-${tries}`, WRONG)
  expect(await refusalOf(signIn())).toMatchObject({ code: 'too-many-tries' })
  panel.passed = 1000
  expect((await signIn()).status).toBe(201)
})

test.each<[string, object]>([
  ['no login', { login: '', password: 'x' }],
  ['control characters', { login: 'a\r\nb', password: 'x' }],
  ['no password', { login: 'glpi', password: '' }],
  ['an endless password', { login: 'glpi', password: 'x'.repeat(1001) }],
  ['something else', { login: 'glpi', password: 'x', auth: 'ldap-1' }],
])('a form with %s is refused here', async (_, form) => {
  const reply = await panel.call('POST', BY_TOWN, form)
  expect(reply.status).toBe(422)
  expect(glpi.requests).toEqual([])
})

test('a login with a colon cannot be sent, and is refused as any other', async () => {
  expect(await refusalOf(signIn('a:b'))).toMatchObject({
    code: 'glpi-sign-in-refused',
    evidence: { errorCode: 'NOT_A_LOGIN' },
  })
})

test('another site cannot sign a browser in', async () => {
  const reply = await panel.call(
    'POST',
    BY_TOWN,
    { login: glpi.login, password: glpi.password },
    { 'sec-fetch-site': 'cross-site' },
  )
  expect(reply.status).toBe(403)
  expect(glpi.requests).toEqual([])
})

test('the session that the browser had ends with the new one', async () => {
  const former = panel.cookie
  const reply = await typeIn(panel, glpi.login, glpi.password, former)
  expect(reply.status).toBe(201)
  expect(await endOf(panel, former)).toEqual({ reason: 'replaced' })
})

test('what its API asks for besides comes from the connection to the same GLPI', async () => {
  glpi.appToken = 'a'.repeat(40)
  const rest = { url: `${glpi.url}/apirest.php`, userToken: glpi.userToken, appToken: glpi.appToken }
  await panel.call('PUT', '/api/instances/town/settings', { connection: { rest } })
  expect((await signIn()).status).toBe(201)
  await panel.call('PUT', '/api/instances/town/settings', {
    connection: { rest: { ...rest, url: 'http://127.0.0.1:9' } },
  })
  expect(await refusalOf(signIn())).toMatchObject({ evidence: { errorCode: 'ERROR_APP_TOKEN_PARAMETERS_MISSING' } })
})
