import type { CauseCode } from '#domain/causes.ts'

/** A way, or an exchange, ended without a reply that could be read. */
export class ExchangeFailure extends Error {
  override name = 'ExchangeFailure'
  readonly failure: CauseCode
  /** The system's own code, as ECONNREFUSED; empty where there is none. */
  readonly systemCode: string
  constructor(failure: CauseCode, systemCode = '') {
    super(failure)
    this.failure = failure
    this.systemCode = systemCode
  }
}

/** How far an exchange came before it failed. */
export type Phase = 'connect' | 'reply' | 'body'

const BY_CODE: Readonly<Record<string, CauseCode>> = {
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-timeout',
  DNS_TIMEOUT: 'dns-timeout',
  ECONNREFUSED: 'connect-refused',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'connect-timeout',
  ENETUNREACH: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  UND_ERR_HEADERS_OVERFLOW: 'reply-too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'reply-too-large',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted-issuer',
  CERT_UNTRUSTED: 'tls-untrusted-issuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  EPROTO: 'tls-not-tls',
}

/** Before a tunnel stands, only the proxy can have failed. */
const PROXY_ITSELF = new Set<CauseCode>(['dns-not-found', 'dns-timeout', 'connect-refused', 'connect-timeout'])

/** The same, with the system's code kept. */
export const failureOf = (error: unknown, phase: Phase, proxied: boolean): ExchangeFailure =>
  error instanceof ExchangeFailure ? error : new ExchangeFailure(causeOfError(error, phase, proxied), codeOf(error))

/** What an error of undici, Node's sockets or OpenSSL means. The error itself goes no further: it may quote headers. */
export function causeOfError(error: unknown, phase: Phase, proxied: boolean): CauseCode {
  const refusal = proxied ? causeOfTunnel(error) : null
  if (refusal) return refusal
  const code = codeOf(error)
  const cause = BY_CODE[code] ?? causeOfFamily(code)
  return proxied && phase === 'connect' && PROXY_ITSELF.has(cause) ? 'proxy-unreachable' : cause
}

function causeOfFamily(code: string): CauseCode {
  if (code.startsWith('ERR_SSL_')) return 'tls-not-tls'
  if (code.startsWith('HPE_')) return 'reply-unreadable'
  return 'connection-reset'
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return ''
  // undici gives its parser's errors a name and, for the first line of a reply, no code
  if (error.name === 'HTTPParserError') return 'HPE_UNREADABLE'
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

/** undici 7 tells a proxy's refusal of CONNECT by UND_ERR_ABORTED, with the status in its message alone. */
function causeOfTunnel(error: unknown): CauseCode | null {
  const status = error instanceof Error ? /Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined
  return status === undefined ? null : causeOfTunnelStatus(Number(status))
}

/** A proxy's answer to CONNECT that is not 2xx (RFC 9110, 9.3.6). */
function causeOfTunnelStatus(status: number): CauseCode {
  if (status === 407) return 'proxy-auth-required'
  return status >= 500 ? 'proxy-cannot-reach' : 'proxy-denied'
}
