import { isObject, jsonOf, type FakeReply, type FakeRequest } from './answer.ts'
import { MODEL_KEY_NAME, type Bearer, type Model } from './model.ts'
import { denied, failure, notFound } from './v2-answers.ts'
import { saveSetting } from './legacy-write.ts'
import { keyAnswer } from './v2-key.ts'
import { authorizeAnswer } from './oauth-pages.ts'
import { tokenAnswer } from './v2-token.ts'

const VERSIONS = [
  { api_version: '2', version: '2.0.0', deprecated: true },
  { api_version: '2', version: '2.1.0', deprecated: true },
  { api_version: '2', version: '2.2.0' },
  { api_version: '2', version: '2.3.0' },
]

/** `api.php` of GLPI 11 as an 11.0.8 was seen to answer. Where the path names no version it knows, the newest is meant. */
export function v2Answer(glpi: Model, asked: FakeRequest): FakeReply {
  const { method, body } = asked
  const client = glpi.hlapi
  if (!client) return [404, undefined]
  const [, version, path] = /^(?:(v\d+(?:\.\d+)*)(?:\/|$))?(.*?)\/?$/.exec(asked.path) ?? []
  // an empty header is refused before anything else is checked
  if (glpi.authorization === 'emptied') return [400, failure('ERROR_INVALID_PARAMETER', 'Missing "Bearer" token')]
  if (path === 'token' && method === 'POST') return tokenAnswer(glpi, client, body)
  if (!client.enabled) return [403, failure('ERROR_RIGHT_MISSING', NO_RIGHT, 'The High-Level API is disabled')]
  if (path === '' && method === 'GET') return [200, { message: 'Welcome to GLPI API', api_versions: VERSIONS }]
  if (path === 'authorize') return authorizeAnswer(glpi, client, asked)
  const bearer = bearerOf(glpi, asked)
  if (bearer === 'none') return [401, failure('ERROR_UNAUTHENTICATED', 'You are not authenticated.')]
  if (bearer === 'bad') return [400, failure('ERROR_INVALID_PARAMETER', 'Invalid OAuth token')]
  if (!bearer.account || !glpi.accountIsOpen)
    return [401, failure('ERROR_UNAUTHENTICATED', 'You are not authenticated.')]
  if (!bearer.scopes.includes('api'))
    return [
      403,
      failure('ERROR_RIGHT_MISSING', NO_RIGHT, 'You do not have the required scope(s) to access this resource.'),
    ]
  return version === 'v2.0' ? notFound() : accountAnswer(glpi, path ?? '', asked)
}

const NO_RIGHT = "You don't have permission to perform this action."

function bearerOf({ bearers, authorization }: Model, { headers }: FakeRequest): Bearer | 'none' | 'bad' {
  const sent = authorization === 'dropped' ? '' : String(headers['authorization'] ?? '')
  if (sent === '') return 'none'
  return bearers.get(sent.replace(/^Bearer /, '')) ?? 'bad'
}

function accountAnswer(glpi: Model, path: string, asked: FakeRequest): FakeReply {
  if (path === 'Session') return [200, ownSession(glpi)]
  if (path === 'Setup/Plugin') return plugins(glpi)
  if (path === 'Setup/Config' || path === 'Setup/Config/core') return settings(glpi)
  const [, name] = /^Setup\/Config\/core\/(\w+)$/.exec(path) ?? []
  if (name === undefined) return notFound()
  return name === MODEL_KEY_NAME ? keyAnswer(glpi, asked) : settingAnswer(glpi, name, asked)
}

/** GET Session: with the rights of the profile since 2.2, as they are at this moment. */
function ownSession({ config, login, friendlyName, hasV2Rights, profiles: [profile] }: Model) {
  return {
    user_id: 2,
    name: login,
    friendly_name: friendlyName || login,
    active_profile: { ...profile, ...(hasV2Rights && { rights: { config: config ?? 0, user: 0 } }) },
  }
}

/** Since 2.3; before, there is no such place. */
function plugins({ config, hasV2Plugins, plugins: rows }: Model): FakeReply {
  if (!hasV2Plugins) return notFound()
  if (((config ?? 0) & 1) === 0) return denied()
  return [200, rows.map(({ directory, ...row }, at) => ({ id: at + 1, internal_name: directory, ...row }))]
}

/** Any other setting: shown, and taken whether or not it had a row. */
function settingAnswer(glpi: Model, name: string, { method, body }: FakeRequest): FakeReply {
  const bit = method === 'GET' ? 1 : 2
  if (((glpi.config ?? 0) & bit) === 0) return denied()
  const sent = jsonOf(body)
  if (method === 'PATCH') saveSetting(glpi, name, String(isObject(sent) ? sent['value'] : ''))
  const row = glpi.rows.find((one) => one.context === 'core' && one.name === name)
  return row ? [200, { context: row.context, name, value: row.value }] : notFound()
}

function settings({ config, rows }: Model): FakeReply {
  if (((config ?? 0) & 1) === 0) return denied()
  return [200, rows.filter(({ name }) => name !== MODEL_KEY_NAME)]
}
