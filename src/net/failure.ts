import type { CauseCode } from '#domain/causes.ts'
import type { Reason } from '#domain/diagnosis.ts'
import type { ReplyEvidence } from '#domain/evidence.ts'
import { causeOfSystemCode } from '#domain/system-codes.ts'

/** What came in place of an answer, as far as it may be shown. */
export type FailureEvidence = ReplyEvidence

/**
 * Something towards GLPI Network, or towards a GLPI, did not work. The message is the cause's code and nothing else: an error of
 * undici, Node or OpenSSL may quote headers, and with them a key.
 */
export class Failure extends Error {
  override name = 'Failure'
  override readonly cause: CauseCode
  /** The code of the system, of GLPI or of its database, as ECONNREFUSED or ERROR_NOT_ALLOWED_IP. */
  readonly errorCode: string | null
  readonly evidence: FailureEvidence
  /** What is wrong with one of Latchkey's own settings, where that is the cause. */
  readonly reason: Reason | null

  constructor(
    cause: CauseCode,
    errorCode: string | null = null,
    evidence: FailureEvidence = {},
    reason: Reason | null = null,
  ) {
    super(cause)
    this.cause = cause
    this.errorCode = errorCode
    this.evidence = evidence
    this.reason = reason
  }
}

/** What any error means. @param otherwise the cause where the error has no code that tells. */
export function failureOf(error: unknown, otherwise: CauseCode): Failure {
  if (error instanceof Failure) return error
  const code = systemCodeOf(error)
  if (code === 'TIMEOUT') return new Failure('reply-timeout', code)
  return new Failure((code !== null && causeOfSystemCode(code)) || otherwise, code)
}

function systemCodeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return systemCodeOf(error.errors[0])
  if (!(error instanceof Error)) return null
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  // undici gives its parser's errors a name, and not always a code
  if (error.name === 'HTTPParserError') return code ?? 'HPE_UNREADABLE'
  return code ?? systemCodeOf(error.cause)
}
