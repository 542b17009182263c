import type { CauseCode } from '#domain/causes.ts'
import { Failure, failureOf } from '#net/failure.ts'

/** What an error on the network path to GLPI Network means. */
export const vendorFailureOf = (error: unknown): Failure => failureOf(error, 'connection-reset')

const CAUSES_OF_A_PROXY = new Set<CauseCode>([
  'tls-untrusted-issuer',
  'tls-self-signed',
  'tls-wrong-host',
  'tls-expired',
  'tls-not-yet-valid',
  'proxy-auth-required',
  'proxy-denied',
  'proxy-cannot-reach',
  'proxy-setting-unusable',
  'ca-not-loaded',
])

/** Until the tunnel is open, only the proxy can have failed. Its certificate has causes of its own. */
export function failureOfProxy(error: unknown): Failure {
  const { cause, errorCode, reason } = vendorFailureOf(error)
  return new Failure(CAUSES_OF_A_PROXY.has(cause) ? cause : 'proxy-unreachable', errorCode, {}, reason)
}

/** OpenSSL's codes for an answer that is not TLS: an HTTP proxy answers a TLS handshake with "400 Bad Request". */
const NO_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'])

/** What a failed handshake with a proxy means. Where the proxy does not speak TLS, the setting wrongly says `https:`. */
export function failureOfSecureProxy(error: unknown): Failure {
  const failure = vendorFailureOf(error)
  if (!NO_TLS.has(failure.errorCode ?? '')) return failure
  return new Failure('proxy-setting-unusable', failure.errorCode, {}, 'proxy-plain')
}
