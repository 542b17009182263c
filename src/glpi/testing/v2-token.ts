import { createHash, randomBytes } from 'node:crypto'
import type { FakeReply } from './answer.ts'
import { isSound, opensSecrets, type Model, type OAuthClient } from './model.ts'

const GRANTS = ['password']
const SCOPES = ['api']

/** POST token (RFC 6749, 4.3 and 5.2), also while the API is switched off. */
export function tokenAnswer(glpi: Model, client: OAuthClient, body: string): FakeReply {
  const { login, password, cryptFile } = glpi
  const form = new URLSearchParams(body)
  const said = (name: string) => form.get(name) ?? ''
  // it has to decrypt the client's secret
  if (!isSound(cryptFile)) return [500, undefined]
  const isClient = said('client_id') === client.clientId && said('client_secret') === client.clientSecret
  if (!isClient || !opensSecrets(glpi))
    return [401, { error: 'invalid_client', error_description: 'Client authentication failed' }]
  if (client.allowedAddress === false)
    return [401, { error: 'access_denied', error_description: 'denied', hint: 'The client IP address is not allowed' }]
  const grant = said('grant_type')
  if (grant !== 'refresh_token' && !(client.grants ?? GRANTS).includes(grant))
    return [400, { error: 'unauthorized_client', error_description: 'not authorized to use this grant' }]
  if (grant === 'password' && (said('username') !== login || said('password') !== password))
    return [400, { error: 'invalid_grant', error_description: 'The user credentials were incorrect.' }]
  const wrongCode = grant === 'authorization_code' ? codeFault(glpi, form) : null
  if (wrongCode) return wrongCode
  if (grant === 'refresh_token' && !endFormer(glpi, said('refresh_token')))
    return invalidGrant('Token has been revoked')
  // a scope that the client does not have is left out without a word
  const asked = grant === 'password' ? said('scope') : 'api'
  const scopes = asked.split(' ').filter((scope) => (client.scopes ?? SCOPES).includes(scope))
  const bearer = newBearer(glpi, scopes, grant)
  const refresh = random()
  glpi.refreshTokens.set(refresh, bearer)
  return [200, { token_type: 'Bearer', expires_in: 3600, access_token: bearer, refresh_token: refresh }]
}

const invalidGrant = (hint: string): FakeReply => [
  400,
  { error: 'invalid_grant', error_description: 'The provided authorization grant is invalid', hint },
]

/** A code works once, for the address it was sent to, with the text that its challenge was made of. */
function codeFault({ codes }: Model, form: URLSearchParams): FakeReply | null {
  const code = form.get('code') ?? ''
  const found = codes.get(code)
  if (!found || found.redirectUri !== form.get('redirect_uri'))
    return invalidGrant('Cannot validate the provided authorization code')
  const verifier = form.get('code_verifier')
  if (found.challenge === null && verifier !== null)
    return [
      400,
      {
        error: 'invalid_request',
        error_description: 'malformed',
        hint: 'code_verifier received when no code_challenge is present',
      },
    ]
  const challenge = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url')
  if (found.challenge !== challenge) return invalidGrant('Failed to verify `code_verifier`.')
  codes.delete(code)
  return null
}

/** A refresh token works once, and ends the access token that it came with. */
function endFormer({ refreshTokens, bearers }: Model, refresh: string): boolean {
  const bearer = refreshTokens.get(refresh)
  if (bearer === undefined) return false
  refreshTokens.delete(refresh)
  bearers.delete(bearer)
  return true
}

const random = () => randomBytes(20).toString('hex')

/** A JWT, as far as its form goes. `client_credentials` gives one that stands for no account. */
function newBearer({ bearers }: Model, scopes: readonly string[], grant: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const bearer = [part({ typ: 'JWT', alg: 'RS256' }), part({ jti: random(), scopes }), random()].join('.')
  bearers.set(bearer, { scopes, account: grant !== 'client_credentials' })
  return bearer
}
