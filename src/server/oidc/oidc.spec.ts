import { afterEach, expect, test } from 'vitest'
import type { Role } from '#contract/roles.ts'
import { SettingsError } from '../settings.ts'
import { TestGateway } from '../testing/gateway.ts'
import { readOidcSettings, roleOfClaims } from './oidc-settings.ts'
import type { Forgery } from './testing/forged-token.ts'
import { CLIENT_ID, CLIENT_SECRET, Issuer } from './testing/issuer.ts'

const DONE = 'http://127.0.0.1/api/sign-in/oidc/done'
const MINUTE = 60_000
const ROLES = 'admin=it-admins,operator=helpdesk'

let panel: TestGateway | undefined
let issuer: Issuer | undefined
afterEach(async () => {
  await panel?.close()
  await issuer?.stop()
  panel = undefined
  issuer = undefined
})

type Setting = { groups?: unknown; roles?: string; isInIdToken?: boolean; secret?: string; forges?: Forgery }

async function open({
  groups = ['helpdesk'],
  roles = ROLES,
  isInIdToken,
  secret = CLIENT_SECRET,
  forges,
}: Setting = {}) {
  const found = await Issuer.start({
    redirectUri: DONE,
    claims: { name: 'Ada Lovelace', groups },
    ...(isInIdToken !== undefined && { isInIdToken }),
    ...(forges && { forges }),
  })
  issuer = found
  panel = await TestGateway.open((gateway) => {
    gateway.env = {
      LATCHKEY_OIDC_ISSUER: found.url,
      LATCHKEY_OIDC_CLIENT_ID: CLIENT_ID,
      LATCHKEY_OIDC_CLIENT_SECRET: secret,
      LATCHKEY_OIDC_ROLES: roles,
    }
  })
  return { panel, issuer: found }
}

/** A browser that goes to the issuer. */
async function begin(gateway: TestGateway, cookie = '') {
  const reply = await gateway.call('GET', '/api/sign-in/oidc', undefined, { cookie })
  const [pending = ''] = reply.headers.getSetCookie()
  return { reply, location: reply.headers.get('location') ?? '', pending, cookie: pending.split(';')[0] ?? '' }
}

/** The same browser comes back. */
async function comeBack(gateway: TestGateway, address: string, cookie: string) {
  const { pathname, search } = new URL(address)
  const reply = await gateway.call('GET', pathname + search, undefined, { cookie })
  const session = reply.headers.getSetCookie().find((text) => text.startsWith('latchkey='))
  return { reply, location: reply.headers.get('location'), cookie: session?.split(';')[0] ?? '' }
}

async function signIn(gateway: TestGateway, at: Issuer) {
  const { location, cookie } = await begin(gateway)
  return comeBack(gateway, await at.visit(location), cookie)
}
const sessionOf = (gateway: TestGateway, cookie: string) => gateway.json('GET', '/api/session', undefined, { cookie })

test.each([true, false])(
  'a person signs in, with a role and a name; claims in the ID token: %s',
  async (isInIdToken) => {
    const { panel: gateway, issuer: at } = await open({ isInIdToken })
    const { location, cookie, reply } = await signIn(gateway, at)
    expect([reply.status, location]).toEqual([302, '/sign-in'])
    expect(reply.headers.getSetCookie().join('\n')).toMatch(/^latchkey=[\w-]{43}; .*HttpOnly; SameSite=Strict/m)
    expect(await sessionOf(gateway, cookie)).toMatchObject({ role: 'operator', name: 'Ada Lovelace' })
    expect(await gateway.json('GET', '/api/people')).toMatchObject({
      sessions: [{ origin: 'invite' }, { origin: 'oidc', name: 'Ada Lovelace', role: 'operator' }],
    })
  },
)

test('the issuer is asked with state, nonce and PKCE, and none of them twice', async () => {
  const { panel: gateway } = await open()
  const [one, other] = [await begin(gateway), await begin(gateway)]
  const asked = [one, other].map(({ location }) => new URL(location).searchParams)
  expect(asked[0]?.get('code_challenge_method')).toBe('S256')
  expect(asked[0]?.get('redirect_uri')).toBe(DONE)
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(asked[0]?.get(name)).toHaveLength(43)
    expect(asked[0]?.get(name)).not.toBe(asked[1]?.get(name))
  }
  // the verifier and the nonce are sealed, and no script reads them
  expect(one.pending).toMatch(/; HttpOnly; SameSite=Lax$/)
  expect(one.pending).toContain('; Path=/api/sign-in;')
  expect(decodeURIComponent(one.cookie)).not.toContain(asked[0]?.get('nonce'))
})

test('a code opens nothing in another browser, with another state, twice, or after ten minutes', async () => {
  const { panel: gateway, issuer: at } = await open()
  const mine = await begin(gateway)
  const back = await at.visit(mine.location)
  const theirs = await begin(gateway)
  const failed = (reason: string) => ({ location: `/sign-in?failed=${reason}`, cookie: '' })
  expect(await comeBack(gateway, back, '')).toMatchObject(failed('expired'))
  expect(await comeBack(gateway, back, theirs.cookie)).toMatchObject(failed('failed'))
  expect(await comeBack(gateway, back.replace(/state=[\w-]{4}/, 'state=AAAA'), mine.cookie)).toMatchObject(
    failed('failed'),
  )
  gateway.passed = 10 * MINUTE
  expect(await comeBack(gateway, back, mine.cookie)).toMatchObject(failed('expired'))
  gateway.passed = 0
  expect(await comeBack(gateway, back, mine.cookie)).toMatchObject({ location: '/sign-in' })
  expect(await comeBack(gateway, back, mine.cookie)).toMatchObject(failed('failed'))
  expect(gateway.log).toHaveLength(3)
  expect(gateway.log[2]).toBe('OpenID Connect: nobody was signed in (invalid_grant)')
})

test.each<[string, Setting, boolean, string]>([
  ['no role is given', { groups: ['sales'] }, false, 'no-role'],
  ['no claim at all', { groups: null }, false, 'no-role'],
  ['the person cancels', {}, true, 'denied'],
  ['the client has another secret', { secret: 'another' }, false, 'failed'],
])('nobody is signed in: %s', async (_, setting, cancels, reason) => {
  const { panel: gateway, issuer: at } = await open(setting)
  const { location, cookie } = await begin(gateway)
  const back = await comeBack(gateway, await at.visit(location, { cancels }), cookie)
  expect([back.location, back.cookie]).toEqual([`/sign-in?failed=${reason}`, ''])
  expect(gateway.log.join('\n')).not.toContain('another')
})

test('an ID token that the issuer has signed for us, now, and for this sign-in, is taken', async () => {
  const { panel: gateway, issuer: at } = await open({ forges: {} })
  expect(await signIn(gateway, at)).toMatchObject({ location: '/sign-in' })
})

test.each<[string, Forgery]>([
  ['that nobody has signed', { by: 'nobody' }],
  ['that somebody else has signed', { by: 'somebody else' }],
  ['that is signed with our own secret', { by: { secret: CLIENT_SECRET } }],
  ['of another issuer', { claims: { iss: 'https://other.example' } }],
  ['for another client', { claims: { aud: 'another' } }],
  ['of another sign-in', { claims: { nonce: 'another' } }],
  ['that is over', { claims: { exp: 1_000_000_000 } }],
])('an ID token %s opens nothing', async (_, forges) => {
  const { panel: gateway, issuer: at } = await open({ forges })
  expect(await signIn(gateway, at)).toMatchObject({ location: '/sign-in?failed=failed', cookie: '' })
})

test('an issuer that calls itself by another name is not asked', async () => {
  const found = await Issuer.start({ redirectUri: DONE, claims: {} })
  issuer = found
  panel = await TestGateway.open((gateway) => {
    gateway.env = {
      LATCHKEY_OIDC_ISSUER: found.url.replace('127.0.0.1', 'localhost'),
      LATCHKEY_OIDC_CLIENT_ID: CLIENT_ID,
      LATCHKEY_OIDC_ROLES: ROLES,
    }
  })
  expect((await begin(panel)).location).toBe('/sign-in?failed=failed')
})

test.each([
  ['cross-site', '/sign-in'],
  ['same-site', '/sign-in'],
  ['same-origin', 'the issuer'],
  ['none', 'the issuer'],
])('led here from %s, a browser goes to: %s', async (site, expected) => {
  const { panel: gateway, issuer: at } = await open()
  const reply = await gateway.call('GET', '/api/sign-in/oidc', undefined, { cookie: '', 'sec-fetch-site': site })
  expect(reply.headers.get('location')?.startsWith(expected === 'the issuer' ? at.url : expected)).toBe(true)
  expect(reply.headers.getSetCookie()).toHaveLength(expected === 'the issuer' ? 1 : 0)
})

test.each([
  ['', '__Host-latchkey-oidc', '/'],
  ['/tools', '__Secure-latchkey-oidc', '/tools/api/sign-in'],
])('over TLS, below "%s", what one sign-in needs is in a cookie that nobody else can set', async (path, name, at) => {
  const { panel: gateway } = await open()
  await gateway.gateway.stop()
  gateway.basePath = path
  await gateway.start()
  const reply = await gateway.call('GET', 'https://127.0.0.1/api/sign-in/oidc', undefined, { cookie: '' })
  const [pending = ''] = reply.headers.getSetCookie()
  expect(pending.split('=')[0]).toBe(name)
  expect(pending).toMatch(new RegExp(`; Path=${at}; HttpOnly; Secure; SameSite=Lax$`))
  const back = await gateway.call('GET', 'https://127.0.0.1/api/sign-in/oidc/done', undefined, { cookie: '' })
  expect(back.headers.getSetCookie()).toEqual([`${name}=; Max-Age=0; Path=${at}; Secure`])
})

test('an issuer that is down is said on the page, and asked again by the next person', async () => {
  const { panel: gateway, issuer: at } = await open()
  const url = new URL(at.url)
  await at.stop()
  expect((await begin(gateway)).location).toBe('/sign-in?failed=failed')
  expect(gateway.log).toEqual([expect.stringMatching(/^OpenID Connect: nobody was signed in \(\w+\)$/)])
  expect(url.hostname).toBe('127.0.0.1')
})

test('the session that the browser had ends with the new one', async () => {
  const { panel: gateway, issuer: at } = await open()
  const former = gateway.cookie
  const { location, cookie } = await begin(gateway, former)
  const back = await comeBack(gateway, await at.visit(location), cookie)
  expect(await sessionOf(gateway, back.cookie)).toMatchObject({ role: 'operator' })
  expect(await gateway.json('GET', '/api/session/ended', undefined, { cookie: former })).toEqual({ reason: 'replaced' })
})

test('where it is not set up, nothing is offered', async () => {
  panel = await TestGateway.open()
  expect(await panel.json('GET', '/api/sign-in')).toEqual({ oidc: null, glpis: [] })
  expect(await panel.json('GET', '/api/sign-in/oidc')).toMatchObject({ code: 'sign-in-not-offered', status: 404 })
})

test('the page is told what the issuer is called', async () => {
  const { panel: gateway } = await open()
  expect(await gateway.json('GET', '/api/sign-in', undefined, { cookie: '' })).toEqual({
    oidc: { name: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
    glpis: [],
  })
})

test.each<[string, unknown, Role | null]>([
  ['a text', 'it-admins', 'admin'],
  ['a list', ['sales', 'helpdesk'], 'operator'],
  ['the highest of several', ['helpdesk', 'it-admins'], 'admin'],
  ['everyone else', ['sales'], 'viewer'],
  ['nobody knows', undefined, 'viewer'],
  ['what only looks like one', [['it-admins']], 'viewer'],
])('the role of a claim: %s', (_, groups, role) => {
  const settings = readOidcSettings({
    LATCHKEY_OIDC_ISSUER: 'https://id.example',
    LATCHKEY_OIDC_CLIENT_ID: 'x',
    LATCHKEY_OIDC_ROLES: 'viewer=*, operator=helpdesk ,admin=it-admins',
  })
  expect(settings && roleOfClaims(settings, { groups })).toBe(role)
})

test.each<[string, Record<string, string>]>([
  ['LATCHKEY_OIDC_ISSUER', { LATCHKEY_OIDC_ISSUER: 'http://id.example' }],
  ['LATCHKEY_OIDC_ISSUER', { LATCHKEY_OIDC_ISSUER: 'id.example' }],
  ['LATCHKEY_OIDC_ISSUER', { LATCHKEY_OIDC_ISSUER: 'https://me:canary@id.example' }],
  ['LATCHKEY_OIDC_CLIENT_ID', { LATCHKEY_OIDC_CLIENT_ID: '' }],
  ['LATCHKEY_OIDC_ROLES', { LATCHKEY_OIDC_ROLES: '' }],
  ['LATCHKEY_OIDC_ROLES', { LATCHKEY_OIDC_ROLES: 'owner=all' }],
  ['LATCHKEY_OIDC_ROLES', { LATCHKEY_OIDC_ROLES: 'admin=' }],
])('one sentence names the setting that is wrong: %s', (name, wrong) => {
  const env = {
    LATCHKEY_OIDC_ISSUER: 'https://id.example',
    LATCHKEY_OIDC_CLIENT_ID: 'x',
    LATCHKEY_OIDC_ROLES: 'viewer=*',
  }
  const read = () => readOidcSettings({ ...env, ...wrong })
  expect(read).toThrow(SettingsError)
  expect(read).toThrow(name)
  expect(read).not.toThrow('canary')
})
