import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Connection } from '#contract/connection.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { Failure } from '#net/failure.ts'
import type { DatabaseAddress } from './address.ts'

type Tls = NonNullable<NonNullable<Connection['database']>['tls']>

const VERSION = 'TLSv1.2'

/**
 * The issuer is always checked: by `ca`, or by Node's own list. The name is, too, unless any name of an issuer of one's own will do, as
 * MySQL's VERIFY_CA has it; an address of one's own issuer is not compared.
 */
export function tlsOptions({ ca, cert, key, anyName = false }: Tls, place: DatabaseAddress) {
  const isNamed = 'host' in place && isIP(place.host) === 0
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    minVersion: VERSION,
    rejectUnauthorized: true,
    verifyIdentity: ca === undefined || (isNamed && !anyName),
  }
}

export const UNVERIFIED = { minVersion: VERSION, rejectUnauthorized: false, verifyIdentity: false }

/** @throws Failure for certificates and keys that cannot be read, or do not belong together. */
export function checkedTls(tls: Tls | undefined): void {
  if (!tls) return
  try {
    // a context passes over an issuer that it cannot read, this throws
    if (tls.ca !== undefined) new X509Certificate(tls.ca).checkIssued(new X509Certificate(tls.ca))
    createSecureContext({ ca: tls.ca, cert: tls.cert, key: tls.key })
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
    throw new Failure('database-tls-required', code ?? 'TLS_FILES')
  }
}

/** The driver keeps OpenSSL's sentence of a certificate, and not its code (X509_verify_cert_error_string(3)). */
const SENTENCES: readonly (readonly [RegExp, CauseCode, string])[] = [
  [/self[- ]signed certificate in certificate chain/i, 'tls-untrusted-issuer', 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self[- ]signed certificate/i, 'tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to get (local )?issuer/i, 'tls-untrusted-issuer', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/unable to verify the first certificate/i, 'tls-untrusted-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/certificate has expired/i, 'tls-expired', 'CERT_HAS_EXPIRED'],
  [/certificate is not yet valid/i, 'tls-not-yet-valid', 'CERT_NOT_YET_VALID'],
  [/does not match certificate|altname/i, 'tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/certificate required|bad certificate|unknown ca/i, 'database-tls-required', 'CLIENT_CERTIFICATE'],
]

export function failureOfTls(message: string): Failure {
  const found = SENTENCES.find(([pattern]) => pattern.test(message))
  return found ? new Failure(found[1], found[2]) : new Failure('tls-not-tls', 'HANDSHAKE_SSL_ERROR')
}
