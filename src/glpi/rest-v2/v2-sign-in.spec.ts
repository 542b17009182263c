import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Stage } from '#domain/diagnosis.ts'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import type { WriteOutcome } from '#domain/storage.ts'
import { openGlpi } from '../open-glpi.ts'
import type { FakeReply, FakeRequest } from '../testing/answer.ts'
import { newModel11, type Model } from '../testing/model.ts'
import { startWebFront, type WebFront } from '../testing/web-front.ts'

const { signal } = new AbortController()
const client = { clientId: 'c'.repeat(64), clientSecret: 's'.repeat(64) }

let glpi: Model
let front: WebFront

beforeEach(async () => {
  glpi = newModel11(new Uint8Array(32), { hlapi: { enabled: true, ...client } })
  front = await startWebFront(glpi)
})
afterEach(() => front.close())

const open = () =>
  openGlpi({ connection: { restV2: { url: front.url, ...client, login: glpi.login, password: glpi.password } } })

async function set(): Promise<WriteOutcome> {
  const opened = open()
  const outcome = await opened.set(DEMO_KEY, signal)
  await opened.close()
  return outcome
}

/** The step at which an inspection ends, and its cause; null for one that finds nothing wrong. */
async function ended() {
  const opened = open()
  const { steps } = await opened.inspect(() => undefined, signal)
  await opened.close()
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  return failed ? { stage: failed.stage, cause: failed.cause } : null
}

const part = (of: unknown): string => Buffer.from(JSON.stringify(of)).toString('base64url')
const jwt = (scopes: string[]): string => `${part({ alg: 'RS256' })}.${part({ scopes })}.c2lnbmVk`
const at = (path: string, answer: FakeReply | ((asked: FakeRequest) => FakeReply)) => () => {
  front.instead = (asked) =>
    asked.path === `/api.php/${path}` ? (typeof answer === 'function' ? answer(asked) : answer) : null
}
const token = (scopes: string[]): FakeReply => [200, { token_type: 'Bearer', access_token: jwt(scopes) }]
const oauth = (status: number, error: string, more = {}): (() => void) =>
  at('token', [status, { error, error_description: 'Said in English.', ...more }])
const api = (status: number, code: string, title: string, detail: string | null = null): FakeReply => [
  status,
  { status: code, title, detail },
]

/** As GLPI 11.0.8: a token is issued all the same. */
const switchedOff = () => {
  front.instead = ({ path }) =>
    path === '/api.php/token' ? token(['api']) : api(403, 'ERROR_RIGHT_MISSING', 'Accès refusé', 'Désactivée')
}

test.each<[string, () => unknown, Stage, CauseCode, errorCode: string | null]>([
  ['switched off', switchedOff, 'glpi-reach', 'glpi-api-disabled', 'ERROR_RIGHT_MISSING'],
  ['no scope', at('token', token([])), 'glpi-sign-in', 'oauth-scope-missing', 'NO_SCOPE'],
  ['another scope', at('token', token(['inventory'])), 'glpi-sign-in', 'oauth-scope-missing', 'NO_SCOPE'],
  [
    'a scope that only the refusal tells of',
    at('v2/Setup/Config', api(403, 'ERROR_RIGHT_MISSING', 'No', 'You do not have the required scope(s)')),
    'glpi-right',
    'oauth-scope-missing',
    'NO_SCOPE',
  ],
  ['no right', () => (glpi.config = 0), 'glpi-right', 'right-missing', 'ERROR_RIGHT_MISSING'],
  ['a wrong client', oauth(401, 'invalid_client'), 'glpi-sign-in', 'oauth-client-refused', 'invalid_client'],
  [
    'a grant that is not ticked',
    oauth(400, 'unauthorized_client'),
    'glpi-sign-in',
    'oauth-client-refused',
    'unauthorized_client',
  ],
  [
    'another address',
    oauth(401, 'access_denied', { hint: '192.0.2.7' }),
    'glpi-sign-in',
    'oauth-client-refused',
    'access_denied',
  ],
  ['a wrong password', oauth(400, 'invalid_grant'), 'glpi-sign-in', 'glpi-sign-in-refused', 'invalid_grant'],
  ['status 500 and nothing else', at('token', [500, undefined]), 'glpi-sign-in', 'glpi-error', 'TOKEN_EMPTY_500'],
  [
    'a header that is dropped',
    () => (front.authorization = 'dropped'),
    'glpi-right',
    'glpi-header-dropped',
    'ERROR_UNAUTHENTICATED',
  ],
  [
    'a header that is emptied',
    () => (front.instead = () => api(400, 'ERROR_INVALID_PARAMETER', 'Falsch', 'Es fehlt etwas')),
    'glpi-reach',
    'glpi-header-dropped',
    'ERROR_INVALID_PARAMETER',
  ],
  ['no GLPI 11', () => (glpi.hlapi = null), 'glpi-reach', 'glpi-not-found', null],
  [
    'maintenance',
    () => (front.instead = () => [200, '<title>MAINTENANCE MODE - GLPI</title>', { 'content-type': 'text/html' }]),
    'glpi-reach',
    'glpi-maintenance',
    null,
  ],
])('%s: found before anything is written', async (_, prepare, stage, cause, errorCode) => {
  prepare()
  expect(await ended()).toEqual({ stage, cause })
  expect(await set()).toMatchObject({ did: 'kept', cause, errorCode })
  expect(front.requests.filter(({ method }) => method === 'PATCH')).toEqual([])
})

test('the OAuth server’s own words are shown', async () => {
  oauth(401, 'access_denied', { hint: '192.0.2.7 is not allowed' })()
  expect((await set()).evidence).toEqual({ status: 401, said: 'Said in English. (192.0.2.7 is not allowed)' })
})

test('the newest version is asked', async () => {
  expect(await ended()).toBe(null)
  expect(front.requests.map(({ path }) => path)).toEqual([
    '/api.php/',
    '/api.php/token',
    '/api.php/v2/Setup/Config',
    '/api.php/v2/Setup/Config/core/glpinetwork_registration_key',
  ])
})
