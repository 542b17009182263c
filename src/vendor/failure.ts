import type { CauseCode } from '#domain/causes.ts'
import { causeOfSystemCode } from '#domain/system-codes.ts'

/** A way, or an exchange, ended without a reply that could be read. */
export class ExchangeFailure extends Error {
  override name = 'ExchangeFailure'
  readonly failure: CauseCode
  /** The system's own code, as ECONNREFUSED, where there is one. */
  readonly systemCode: string | null
  constructor(failure: CauseCode, systemCode: string | null = null) {
    super(failure)
    this.failure = failure
    this.systemCode = systemCode
  }
}

/** What an error of undici, Node's sockets or OpenSSL means. The error itself goes no further: it may quote headers. */
export function failureOf(error: unknown): ExchangeFailure {
  if (error instanceof ExchangeFailure) return error
  const code = codeOf(error)
  return new ExchangeFailure(causeOfSystemCode(code) ?? 'connection-reset', code || null)
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
])

/** Before a tunnel stands only the proxy can have failed; its certificate keeps its own cause. */
export function failureOfProxy(error: unknown): ExchangeFailure {
  const { failure, systemCode } = failureOf(error)
  return new ExchangeFailure(KEPT_OF_A_PROXY.has(failure) ? failure : 'proxy-unreachable', systemCode)
}
