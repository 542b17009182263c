import type { CauseCode } from '#domain/cause-codes.ts'
import { failureOfError, GlpiFailure } from '../failure.ts'

/** The server's own names of its errors; all others mean that this database cannot be used as GLPI's. */
const BY_CODE: Readonly<Record<string, CauseCode>> = {
  ER_ACCESS_DENIED_ERROR: 'glpi-sign-in-refused',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'glpi-sign-in-refused',
  ER_DBACCESS_DENIED_ERROR: 'glpi-sign-in-refused',
  ER_HOST_NOT_PRIVILEGED: 'glpi-sign-in-refused',
  ER_HOST_IS_BLOCKED: 'glpi-sign-in-refused',
  ER_ACCOUNT_HAS_BEEN_LOCKED: 'glpi-sign-in-refused',
  ER_MUST_CHANGE_PASSWORD: 'glpi-sign-in-refused',
  ER_TABLEACCESS_DENIED_ERROR: 'right-missing',
  ER_COLUMNACCESS_DENIED_ERROR: 'right-missing',
  ER_SPECIFIC_ACCESS_DENIED_ERROR: 'right-missing',
  // a server, or a session, that may only be read from
  ER_OPTION_PREVENTS_STATEMENT: 'right-missing',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'right-missing',
}

/** What an error of the driver means. Its sentence goes no further: it may quote a statement. */
export function failureOfDatabase(error: unknown): GlpiFailure {
  const found = failureOfError(error)
  const cause = BY_CODE[found.errorCode ?? '']
  return cause ? new GlpiFailure(cause, found.errorCode) : found
}
