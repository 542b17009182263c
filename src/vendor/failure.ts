import type { CauseCode } from '#domain/causes.ts'
import type { Reason } from '#domain/diagnosis.ts'

/** A way, or an exchange, ended without a reply that could be read. */
export class ExchangeFailure extends Error {
  override name = 'ExchangeFailure'
  readonly failure: CauseCode
  /** The system's own code, as ECONNREFUSED, where there is one. */
  readonly systemCode: string | null
  /** What is wrong with a setting of ours, where that is the cause. */
  readonly reason: Reason | null
  constructor(failure: CauseCode, systemCode: string | null = null, reason: Reason | null = null) {
    super(failure)
    this.failure = failure
    this.systemCode = systemCode
    this.reason = reason
  }
}

const BY_CODE: Readonly<Record<string, CauseCode>> = {
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-timeout',
  EAI_FAIL: 'dns-timeout',
  ECONNREFUSED: 'connect-refused',
  // a firewall on this very machine
  EACCES: 'connect-refused',
  EPERM: 'connect-refused',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'connect-timeout',
  ENETUNREACH: 'connect-timeout',
  EADDRNOTAVAIL: 'connect-timeout',
  EINVAL: 'connect-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'reply-too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'reply-too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reply-unreadable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted-issuer',
  CERT_UNTRUSTED: 'tls-untrusted-issuer',
  CERT_REJECTED: 'tls-untrusted-issuer',
  CERT_REVOKED: 'tls-untrusted-issuer',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted-issuer',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted-issuer',
  INVALID_CA: 'tls-untrusted-issuer',
  INVALID_PURPOSE: 'tls-untrusted-issuer',
  PATH_LENGTH_EXCEEDED: 'tls-untrusted-issuer',
  // Node's name for every fault of a chain that it has no name for, as a signature by SHA-1
  UNSPECIFIED: 'tls-untrusted-issuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
  // the other side says in the handshake that it knows no such name (RFC 6066, 3)
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 'tls-wrong-host',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  EPROTO: 'tls-not-tls',
}

/** What an error of undici, Node's sockets or OpenSSL means. The error itself goes no further: it may quote headers. */
export function failureOf(error: unknown): ExchangeFailure {
  if (error instanceof ExchangeFailure) return error
  const code = codeOf(error)
  return new ExchangeFailure(BY_CODE[code] ?? causeOfFamily(code), code || null)
}

function causeOfFamily(code: string): CauseCode {
  if (code.startsWith('ERR_SSL_')) return 'tls-not-tls'
  if (code.startsWith('HPE_') || code.startsWith('Z_')) return 'reply-unreadable'
  return 'connection-reset'
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  // undici gives its parser's errors a name and, for the first line of a reply, no code
  if (error.name === 'HTTPParserError') return 'HPE_UNREADABLE'
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

const KEPT_OF_A_PROXY = new Set<CauseCode>([
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
export function failureOfProxy(error: unknown): ExchangeFailure {
  const { failure, systemCode, reason } = failureOf(error)
  return new ExchangeFailure(KEPT_OF_A_PROXY.has(failure) ? failure : 'proxy-unreachable', systemCode, reason)
}

/** OpenSSL's names for an answer that is no TLS at all: an HTTP proxy says "400 Bad Request" to a greeting of TLS. */
const NO_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'])

/** Encryption to a proxy failed: one that does not encrypt at all is a setting that says too much. */
export function failureOfSecureProxy(error: unknown): ExchangeFailure {
  const failure = failureOf(error)
  if (!NO_TLS.has(failure.systemCode ?? '')) return failure
  return new ExchangeFailure('proxy-setting-unusable', failure.systemCode, 'proxy-plain')
}
