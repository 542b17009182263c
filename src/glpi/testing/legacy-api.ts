import { isObject, jsonOf, type FakeReply, type FakeRequest } from './answer.ts'
import { initSession, OWN_ID, profileOf, sessionOf } from './legacy-session.ts'
import { noPermission, putConfig } from './legacy-write.ts'
import { is11, MODEL_KEY_NAME, opensSecrets, type Model, type ModelRow } from './model.ts'

/**
 * `apirest.php` as a GLPI 10.0.19 and an 11.0.8 were seen to answer. In the order in which GLPI checks: the API, the client, its token, then
 * the session.
 */
export function legacyAnswer(glpi: Model, asked: FakeRequest): FakeReply {
  const answer = answerOf(glpi, { ...asked, headers: asHandedOn(glpi, asked) })
  return is11(glpi) ? withManual(answer) : answer
}

/** An empty `Authorization` is none to this API. */
const asHandedOn = ({ authorization }: Model, { headers }: FakeRequest): FakeRequest['headers'] =>
  authorization === 'handed on' ? headers : { ...headers, authorization: undefined }

/** 11 ends the sentences of its errors with where its manual is. */
function withManual(answer: FakeReply): FakeReply {
  const [status, body] = answer
  const isError = Array.isArray(body) && typeof body[1] === 'string' && String(body[0]).startsWith('ERROR')
  if (!isError || body[1] === '' || body[0] === 'ERROR_GLPI_UPDATE') return answer
  return [status, [body[0], `${body[1]}; view documentation in your browser at /apirest.php/#errors`]]
}

function answerOf(glpi: Model, asked: FakeRequest): FakeReply {
  const { headers, path } = asked
  const resource = path.replace(/\/$/, '')
  if (!glpi.apiEnabled) return [400, ['ERROR', 'API disabled']]
  if (!glpi.clientActive)
    return [400, ['ERROR_NOT_ALLOWED_IP', 'There is no active API client for your IP address (127.0.0.1)']]
  const appToken = headers['app-token'] ?? null
  if (appToken === null && glpi.appToken !== null)
    return [400, ['ERROR_APP_TOKEN_PARAMETERS_MISSING', 'missing parameter app_token']]
  // 11 keeps it encrypted
  if (appToken !== glpi.appToken || (appToken !== null && is11(glpi) && !opensSecrets(glpi)))
    return [400, ['ERROR_WRONG_APP_TOKEN_PARAMETER', 'parameter app_token seems wrong']]
  if (resource === 'initSession') return initSession(glpi, asked)
  const session = sessionOf(glpi, String(headers['session-token'] ?? ''))
  if (Array.isArray(session)) return session
  if (resource === 'killSession') {
    glpi.sessions.delete(session.id)
    return [200, true]
  }
  return ownAnswer(glpi, session.id, { ...asked, path: resource }) ?? sessionAnswer(glpi, resource, asked)
}

const entities = [{ id: 0, name: 'Root entity', is_recursive: 1 }]

const ABSENT: FakeReply = [404, ['ERROR_ITEM_NOT_FOUND', 'Item not found']]
const DENIED: FakeReply = [403, ['ERROR_RIGHT_MISSING', "You don't have permission to perform this action."]]

/** Only Super-Admin may change the setup; the session keeps its profile until it ends. Who takes the one they have gets its right of now. */
function changeProfile(glpi: Model, session: string, body: string): FakeReply {
  const sent = jsonOf(body)
  const found = isObject(sent) ? glpi.profiles.find(({ id }) => id === sent['profiles_id']) : undefined
  if (!found) return ABSENT
  if (found !== glpi.profiles[0]) {
    glpi.profiles = [found, ...glpi.profiles.filter((profile) => profile !== found)]
    glpi.config = found.name === 'Super-Admin' ? 3 : 0
  }
  glpi.sessions.set(session, glpi.config)
  return [200, true]
}

/** What a session says of its own person. It keeps the right that it began with, and outlives its account (seen with 10.0.19). */
function ownAnswer(glpi: Model, session: string, { path, body }: FakeRequest): FakeReply | null {
  if (path === 'changeActiveProfile') return changeProfile(glpi, session, body)
  if (path === 'getActiveProfile') return [200, { active_profile: profileOf(glpi, glpi.sessions.get(session)) }]
  if (path === `User/${OWN_ID}`) {
    if (!glpi.seesOwnAccount) return DENIED
    return [200, { id: OWN_ID, name: glpi.login, is_active: glpi.accountIsOpen ? 1 : 0, is_deleted: 0 }]
  }
  if (path === `User/${OWN_ID}/Profile_User`)
    return glpi.seesOwnAccount ? [200, glpi.profiles.map(({ id }) => ({ users_id: OWN_ID, profiles_id: id }))] : DENIED
  return null
}

function sessionAnswer(glpi: Model, resource: string, { method, query, body }: FakeRequest): FakeReply {
  if (resource === 'getGlpiConfig') return [200, { cfg_glpi: { ...settingsAnswer(glpi), languages: {} } }]
  // shown to an account that may only read as well
  if (resource === 'Plugin') return [200, glpi.plugins.map((plugin, at) => ({ id: at + 1, ...plugin }))]
  if (resource === 'getMyProfiles') return [200, { myprofiles: glpi.profiles.map((one) => ({ ...one, entities })) }]
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
const settingsAnswer = ({ rows, version }: Model): Record<string, unknown> => ({
  ...(is11({ version }) && { proxy_exclusions: [] }),
  ...Object.fromEntries(
    rows.flatMap(({ context, name, value }) => (context === 'core' && name !== MODEL_KEY_NAME ? [[name, value]] : [])),
  ),
  version,
})

const withoutValue = ({ id, context, name }: ModelRow) => ({ id, context, name })

const rowsNamed = ({ rows }: Model, part: string) => rows.filter(({ name }) => name.includes(part)).map(withoutValue)

function oneRow({ rows }: Model, id: number): FakeReply {
  const row = rows.find((one) => one.id === id)
  return row ? [200, withoutValue(row)] : [404, ['ERROR_ITEM_NOT_FOUND', 'Item not found']]
}

/** Sorted by value, so that a row may be anywhere; 206 for a part of them. */
function configValues({ rows }: Model, query: URLSearchParams): FakeReply {
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
