import type { CauseCode } from '#domain/cause-codes.ts'
import { Failure, failureOf, type FailureEvidence } from '#net/failure.ts'

/** What an error on the network path to a GLPI means. */
export const failureOfError = (error: unknown): Failure => failureOf(error, 'glpi-unreachable')

/** What an error code of GLPI's legacy API means (GLPI's src/Api/API.php). */
export function failureOfCode(code: string, evidence: FailureEvidence = {}): Failure {
  const cause = BY_CODE[code] ?? (code.includes('TOKEN') ? 'glpi-sign-in-refused' : 'glpi-error')
  return new Failure(cause, code, evidence)
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
