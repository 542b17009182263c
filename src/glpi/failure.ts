import type { CauseCode } from '#domain/cause-codes.ts'

/** What came in place of an answer, for people to read: whoever shows it scrubs it first. */
export type Evidence = {
  /** The reply's HTTP status. */
  status?: number
  /** The title of the HTML page that came. */
  title?: string
  /** `Location` of a redirect. */
  location?: string
  /** The first line that a command, GLPI or a database said about it. */
  said?: string
}

/** A look at a GLPI ended early. Its message is the cause alone: an error of the stack may quote headers. */
export class GlpiFailure extends Error {
  override name = 'GlpiFailure'
  readonly failure: CauseCode
  /** The system's own code, or GLPI's, as ECONNREFUSED or ERROR_NOT_ALLOWED_IP. */
  readonly errorCode: string | null
  readonly evidence: Evidence
  constructor(failure: CauseCode, errorCode: string | null = null, evidence: Evidence = {}) {
    super(failure)
    this.failure = failure
    this.errorCode = errorCode
    this.evidence = evidence
  }
}

/** What a GLPI's own error code means to whoever looks from outside (GLPI's src/Api/API.php). */
export function failureOfCode(code: string): GlpiFailure {
  return new GlpiFailure(BY_CODE[code] ?? (code.includes('TOKEN') ? 'glpi-sign-in-refused' : 'glpi-unreachable'), code)
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
  return error instanceof GlpiFailure ? error : new GlpiFailure('glpi-unreachable', systemCodeOf(error))
}

function systemCodeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return systemCodeOf(error.errors[0])
  if (!(error instanceof Error)) return null
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  if ('code' in error && typeof error.code === 'string') return error.code
  return systemCodeOf(error.cause)
}
