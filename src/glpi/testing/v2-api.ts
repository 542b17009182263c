import { randomBytes } from 'node:crypto'
import { isObject, jsonOf, type Answer, type Asked } from './answer.ts'
import { dropKey, KEY_NAME, keyRowOf, saveKey, type Model } from './model.ts'

/** `api.php` of GLPI 11, as its source says (CoreController, SetupController and its OAuth server); none was tried. */
export function v2Answer(glpi: Model, asked: Asked): Answer {
  const { method, headers } = asked
  const path = asked.path.replace(/^v2(\.\d+)*\//, '').replace(/\/$/, '')
  if (!glpi.hlapi) return [404, undefined]
  if (!glpi.hlapi.enabled) return [403, failure('ERROR', 'The High-Level API is disabled')]
  if (path === '' && method === 'GET')
    return [200, { message: 'Welcome to GLPI API', api_versions: [{ api_version: '2', version: '2.1.0' }] }]
  if (path === 'token' && method === 'POST') return token(glpi, glpi.hlapi, asked.body)
  const bearer = String(headers['authorization'] ?? '').replace(/^Bearer /, '')
  if (!glpi.sessions.has(bearer))
    return [
      401,
      failure('ERROR_UNAUTHENTICATED', 'You are not authenticated. The Authorization header is missing or invalid.'),
    ]
  if (path === 'Setup/Config' || path === 'Setup/Config/core') return settings(glpi)
  return path === `Setup/Config/core/${KEY_NAME}` ? keyAnswer(glpi, asked) : notFound()
}

const failure = (status: string, title: string) => ({ status, title, detail: null })
const notFound = (): Answer => [404, failure('ERROR_ITEM_NOT_FOUND', 'Item not found')]
const denied = (): Answer => [403, failure('ERROR_RIGHT_MISSING', "You don't have permission to perform this action.")]

/** RFC 6749, 4.3 and 5.2. */
function token({ login, password, sessions }: Model, client: NonNullable<Model['hlapi']>, body: string): Answer {
  const form = new URLSearchParams(body)
  const said = (name: string) => form.get(name)
  if (said('client_id') !== client.clientId || said('client_secret') !== client.clientSecret)
    return [401, { error: 'invalid_client', error_description: 'Client authentication failed' }]
  if (said('grant_type') !== 'password') return [400, { error: 'unsupported_grant_type' }]
  if (said('scope') !== 'api') return [400, { error: 'invalid_scope' }]
  if (said('username') !== login || said('password') !== password)
    return [400, { error: 'invalid_grant', error_description: 'The user credentials were incorrect.' }]
  const access = randomBytes(20).toString('hex')
  sessions.add(access)
  return [
    200,
    { token_type: 'Bearer', expires_in: 3600, access_token: access, refresh_token: randomBytes(20).toString('hex') },
  ]
}

function settings({ config, rows }: Model): Answer {
  if (((config ?? 0) & 1) === 0) return denied()
  return [200, rows.filter(({ name }) => name !== KEY_NAME)]
}

function keyAnswer(glpi: Model, { method, body }: Asked): Answer {
  const right = glpi.config ?? 0
  if (method === 'GET') return keyRowOf(glpi) ? denied() : notFound()
  if ((right & 2) === 0) return denied()
  if (method === 'PATCH') {
    const sent = jsonOf(body)
    // not trimmed; what the column cannot take is not told
    if (isObject(sent) && typeof sent['value'] === 'string') saveKey(glpi, sent['value'])
    return [204, undefined]
  }
  if (method !== 'DELETE') return [405, failure('ERROR_METHOD_NOT_ALLOWED', 'Method not allowed')]
  if (!keyRowOf(glpi)) return notFound()
  dropKey(glpi)
  return [204, undefined]
}
