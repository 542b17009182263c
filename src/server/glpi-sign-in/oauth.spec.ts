import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { TestGateway } from '../testing/gateway.ts'
import {
  begin,
  BY_TOWN,
  comeBack,
  endOf,
  OAUTH_CLIENT,
  OF_TOWN,
  sessionBehind,
  signInBy,
  startGlpi11,
  switchOn,
  visit,
} from './testing/signing-in.ts'

/** As seen on a GLPI 11.0.8, which people signed in by through this page. */
const MINUTE = 60_000

let panel: TestGateway
let glpi: FakeGlpi
beforeEach(async () => {
  glpi = await startGlpi11()
  panel = await TestGateway.open()
  await switchOn(panel, glpi)
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

test.each<[number, string]>([
  [3, 'admin'],
  [2, 'admin'],
  [1, 'viewer'],
])('a person with the right %i signs in as %s', async (config, role) => {
  glpi.config = config
  const { location, cookie } = await begin(panel)
  const back = await comeBack(panel, await visit(glpi, location), cookie)
  expect(back.location).toBe('/sign-in')
  expect(back.cookies.join('\n')).toMatch(/^latchkey=[\w-]{43}; .*HttpOnly; SameSite=Strict/m)
  expect(await sessionBehind(panel, back.cookie)).toMatchObject({ role, name: 'Ada Lovelace' })
  expect(await panel.json('GET', '/api/people')).toMatchObject({
    sessions: [{ origin: 'invite' }, { origin: 'glpi', name: 'Ada Lovelace', role }],
  })
})

test('GLPI is asked with state and PKCE, and none of them twice', async () => {
  const questions = [await begin(panel), await begin(panel)].map(({ location }) => {
    expect(location).toMatch(new RegExp(`^${glpi.url}/\\?redirect=`))
    const redirect = decodeURIComponent(new URL(location).searchParams.get('redirect') ?? '')
    return new URL(redirect, glpi.url).searchParams
  })
  expect(questions[0]?.get('redirect_uri')).toBe(`http://127.0.0.1${BY_TOWN}/done`)
  expect(questions[0]?.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'code_challenge']) {
    expect(questions[0]?.get(name)).toHaveLength(43)
    expect(questions[0]?.get(name)).not.toBe(questions[1]?.get(name))
  }
})

test('what the browser keeps is sealed, read by no script, and sent on no other path', async () => {
  const { pending, location } = await begin(panel)
  expect(pending).toMatch(/; Path=\/api\/sign-in\/glpi; HttpOnly; SameSite=Lax$/)
  const state = /state%253D([\w-]+)/.exec(location)?.[1] ?? ''
  expect(state).toHaveLength(43)
  expect(decodeURIComponent(pending)).not.toContain(state)
})

test('a code opens nothing in another browser, with another state, for another GLPI, twice, or after ten minutes', async () => {
  const mine = await begin(panel)
  const back = await visit(glpi, mine.location)
  const theirs = await begin(panel)
  const failed = (reason: string) => ({ location: `/sign-in?failed=${reason}`, cookie: '' })
  expect(await comeBack(panel, back, '')).toMatchObject(failed('expired'))
  expect(await comeBack(panel, back, theirs.cookie)).toMatchObject(failed('failed'))
  expect(await comeBack(panel, back.replace(/state=[\w-]{4}/, 'state=AAAA'), mine.cookie)).toMatchObject(
    failed('failed'),
  )
  await panel.call('POST', '/api/instances', { id: 'other', name: 'Other' })
  await panel.call('PUT', '/api/instances/other/sign-in', { method: 'oauth', url: glpi.url, ...OAUTH_CLIENT })
  expect(await comeBack(panel, back.replace('/town/', '/other/'), mine.cookie)).toMatchObject(failed('expired'))
  panel.passed = 10 * MINUTE
  expect(await comeBack(panel, back, mine.cookie)).toMatchObject(failed('expired'))
  panel.passed = 0
  expect(await comeBack(panel, back, mine.cookie)).toMatchObject({ location: '/sign-in' })
  expect(await comeBack(panel, back, mine.cookie)).toMatchObject(failed('failed&cause=glpi-sign-in-refused'))
  expect(panel.log).toEqual(['sign-in by the GLPI of town: nobody was signed in (glpi-sign-in-refused invalid_grant)'])
})

test('where GLPI has lost the state, it is begun again, once', async () => {
  const first = await begin(panel)
  const lost = `http://127.0.0.1${BY_TOWN}/done?code=${'a'.repeat(40)}`
  const again = await comeBack(panel, lost, first.cookie)
  expect(again.location).toMatch(new RegExp(`^${glpi.url}/\\?redirect=`))
  expect(again.cookie).toBe('')
  // the second question is answered as any other
  const back = await visit(glpi, again.location ?? '')
  expect(await comeBack(panel, lost, again.pending)).toMatchObject({ location: '/sign-in?failed=expired', cookie: '' })
  expect(await comeBack(panel, back, again.pending)).toMatchObject({ location: '/sign-in' })
  expect(again.cookies).toHaveLength(1)
  // without having begun, nothing is
  expect(await comeBack(panel, lost, '')).toMatchObject({
    location: '/sign-in?failed=expired',
    pending: 'latchkey-glpi=',
  })
})

test.each<[string, (of: FakeGlpi) => void, 'accept' | 'deny', string]>([
  ['no right to the setup', (of) => (of.config = 0), 'accept', 'no-right'],
  ['a profile without the right', (of) => (of.config = null), 'accept', 'no-right'],
  ['the person refuses', () => undefined, 'deny', 'denied'],
])('nobody is signed in: %s', async (_, prepare, press, reason) => {
  prepare(glpi)
  const { location, cookie } = await begin(panel)
  const back = await comeBack(panel, await visit(glpi, location, { press }), cookie)
  expect([back.location, back.cookie]).toEqual([`/sign-in?failed=${reason}`, ''])
  expect(await panel.json('GET', '/api/people')).toMatchObject({ sessions: [{ origin: 'invite' }] })
})

/** What GLPI does once the person has agreed. */
const TROUBLES: [string, (of: FakeGlpi) => unknown, string][] = [
  ['the secret was changed', ({ hlapi }) => hlapi && (hlapi.clientSecret = 'another'), 'oauth-client-refused'],
  ['the client lost the scope', ({ hlapi }) => hlapi && (hlapi.scopes = ['user']), 'oauth-scope-missing'],
  ['the API was switched off', ({ hlapi }) => hlapi && (hlapi.enabled = false), 'glpi-api-disabled'],
  ['a page answers', (of) => (of.page = { status: 200, html: '<title>secret-canary</title>' }), 'glpi-not-glpi'],
  ['it fails', (of) => (of.page = { status: 500, html: 'secret-canary' }), 'glpi-error'],
  ['it is gone', (of) => of.close(), 'connect-refused'],
  ['it hangs up', (of) => (of.drops = () => 'before'), 'connection-reset'],
  [
    'it leads elsewhere',
    (of) => (of.page = { status: 302, html: '', headers: { location: 'http://127.0.0.1:1/x' } }),
    'redirected',
  ],
]
test.each(TROUBLES)('trouble with GLPI has its cause on the page and in the log: %s', async (_, prepare, cause) => {
  const { location, cookie } = await begin(panel)
  const back = await visit(glpi, location)
  await prepare(glpi)
  expect(await comeBack(panel, back, cookie)).toMatchObject({
    location: `/sign-in?failed=failed&cause=${cause}`,
    cookie: '',
  })
  expect(panel.log).toEqual([expect.stringMatching(new RegExp(`nobody was signed in \\(${cause}( [\\w.-]+)?\\)$`))])
  expect(panel.log.join('\n')).not.toMatch(/canary|code=|ssssss/)
})

test.each(['\u202Edoog', 'a\nb', 'x'.repeat(81), ''])('a name that cannot be shown is not: %j', async (name) => {
  glpi.friendlyName = name
  expect(await sessionBehind(panel, await signInBy(panel, glpi))).toMatchObject({ name: 'glpi' })
})

test('the session that the browser had ends with the new one', async () => {
  const former = panel.cookie
  const { location, cookie } = await begin(panel, former)
  const back = await comeBack(panel, await visit(glpi, location), cookie)
  expect(await sessionBehind(panel, back.cookie)).toMatchObject({ role: 'admin' })
  expect(await endOf(panel, former)).toEqual({ reason: 'replaced' })
})

test('nothing is offered where it is not switched on, and everybody sees where it is', async () => {
  const ways = () => panel.json('GET', '/api/sign-in', undefined, { cookie: '' })
  expect(await ways()).toEqual({ oidc: null, glpis: [{ id: 'town', name: 'Town hall', method: 'oauth' }] })
  expect(await panel.json('GET', '/api/sign-in/glpi/nowhere')).toMatchObject({ code: 'sign-in-not-offered' })
  expect(await panel.json('POST', BY_TOWN, { login: 'glpi', password: 'glpi' })).toMatchObject({
    code: 'sign-in-not-offered',
  })
  const { location, cookie } = await begin(panel)
  const back = await visit(glpi, location)
  await panel.call('DELETE', OF_TOWN)
  expect(await ways()).toEqual({ oidc: null, glpis: [] })
  expect((await comeBack(panel, back, cookie)).cookie).toBe('')
  expect((await begin(panel)).reply.status).toBe(404)
})
