import type { CauseCode } from '#domain/cause-codes.ts'
import type { ReplyEvidence } from '#domain/evidence.ts'
import { causeOfSystemCode } from '#domain/system-codes.ts'

export type FailureEvidence = ReplyEvidence

/** A look at a GLPI ended early. Its message is the cause alone: an error of the stack may quote headers. */
export class GlpiFailure extends Error {
  override name = 'GlpiFailure'
  readonly failure: CauseCode
  /** The system's own code, or GLPI's, as ECONNREFUSED or ERROR_NOT_ALLOWED_IP. */
  readonly errorCode: string | null
  readonly evidence: FailureEvidence
  constructor(failure: CauseCode, errorCode: string | null = null, evidence: FailureEvidence = {}) {
    super(failure)
    this.failure = failure
    this.errorCode = errorCode
    this.evidence = evidence
  }
}

/** What a GLPI's own error code means to whoever looks from outside (GLPI's src/Api/API.php). */
export function failureOfCode(code: string, evidence: FailureEvidence = {}): GlpiFailure {
  const cause = BY_CODE[code] ?? (code.includes('TOKEN') ? 'glpi-sign-in-refused' : 'glpi-error')
  return new GlpiFailure(cause, code, evidence)
}

const BY_CODE: Readonly<Record<string, CauseCode>> = {
  // it has no code of its own for an API that is switched off
  ERROR: 'glpi-api-disabled',
  ERROR_NOT_ALLOWED_IP: 'glpi-api-disabled',
  ERROR_GLPI_LOGIN: 'glpi-sign-in-refused',
  ERROR_LOGIN_WITH_CREDENTIALS_DISABLED: 'glpi-sign-in-refused',
  ERROR_LOGIN_PARAMETERS_MISSING: 'glpi-sign-in-refused',
  ERROR_RIGHT_MISSING: 'right-missing',
}

/** What kept a reply from coming, whatever it was; its code is all that may be told of it. */
export function failureOfError(error: unknown): GlpiFailure {
  if (error instanceof GlpiFailure) return error
  const code = systemCodeOf(error)
  if (code === 'TIMEOUT') return new GlpiFailure('reply-timeout', code)
  return new GlpiFailure((code !== null && causeOfSystemCode(code)) || 'glpi-unreachable', code)
}

function systemCodeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return systemCodeOf(error.errors[0])
  if (!(error instanceof Error)) return null
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  // undici gives its parser's errors a name, and not always a code
  if (error.name === 'HTTPParserError' && !('code' in error && typeof error.code === 'string')) return 'HPE_UNREADABLE'
  if ('code' in error && typeof error.code === 'string') return error.code
  return systemCodeOf(error.cause)
}
