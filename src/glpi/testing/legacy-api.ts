import { randomBytes } from 'node:crypto'
import { isObject, jsonOf, type Answer, type Asked } from './answer.ts'
import { noPermission, putConfig } from './legacy-write.ts'
import { KEY_NAME, type Model, type Row } from './model.ts'

/** `apirest.php` as a GLPI 10.0.19 was seen to answer. In the order in which GLPI looks: the API, the client, its token, then the session. */
export function legacyAnswer(glpi: Model, asked: Asked): Answer {
  const { headers, path } = asked
  const resource = path.replace(/\/$/, '')
  if (!glpi.apiEnabled) return [400, ['ERROR', 'API disabled']]
  if (!glpi.clientActive)
    return [400, ['ERROR_NOT_ALLOWED_IP', 'There is no active API client for your IP address (127.0.0.1)']]
  const appToken = headers['app-token'] ?? null
  if (appToken !== glpi.appToken)
    return appToken === null
      ? [400, ['ERROR_APP_TOKEN_PARAMETERS_MISSING', 'missing parameter app_token']]
      : [400, ['ERROR_WRONG_APP_TOKEN_PARAMETER', 'parameter app_token seems wrong']]
  if (resource === 'initSession') return initSession(glpi, asked)
  const session = String(headers['session-token'] ?? '')
  if (session === '') return [400, ['ERROR_SESSION_TOKEN_MISSING', 'parameter session_token is missing or empty']]
  if (!glpi.sessions.has(session)) return [401, ['ERROR_SESSION_TOKEN_INVALID', 'session_token seems invalid']]
  if (resource === 'killSession') {
    glpi.sessions.delete(session)
    return [200, true]
  }
  return sessionAnswer(glpi, resource, asked)
}

function initSession(glpi: Model, { method, headers, query, body }: Asked): Answer {
  const authorization = inBody(body) ?? headers['authorization']
  if (method === 'GET' && body !== '')
    return [400, ['ERROR_JSON_PAYLOAD_FORBIDDEN', 'GET Request should not have json payload (http body)']]
  if (authorization === undefined)
    return [400, ['ERROR_LOGIN_PARAMETERS_MISSING', 'parameter(s) login, password or user_token are missing']]
  const basic = `Basic ${Buffer.from(`${glpi.login}:${glpi.password}`).toString('base64')}`
  if (String(authorization).startsWith('Basic ')) {
    if (authorization !== basic) return [401, ['ERROR_GLPI_LOGIN', 'Incorrect username or password']]
  } else if (authorization !== `user_token ${glpi.userToken}`) {
    return [401, ['ERROR_GLPI_LOGIN_USER_TOKEN', 'parameter user_token seems invalid']]
  }
  const token = randomBytes(13).toString('hex')
  glpi.sessions.add(token)
  const session = { glpiname: glpi.login, glpiactiveprofile: profileOf(glpi) }
  if (glpi.sessionsUnwritable) return [200, { session_token: '' }]
  return [200, { session_token: token, ...(query.get('get_full_session') === 'true' && { session }) }]
}

/** A token in the body counts before a login in the header; a login there does not. */
function inBody(body: string): string | undefined {
  const sent = jsonOf(body)
  if (!isObject(sent)) return undefined
  const { user_token: token, login, password } = sent
  if (typeof token === 'string') return `user_token ${token}`
  return typeof login === 'string' && typeof password === 'string'
    ? `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
    : undefined
}

const profileOf = ({ config, profiles }: Model) => {
  const [first = { id: 4, name: 'Super-Admin' }] = profiles
  return { ...first, ...(config !== null && { config }) }
}

const entities = [{ id: 0, name: 'Root entity', is_recursive: 1 }]

/** Only Super-Admin may change the setup; the session keeps its profile until it ends. */
function changeProfile(glpi: Model, body: string): Answer {
  const sent = jsonOf(body)
  const found = isObject(sent) ? glpi.profiles.find(({ id }) => id === sent['profiles_id']) : undefined
  if (!found) return [404, ['ERROR_ITEM_NOT_FOUND', 'Item not found']]
  glpi.profiles = [found, ...glpi.profiles.filter((profile) => profile !== found)]
  glpi.config = found.name === 'Super-Admin' ? 3 : 0
  return [200, true]
}

function sessionAnswer(glpi: Model, resource: string, { method, query, body }: Asked): Answer {
  if (resource === 'getGlpiConfig') return [200, { cfg_glpi: { ...toldSettings(glpi), languages: {} } }]
  if (resource === 'getMyProfiles') return [200, { myprofiles: glpi.profiles.map((one) => ({ ...one, entities })) }]
  if (resource === 'changeActiveProfile') return changeProfile(glpi, body)
  if (resource === 'getActiveProfile') return [200, { active_profile: profileOf(glpi) }]
  const [, row] = /^Config\/(\d+)$/.exec(resource) ?? []
  if (method === 'PUT' && row !== undefined) return putConfig(glpi, Number(row), body)
  if (method === 'POST') return noPermission('ERROR_GLPI_ADD')
  if (method === 'DELETE') return noPermission('ERROR_GLPI_DELETE')
  if (((glpi.config ?? 0) & 1) === 0)
    return [403, ['ERROR_RIGHT_MISSING', "You don't have permission to perform this action."]]
  if (resource === 'Config') return [200, rowsNamed(glpi, query.get('searchText[name]') ?? '')]
  if (row !== undefined) return oneRow(glpi, Number(row))
  if (resource === 'search/Config') return configValues(glpi, query)
  return [400, ['ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM', 'resource not found or not an instance of CommonDBTM']]
}

/** The settings, but for the secrets among them. */
const toldSettings = ({ rows, version }: Model): Record<string, string | null> => ({
  ...Object.fromEntries(
    rows.flatMap(({ context, name, value }) => (context === 'core' && name !== KEY_NAME ? [[name, value]] : [])),
  ),
  version,
})

const withoutValue = ({ id, context, name }: Row) => ({ id, context, name })

const rowsNamed = ({ rows }: Model, part: string) => rows.filter(({ name }) => name.includes(part)).map(withoutValue)

function oneRow({ rows }: Model, id: number): Answer {
  const row = rows.find((one) => one.id === id)
  return row ? [200, withoutValue(row)] : [404, ['ERROR_ITEM_NOT_FOUND', 'Item not found']]
}

/** Sorted by value, so that a row may be anywhere; 206 for a part of them. */
function configValues({ rows }: Model, query: URLSearchParams): Answer {
  const [first = 0, last = 0] = (query.get('range') ?? '0-19').split('-').map(Number)
  const total = rows.length
  if (first > total) return [400, ['ERROR_RANGE_EXCEED_TOTAL', `Provided range exceed total count of data: ${total}`]]
  const sorted = rows.toSorted((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1)).slice(first, last + 1)
  const data = Object.fromEntries(sorted.map(({ id, value }) => [id, { 1: value }]))
  const body = {
    totalcount: total,
    count: sorted.length,
    sort: [1],
    order: ['ASC'],
    ...(sorted.length > 0 && { data }),
  }
  return [sorted.length < total ? 206 : 200, body]
}
