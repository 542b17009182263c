import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { randomBytes } from 'node:crypto'

type Row = { id: number; context: string; name: string; value: string | null }

/** How this GLPI is set up, and what it has heard. Changed while it listens. */
export type FakeGlpi = {
  url: string
  apiEnabled: boolean
  /** Whether an API client is active for the address that asks. */
  clientActive: boolean
  /** What the API client asks for; null for nothing, and then any App-Token is wrong. */
  appToken: string | null
  userToken: string
  /** The bits of the right `config`; null for a profile that has none at all. */
  config: number | null
  version: string
  rows: Row[]
  /** Comes in place of everything, as in maintenance mode. */
  page: { status: number; html: string; headers?: Record<string, string> } | null
  date: string | null
  /** Paths that are never answered. */
  silent: (path: string) => boolean
  heard: { path: string; headers: IncomingMessage['headers'] }[]
  sessions: Set<string>
  connections: () => Promise<number>
  close: () => Promise<void>
}

/** A stand-in for `apirest.php` on loopback: what a GLPI 10.0.19 was seen to answer, and nothing besides. */
export async function startFakeGlpi(): Promise<FakeGlpi> {
  const server = createServer((request, reply) => answer(glpi, request, reply))
  const glpi: FakeGlpi = {
    url: '',
    apiEnabled: true,
    clientActive: true,
    appToken: null,
    userToken: 'A1b2C3d4E5f6G7h8I9j0A1b2C3d4E5f6G7h8I9j0',
    config: 3,
    version: '10.0.19',
    rows: Array.from({ length: 270 }, (_, id) => ({ id, context: 'core', name: `setting_${id}`, value: String(id) })),
    page: null,
    date: null,
    silent: () => false,
    heard: [],
    sessions: new Set(),
    connections: () => new Promise((done) => server.getConnections((_, count) => done(count))),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  glpi.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return glpi
}

/** Puts the key's row where GLPI has it: behind the others, made when a key was first saved. */
export function storeKey(glpi: FakeGlpi, value: string | null): void {
  glpi.rows = glpi.rows.filter(({ name }) => name !== 'glpinetwork_registration_key')
  glpi.rows.push({ id: 271, context: 'core', name: 'glpinetwork_registration_key', value })
}

function answer(glpi: FakeGlpi, request: IncomingMessage, reply: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://glpi.invalid')
  glpi.heard.push({ path: request.url ?? '', headers: request.headers })
  if (glpi.date) reply.setHeader('date', glpi.date)
  if (glpi.silent(pathname)) return
  if (glpi.page) {
    reply.writeHead(glpi.page.status, { 'content-type': 'text/html; charset=UTF-8', ...glpi.page.headers })
    reply.end(glpi.page.html)
    return
  }
  const [status, body, headers = {}] = apiAnswer(glpi, request, pathname, searchParams)
  reply.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers })
  reply.end(JSON.stringify(body))
}

type Answer = [status: number, body: unknown, headers?: Record<string, string>]

/** In the order in which GLPI looks: the API, the client, its token, then the session. */
function apiAnswer(glpi: FakeGlpi, { headers }: IncomingMessage, path: string, query: URLSearchParams): Answer {
  const resource = path.replace(/^\/apirest\.php\//, '').replace(/\/$/, '')
  if (!glpi.apiEnabled) return [400, ['ERROR', 'API disabled']]
  if (!glpi.clientActive)
    return [400, ['ERROR_NOT_ALLOWED_IP', 'There is no active API client for your IP address (127.0.0.1)']]
  const appToken = headers['app-token'] ?? null
  if (appToken !== glpi.appToken)
    return appToken === null
      ? [400, ['ERROR_APP_TOKEN_PARAMETERS_MISSING', 'missing parameter app_token']]
      : [400, ['ERROR_WRONG_APP_TOKEN_PARAMETER', 'parameter app_token seems wrong']]
  if (resource === 'initSession') return initSession(glpi, headers.authorization)
  const session = String(headers['session-token'] ?? '')
  if (session === '') return [400, ['ERROR_SESSION_TOKEN_MISSING', 'parameter session_token is missing or empty']]
  if (!glpi.sessions.has(session)) return [401, ['ERROR_SESSION_TOKEN_INVALID', 'session_token seems invalid']]
  return sessionAnswer(glpi, session, resource, query)
}

function initSession(glpi: FakeGlpi, authorization: string | undefined): Answer {
  if (!authorization)
    return [400, ['ERROR_LOGIN_PARAMETERS_MISSING', 'parameter(s) login, password or user_token are missing']]
  if (authorization !== `user_token ${glpi.userToken}`)
    return [401, ['ERROR_GLPI_LOGIN_USER_TOKEN', 'parameter user_token seems invalid']]
  const token = randomBytes(13).toString('hex')
  glpi.sessions.add(token)
  const glpiactiveprofile = { id: 4, name: 'Super-Admin', ...(glpi.config !== null && { config: glpi.config }) }
  return [200, { session_token: token, session: { glpiactiveprofile } }]
}

function sessionAnswer(glpi: FakeGlpi, session: string, resource: string, query: URLSearchParams): Answer {
  if (resource === 'killSession') {
    glpi.sessions.delete(session)
    return [200, true]
  }
  if (resource === 'getGlpiConfig') return [200, { cfg_glpi: { version: glpi.version, languages: {} } }]
  if (resource === 'getActiveProfile')
    return [
      200,
      { active_profile: { id: 4, name: 'Super-Admin', ...(glpi.config !== null && { config: glpi.config }) } },
    ]
  if (((glpi.config ?? 0) & 1) === 0)
    return [403, ['ERROR_RIGHT_MISSING', "You don't have permission to perform this action."]]
  if (resource === 'Config') return configRows(glpi, query.get('searchText[name]') ?? '')
  if (resource === 'search/Config') return configValues(glpi, query)
  return [400, ['ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM', 'resource not found or not an instance of CommonDBTM']]
}

function configRows(glpi: FakeGlpi, part: string): Answer {
  const found = glpi.rows.filter(({ name }) => name.includes(part))
  // the values of secrets are left out
  return [200, found.map(({ id, context, name }) => ({ id, context, name }))]
}

/** Sorted by value, so that a row may be anywhere; 206 for a part of them. */
function configValues(glpi: FakeGlpi, query: URLSearchParams): Answer {
  const [first = 0, last = 0] = (query.get('range') ?? '0-19').split('-').map(Number)
  const total = glpi.rows.length
  if (first > total) return [400, ['ERROR_RANGE_EXCEED_TOTAL', `Provided range exceed total count of data: ${total}`]]
  const sorted = glpi.rows.toSorted((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1)).slice(first, last + 1)
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
