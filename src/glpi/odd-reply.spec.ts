import { expect, test } from 'vitest'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Failure } from '#net/failure.ts'
import { failureOfOddReply } from './odd-reply.ts'
import { readJson } from './read-json.ts'

type Came = { headers?: Record<string, string>; body?: string; origin?: string }

function failureOfReply(status: number, { headers = {}, body = '', origin = 'https://glpi.example' }: Came): Failure {
  const { json, noise } = readJson(body)
  const header = (name: string) => headers[name] ?? null
  return failureOfOddReply({
    origin,
    status,
    header,
    json,
    noise,
    text: body,
    facts: () => ({}),
    sentAt: 0,
    receivedAt: 0,
  })
}

const page = (title: string, body = ''): string =>
  `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`
const ofGlpi = (title: string, body = ''): string => page(title, `<span class="glpi-logo"></span>${body}`)
const to = (location: string, origin?: string): Came => ({ headers: { location }, ...(origin && { origin }) })
const TOOLS = '<div class="page-anonymous"><i class="ti ti-tools"></i></div>'

test.each<[string, number, Came, CauseCode, string | null]>([
  // PHP, and what stands behind it
  ['PHP stopped behind nginx', 502, { body: page('502 Bad Gateway') }, 'glpi-error', null],
  ['PHP stopped behind Apache', 503, { body: page('503 Service Unavailable') }, 'glpi-error', null],
  ['PHP that takes too long', 504, { body: page('504 Gateway Time-out') }, 'glpi-error', null],
  ['nothing but a status', 500, {}, 'glpi-error', null],
  [
    'an error of GLPI 11 in JSON',
    500,
    { body: '{"error":true,"title":"Error","message":"Out of it"}' },
    'glpi-error',
    null,
  ],
  ['a CDN that does not reach the server', 522, { body: page('522: Connection timed out') }, 'glpi-error', null],
  [
    'a fatal error that PHP shows',
    200,
    { body: '<br />\n<b>Fatal error</b>:  Uncaught Error in x.php' },
    'glpi-error',
    null,
  ],
  ['a fatal error without colours', 200, { body: 'PHP Parse error:  syntax error in config.php' }, 'glpi-error', null],
  // the database
  [
    'a dead database in JSON',
    500,
    { body: '{"error":true,"title":"Error","message":"No connection to the SQL server.","trace":null}' },
    'glpi-database-down',
    null,
  ],
  ['a dead database of GLPI 10', 200, { body: ofGlpi('Mysql Error - GLPI', 'SQL server') }, 'glpi-database-down', null],
  ['a dead database of GLPI 11', 500, { body: ofGlpi('Error - GLPI', 'the SQL server') }, 'glpi-database-down', null],
  ['the same in French', 500, { body: ofGlpi('Erreur - GLPI', 'le serveur SQL') }, 'glpi-database-down', null],
  // maintenance and updates
  ['maintenance', 200, { body: ofGlpi('MAINTENANCE MODE - GLPI') }, 'glpi-maintenance', null],
  ['maintenance with 503', 503, { body: ofGlpi('MAINTENANCE MODE - GLPI') }, 'glpi-maintenance', null],
  ['maintenance in French', 200, { body: ofGlpi('MODE MAINTENANCE - GLPI') }, 'glpi-maintenance', null],
  ['maintenance in German', 200, { body: ofGlpi('WARTUNGSMODUS - GLPI') }, 'glpi-maintenance', null],
  ['maintenance in Japanese', 200, { body: ofGlpi('メンテナンスモード - GLPI') }, 'glpi-maintenance', null],
  ['maintenance in a language of its own', 200, { body: page('Xyz - GLPI', TOOLS) }, 'glpi-maintenance', null],
  ['maintenance of something else', 503, { body: page('We will be back') }, 'glpi-error', null],
  [
    'an update',
    200,
    { body: ofGlpi('Update needed - GLPI', '<form action="/install/update.php">') },
    'glpi-update-needed',
    null,
  ],
  [
    'an update in Czech',
    200,
    { body: ofGlpi('Je nutná aktualizace', '<form action="/g/install/update.php">') },
    'glpi-update-needed',
    null,
  ],
  // somebody before GLPI
  [
    'HTTP Basic',
    401,
    { headers: { 'www-authenticate': 'Basic realm="Intranet"' }, body: page('401 Authorization Required') },
    'glpi-web-login',
    'HTTP_BASIC',
  ],
  ['Kerberos', 401, { headers: { 'www-authenticate': 'Negotiate' } }, 'glpi-web-login', null],
  ['a page with 401', 401, { body: page('Unauthorized') }, 'glpi-web-login', null],
  [
    'single sign-on',
    302,
    to('https://sso.example/realms/town/protocol/openid-connect/auth?client_id=x'),
    'glpi-web-login',
    'SIGN_IN_PAGE',
  ],
  [
    'a cloud’s sign-in',
    302,
    to('https://login.cloud.example/common/oauth2/authorize'),
    'glpi-web-login',
    'SIGN_IN_PAGE',
  ],
  ['a portal’s own sign-in', 302, to('/portal/login?next=%2F'), 'glpi-web-login', 'SIGN_IN_PAGE'],
  [
    'a sign-in page with 200',
    200,
    { body: page('Intranet', '<form><input name="p" type="password">') },
    'glpi-web-login',
    'SIGN_IN_PAGE',
  ],
  [
    'a sign-in page that scripts draw',
    200,
    { body: page('Sign in to your account') },
    'glpi-web-login',
    'SIGN_IN_PAGE',
  ],
  [
    'a challenge',
    403,
    { headers: { 'cf-ray': '8f0', 'cf-mitigated': 'challenge' }, body: page('Just a moment...') },
    'glpi-web-login',
    'CHALLENGE',
  ],
  [
    'an older challenge',
    503,
    { headers: { 'cf-ray': '8f0' }, body: page('Just a moment...') },
    'glpi-web-login',
    'CHALLENGE',
  ],
  ['a limit', 429, { body: page('Too Many Requests') }, 'rate-limited', null],
  // another address
  ['https wanted', 301, to('https://glpi.example/apirest.php/initSession', 'http://glpi.example'), 'redirected', null],
  ['https wanted, at its front page', 302, to('https://glpi.example/', 'http://glpi.example'), 'redirected', null],
  ['a new name', 308, to('https://help.example/glpi/apirest.php/initSession'), 'redirected', null],
  ['a folder more', 307, to('/glpi/apirest.php/initSession'), 'redirected', null],
  ['the front page', 302, to('/index.php?redirect=x'), 'glpi-not-glpi', null],
  ['a GLPI that is not installed', 302, to('/install/install.php'), 'glpi-not-glpi', null],
  [
    'plain HTTP at the port of HTTPS',
    400,
    { body: page('400 The plain HTTP request was sent to HTTPS port') },
    'glpi-not-glpi',
    'HTTPS_PORT',
  ],
  // a wrong folder, a wrong server
  ['no such path', 404, { body: page('404 Not Found') }, 'glpi-not-found', null],
  ['no such path in GLPI 11', 404, { body: ofGlpi('Item not found - GLPI') }, 'glpi-not-found', null],
  ['no such path at a gateway', 404, { body: '{"message":"no Route matched"}' }, 'glpi-not-found', null],
  ['gone', 410, {}, 'glpi-not-found', null],
  [
    'GLPI’s own sign-in page',
    200,
    { body: ofGlpi('Authentication - GLPI', '<form action="/front/login.php">') },
    'glpi-not-glpi',
    'GLPI_SIGN_IN_PAGE',
  ],
  [
    'that of GLPI 9.5',
    200,
    { body: '<html class="loginpage"><head><title>GLPI - Authentification</title></head></html>' },
    'glpi-not-glpi',
    'GLPI_SIGN_IN_PAGE',
  ],
  [
    'the manual of the API',
    200,
    { body: ofGlpi('API Documentation - GLPI', 'returns the session_token') },
    'glpi-not-glpi',
    'API_MANUAL',
  ],
  ['Latchkey', 200, { body: page('Latchkey') }, 'glpi-not-glpi', 'LATCHKEY'],
  ['a web server’s first page', 200, { body: page('Welcome to nginx!') }, 'glpi-not-glpi', null],
  ['a rule that forbids it', 403, { body: page('403 Forbidden') }, 'glpi-not-glpi', null],
  ['JSON of something else', 200, { body: '{"hello":"world"}' }, 'glpi-not-glpi', null],
  ['tags without an end', 200, { body: '<script><title <input '.repeat(50_000) }, 'glpi-not-glpi', null],
  ['nothing', 200, {}, 'glpi-not-glpi', 'EMPTY_REPLY'],
  ['JSON that was cut', 200, { body: '["ERROR_LOGIN_PARAMETERS_MI' }, 'reply-unreadable', null],
])('%s', (_, status, came, cause, errorCode) => {
  const failure = failureOfReply(status, came)
  expect([failure.cause, failure.errorCode]).toEqual([cause, errorCode])
})

test('status, title and redirect target are shown, without what may be secret there', () => {
  const { json, noise } = readJson('')
  const failure = failureOfOddReply({
    origin: 'http://glpi.example',
    status: 302,
    header: (name) => (name === 'location' ? 'https://me:word@glpi.example/apirest.php?user_token=abc#x' : null),
    json,
    noise,
    text: page(' Moved '),
    facts: () => ({}),
    sentAt: 0,
    receivedAt: 0,
  })
  expect(failure.evidence).toEqual({ status: 302, title: 'Moved', location: 'https://glpi.example/apirest.php' })
})
