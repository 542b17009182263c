import { randomBytes } from 'node:crypto'
import type { FakeReply, FakeRequest } from './answer.ts'
import type { Model, OAuthClient } from './model.ts'

/**
 * The pages on which people sign in to a GLPI 11 and agree to a client, as an 11.0.8 was seen to answer: its front page leads on to an
 * address of its own that it decodes twice, and its question for the consent forgets `state` and `code_challenge` of those who are not
 * signed in.
 */
export function pageAnswer(glpi: Model, asked: FakeRequest): FakeReply | null {
  if (asked.path === '/') return frontPage(glpi, asked)
  return asked.path === '/front/login.php' && asked.method === 'POST' ? signIn(glpi, asked) : null
}

const HTML = { 'content-type': 'text/html' }
const COOKIE = 'glpi_of_the_stand_in'

const isSignedIn = ({ webSessions }: Model, { headers }: FakeRequest): boolean =>
  webSessions.has(new RegExp(`${COOKIE}=(\\w+)`).exec(String(headers['cookie'] ?? ''))?.[1] ?? '')

const leadTo = (location: string, headers: Record<string, string> = {}): FakeReply => [
  302,
  undefined,
  { location, ...headers },
]

/** Only into GLPI itself. */
const whereTo = (redirect: string): string => {
  const decoded = decodeURIComponent(redirect)
  return decoded.startsWith('/') ? decoded : '/front/central.php'
}

function frontPage(glpi: Model, asked: FakeRequest): FakeReply {
  const redirect = asked.query.get('redirect') ?? ''
  return isSignedIn(glpi, asked) && redirect !== '' ? leadTo(whereTo(redirect)) : signInForm(redirect)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const signInForm = (redirect: string): FakeReply => [
  200,
  `<!doctype html><title>Authentication - GLPI</title><form method="post" action="/front/login.php">
   <input name="login_name" id="login_name"><input type="password" name="login_password" id="login_password">
   <input type="hidden" name="redirect" value="${escaped(redirect)}"><button name="submit">Sign in</button></form>`,
  HTML,
]

function signIn(glpi: Model, { body }: FakeRequest): FakeReply {
  const form = new URLSearchParams(body)
  const isRight = form.get('login_name') === glpi.login && form.get('login_password') === glpi.password
  if (!isRight || !glpi.accountIsOpen) return signInForm(form.get('redirect') ?? '')
  const id = randomBytes(16).toString('hex')
  glpi.webSessions.add(id)
  return leadTo(whereTo(form.get('redirect') ?? ''), {
    'set-cookie': `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`,
  })
}

/** `authorize` of its API v2: a page that asks whether the client may act for the person. */
export function authorizeAnswer(glpi: Model, client: OAuthClient, asked: FakeRequest): FakeReply {
  const { query, method, body } = asked
  const redirectUri = query.get('redirect_uri') ?? ''
  if (query.get('client_id') !== client.clientId || !(client.redirectUris ?? []).includes(redirectUri))
    return [401, { error: 'invalid_client', error_description: 'Client authentication failed' }]
  if (!isSignedIn(glpi, asked))
    return leadTo(`/?redirect=${encodeURIComponent(`/api.php/v2/authorize?${known(query)}`)}`)
  if (method !== 'POST') return [200, CONSENT, HTML]
  const state = query.get('state')
  const back = new URL(redirectUri)
  if (new URLSearchParams(body).has('accept')) back.searchParams.set('code', newCode(glpi, query))
  else back.searchParams.set('error', 'access_denied')
  if (state !== null) back.searchParams.set('state', state)
  return leadTo(back.href)
}

/** What it remembers of a question. */
const known = (query: URLSearchParams): string =>
  new URLSearchParams(
    ['scope', 'client_id', 'response_type', 'redirect_uri'].map((name) => [name, query.get(name) ?? '']),
  ).toString()

function newCode({ codes }: Model, query: URLSearchParams): string {
  const code = randomBytes(20).toString('hex')
  codes.set(code, { redirectUri: query.get('redirect_uri') ?? '', challenge: query.get('code_challenge') })
  return code
}

const CONSENT = `<!doctype html><title>Authentication - GLPI</title><form method="post">
  <h1>Latchkey wants to access your GLPI account</h1>
  <button name="accept">Accept</button><button name="deny">Deny</button></form>`
