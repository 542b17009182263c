import { randomBytes } from 'node:crypto'
import { isObject, jsonOf, type FakeReply, type FakeRequest } from './answer.ts'
import { encryptedAsGlpi } from './as-glpi.ts'
import { is11, isSound, opensSecrets, opened, type Model } from './model.ts'

/** GET initSession: who asks, by `Authorization` or, in the query or a JSON body, by name. */
export function initSession(glpi: Model, { method, headers, query, body }: FakeRequest): FakeReply {
  if (method === 'GET' && body !== '')
    return [400, ['ERROR_JSON_PAYLOAD_FORBIDDEN', 'GET Request should not have json payload (http body)']]
  const sent = credentialsOf(headers['authorization'], query, body)
  if (sent.userToken === undefined && sent.login === undefined)
    return [400, ['ERROR_LOGIN_PARAMETERS_MISSING', 'parameter(s) login, password or user_token are missing']]
  const refusal = sent.userToken === undefined ? ofPassword(glpi, sent) : ofToken(glpi, sent.userToken)
  if (refusal === null && glpi.sessionsUnwritable) return [200, { session_token: '' }]
  return refusal ?? [200, { session_token: newSession(glpi), ...full(glpi, query) }]
}

type Sent = { userToken?: string | undefined; login?: string | undefined; password?: string | undefined }

function credentialsOf(header: string | string[] | undefined, query: URLSearchParams, body: string): Sent {
  const authorization = String(header ?? '')
  if (authorization.startsWith('user_token ')) return { userToken: authorization.slice('user_token '.length) }
  const json = jsonOf(body)
  const said = (name: string): string | undefined => {
    const value = query.get(name) ?? (isObject(json) ? json[name] : undefined)
    return typeof value === 'string' ? value : undefined
  }
  const userToken = said('user_token')
  if (userToken !== undefined) return { userToken }
  if (!authorization.startsWith('Basic ')) return { login: said('login'), password: said('password') }
  const [login = '', password = ''] = Buffer.from(authorization.slice('Basic '.length), 'base64')
    .toString()
    .split(/:(.*)/s)
  return { login, password }
}

function ofPassword({ login, password, loginByPassword }: Model, sent: Sent): FakeReply | null {
  if (!loginByPassword)
    return [400, ['ERROR_LOGIN_WITH_CREDENTIALS_DISABLED', 'usage of initSession with credentials is disabled']]
  return sent.login === login && sent.password === password
    ? null
    : [401, ['ERROR_GLPI_LOGIN', 'Incorrect username or password']]
}

/** 11 has to decrypt its tokens to compare one: with the file gone or replaced each is wrong. 10 keeps them in clear. */
function ofToken(glpi: Model, token: string): FakeReply | null {
  if (!glpi.loginByToken && is11(glpi))
    return [400, ['ERROR_LOGIN_WITH_TOKEN_DISABLED', 'usage of initSession with a token is disabled']]
  const isRight = token === glpi.userToken && glpi.loginByToken && (!is11(glpi) || opensSecrets(glpi))
  return isRight ? null : [401, ['ERROR_GLPI_LOGIN_USER_TOKEN', 'parameter user_token seems invalid']]
}

/** 10 hands out PHP's own id, 26 characters; 11 encrypts it, and with no usable file hands out an empty text. */
function newSession(glpi: Model): string {
  const id = is11(glpi) ? randomBytes(25).toString('hex') : randomBytes(13).toString('hex')
  glpi.sessions.set(id, glpi.config)
  if (!is11(glpi)) return id
  return isSound(glpi.cryptFile) ? encryptedAsGlpi(id, glpi.cryptFile) : ''
}

const full = (glpi: Model, query: URLSearchParams) =>
  query.get('get_full_session') === 'true' && {
    session: {
      glpiID: OWN_ID,
      glpiname: glpi.login,
      glpifriendlyname: glpi.friendlyName || glpi.login,
      glpiactiveprofile: profileOf(glpi),
    },
  }

/** Of the one account that this GLPI has. */
export const OWN_ID = 2

/** @param config what the session remembers, where that is another right than the account has by now. */
export function profileOf({ config: now, profiles }: Model, config: number | null = now) {
  const [first = { id: 4, name: 'Super-Admin' }] = profiles
  return { ...first, ...(config !== null && { config }) }
}

/** The session of a token, or the error for a token without one. */
export function sessionOf(glpi: Model, token: string): { id: string } | FakeReply {
  if (token === '') return MISSING
  if (!is11(glpi)) return glpi.sessions.has(token) ? { id: token } : ENDED
  if (!isSound(glpi.cryptFile)) return [500, { error: true, title: 'Error', message: 'An error occurred', trace: null }]
  // what it cannot decrypt is none to it
  const id = opened(token, glpi.cryptFile)
  if (id === null) return MISSING
  return glpi.sessions.has(id) ? { id } : ENDED
}

const MISSING: FakeReply = [400, ['ERROR_SESSION_TOKEN_MISSING', 'parameter session_token is missing or empty']]
const ENDED: FakeReply = [401, ['ERROR_SESSION_TOKEN_INVALID', 'session_token seems invalid']]
