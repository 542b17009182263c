import { createHmac, generateKeyPairSync, sign } from 'node:crypto'

/** What is changed in an ID token before it is signed anew. */
export type Forgery = {
  claims?: Record<string, unknown>
  /** `none` signs nothing; `HS256` with this secret, as who takes the client's secret for a key. */
  by?: 'issuer' | 'somebody else' | 'nobody' | { secret: string }
}

const makeKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [OWN, OTHER] = [makeKey(), makeKey()]
const KEY_ID = 'of-the-issuer'

/** What the issuer says its keys are (RFC 7517). */
export const FORGER_KEYS: string = JSON.stringify({
  keys: [{ ...OWN.publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }],
})

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A JSON Web Token (RFC 7519) with the claims of `token`, changed and signed as `forgery` says. */
export function forgedToken(token: string, { claims = {}, by = 'issuer' }: Forgery): string {
  const [, payload = ''] = token.split('.')
  const changed = encoded({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...claims })
  const signed = (alg: string, signature: (text: string) => Buffer): string => {
    const text = `${encoded({ alg, kid: KEY_ID })}.${changed}`
    return `${text}.${signature(text).toString('base64url')}`
  }
  if (by === 'nobody') return signed('none', () => Buffer.alloc(0))
  if (typeof by === 'object') return signed('HS256', (text) => createHmac('sha256', by.secret).update(text).digest())
  const { privateKey } = by === 'issuer' ? OWN : OTHER
  return signed('RS256', (text) => sign('sha256', Buffer.from(text), privateKey))
}
