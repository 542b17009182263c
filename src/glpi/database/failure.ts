import type { CauseCode } from '#domain/cause-codes.ts'
import { causeOfSystemCode } from '#domain/system-codes.ts'
import { printableSentence } from '../console/command-output.ts'
import { Failure } from '#net/failure.ts'
import { failureOfError } from '../failure.ts'
import { failureOfTls } from './tls.ts'

/** The server's own names of its errors; all others mean that this database cannot be used as GLPI's. */
const BY_CODE: Readonly<Record<string, CauseCode>> = {
  ER_ACCESS_DENIED_ERROR: 'database-account-refused',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'database-account-refused',
  ER_DBACCESS_DENIED_ERROR: 'database-account-refused',
  ER_BAD_DB_ERROR: 'database-account-refused',
  ER_HOST_NOT_PRIVILEGED: 'database-account-refused',
  ER_HOST_IS_BLOCKED: 'database-account-refused',
  ER_ACCOUNT_HAS_BEEN_LOCKED: 'database-account-refused',
  ER_USER_IS_BLOCKED: 'database-account-refused',
  ER_MUST_CHANGE_PASSWORD: 'database-account-refused',
  ER_MUST_CHANGE_PASSWORD_LOGIN: 'database-account-refused',
  ER_TOO_MANY_USER_CONNECTIONS: 'database-account-refused',
  ER_USER_LIMIT_REACHED: 'database-account-refused',
  ER_SECURE_TRANSPORT_REQUIRED: 'database-tls-required',
  HANDSHAKE_NO_SSL_SUPPORT: 'tls-not-tls',
  ER_NOT_SUPPORTED_AUTH_MODE: 'database-unsupported',
  ER_PLUGIN_IS_NOT_LOADED: 'database-unsupported',
  ER_HANDSHAKE_ERROR: 'database-unsupported',
  HANDSHAKE_UNKNOWN_ERROR: 'database-unsupported',
  PROTOCOL_CONNECTION_LOST: 'connection-reset',
  ER_TABLEACCESS_DENIED_ERROR: 'right-missing',
  ER_COLUMNACCESS_DENIED_ERROR: 'right-missing',
  ER_SPECIFIC_ACCESS_DENIED_ERROR: 'right-missing',
  // a server, or a session, that may only be read from
  ER_OPTION_PREVENTS_STATEMENT: 'right-missing',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'right-missing',
}

/** Errors that MariaDB numbers otherwise than MySQL, after which the driver names them. */
const OF_MARIADB: Readonly<Record<number, string>> = {
  1836: 'ER_READ_ONLY_MODE',
  4150: 'ER_USER_IS_BLOCKED',
  4151: 'ER_ACCOUNT_HAS_BEEN_LOCKED',
}

type Server = {
  isMariaDb: boolean
  /** What its sentence must not show. */
  secrets: readonly string[]
  /** While nothing was asked yet, a sentence quotes no statement. */
  isSignIn?: boolean
}

/** What an error of the driver means, with the server's own name of it and, where that cannot quote a statement, its sentence. */
export function failureOfDatabase(error: unknown, { isMariaDb, secrets, isSignIn = false }: Server): Failure {
  if (error instanceof Failure || !(error instanceof Error)) return failureOfError(error)
  const code = errorNameOf(error, isMariaDb)
  const method = unsupportedMethodOf(error.message)
  if (method !== null) return new Failure('database-unsupported', method)
  if (code === 'HANDSHAKE_SSL_ERROR') return failureOfTls(error.message)
  const cause = BY_CODE[code] ?? causeOfSystemCode(code)
  if (cause === null) return failureOfCode(error, code, isSignIn, secrets)
  return new Failure(cause, code, evidenceOf(error, isSignIn || cause === 'right-missing', secrets))
}

const failureOfCode = (error: Error, code: string, isSignIn: boolean, secrets: readonly string[]): Failure =>
  code === '' ? failureOfError(error) : new Failure('glpi-unreachable', code, evidenceOf(error, isSignIn, secrets))

function errorNameOf(error: Error, isMariaDb: boolean): string {
  const number = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0
  const named = isMariaDb ? OF_MARIADB[number] : undefined
  return named ?? ('code' in error && typeof error.code === 'string' ? error.code : number > 0 ? `ER_${number}` : '')
}

/** A method of signing in that the driver does not have, or does not use without TLS. */
function unsupportedMethodOf(message: string): string | null {
  return (
    /unknown plugin ([\w-]{1,64})/.exec(message)?.[1] ??
    /authentication using (mysql_clear_password)/.exec(message)?.[1] ??
    null
  )
}

function evidenceOf(error: Error, isQuotable: boolean, secrets: readonly string[]) {
  const sentence = 'sqlMessage' in error && typeof error.sqlMessage === 'string' ? error.sqlMessage : null
  const said = isQuotable ? printableSentence(sentence, secrets.filter(Boolean)) : undefined
  return said === undefined ? {} : { said }
}
