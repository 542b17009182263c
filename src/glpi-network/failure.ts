import type { CauseCode } from '#domain/causes.ts'
import type { Reason } from '#domain/diagnosis.ts'
import { causeOfSystemCode } from '#domain/system-codes.ts'

/** A way, or an exchange, ended without a reply that could be read. */
export class VendorFailure extends Error {
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

/** What an error of undici, Node's sockets or OpenSSL means. The error itself goes no further: it may quote headers. */
export function vendorFailureOf(error: unknown): VendorFailure {
  if (error instanceof VendorFailure) return error
  const code = codeOf(error)
  return new VendorFailure(causeOfSystemCode(code) ?? 'connection-reset', code || null)
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
export function failureOfProxy(error: unknown): VendorFailure {
  const { failure, systemCode, reason } = vendorFailureOf(error)
  return new VendorFailure(KEPT_OF_A_PROXY.has(failure) ? failure : 'proxy-unreachable', systemCode, reason)
}

/** OpenSSL's names for an answer that is no TLS at all: an HTTP proxy says "400 Bad Request" to a greeting of TLS. */
const NO_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'])

/** Encryption to a proxy failed: one that does not encrypt at all is a setting that says too much. */
export function failureOfSecureProxy(error: unknown): VendorFailure {
  const failure = vendorFailureOf(error)
  if (!NO_TLS.has(failure.systemCode ?? '')) return failure
  return new VendorFailure('proxy-setting-unusable', failure.systemCode, 'proxy-plain')
}
