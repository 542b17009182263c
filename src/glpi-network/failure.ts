import type { CauseCode } from '#domain/causes.ts'
import { Failure, failureOf } from '#net/failure.ts'

/** What an error on the way to GLPI Network means. */
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

/** Before a tunnel stands only the proxy can have failed; its certificate keeps its own cause. */
export function failureOfProxy(error: unknown): Failure {
  const { failure, errorCode, reason } = vendorFailureOf(error)
  return new Failure(CAUSES_OF_A_PROXY.has(failure) ? failure : 'proxy-unreachable', errorCode, {}, reason)
}

/** OpenSSL's names for an answer that is no TLS at all: an HTTP proxy says "400 Bad Request" to a greeting of TLS. */
const NO_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'])

/** Encryption to a proxy failed: one that does not encrypt at all is a setting that says too much. */
export function failureOfSecureProxy(error: unknown): Failure {
  const failure = vendorFailureOf(error)
  if (!NO_TLS.has(failure.errorCode ?? '')) return failure
  return new Failure('proxy-setting-unusable', failure.errorCode, {}, 'proxy-plain')
}
