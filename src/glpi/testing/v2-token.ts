import { randomBytes } from 'node:crypto'
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
  if (!(client.grants ?? GRANTS).includes(grant))
    return [400, { error: 'unauthorized_client', error_description: 'not authorized to use this grant' }]
  if (grant === 'password' && (said('username') !== login || said('password') !== password))
    return [400, { error: 'invalid_grant', error_description: 'The user credentials were incorrect.' }]
  // a scope that the client does not have is left out without a word
  const scopes = said('scope')
    .split(' ')
    .filter((scope) => (client.scopes ?? SCOPES).includes(scope))
  return [
    200,
    { token_type: 'Bearer', expires_in: 3600, access_token: newBearer(glpi, scopes, grant), refresh_token: random() },
  ]
}

const random = () => randomBytes(20).toString('hex')

/** A JWT, as far as its form goes. `client_credentials` gives one that stands for no account. */
function newBearer({ bearers }: Model, scopes: readonly string[], grant: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const bearer = [part({ typ: 'JWT', alg: 'RS256' }), part({ jti: random(), scopes }), random()].join('.')
  bearers.set(bearer, { scopes, account: grant === 'password' })
  return bearer
}
