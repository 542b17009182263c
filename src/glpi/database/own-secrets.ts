import { KEY_NAME } from '#contract/glpi.ts'
import { failureOfError } from '../failure.ts'
import { isSealedByLatchkey, NONCE_BYTES, TAG_BYTES, unseal } from '../seal.ts'
import type { DatabaseSession } from './session.ts'

/** Settings that GLPI encrypts (its src/GLPIKey.php); the registration key's own row counts where Latchkey did not write it. */
const SETTINGS = ['proxy_passwd', 'smtp_passwd', 'smtp_oauth_client_secret', 'smtp_oauth_refresh_token', KEY_NAME]

/** Columns that it encrypts: some since 10, some since 11. */
const COLUMNS = [
  ['glpi_authldaps', 'rootdn_passwd'],
  ['glpi_mailcollectors', 'passwd'],
  ['glpi_snmpcredentials', 'auth_passphrase'],
  ['glpi_snmpcredentials', 'priv_passphrase'],
  ['glpi_users', 'api_token'],
  ['glpi_users', 'personal_token'],
  ['glpi_apiclients', 'app_token'],
  ['glpi_oauthclients', 'secret'],
] as const

/** The latest of each are enough. */
const LATEST = 20

/**
 * Whether a copy of the crypt key opens what GLPI itself has sealed; only reads. null: there is nothing to try it on, or it opens some of
 * it and some not, so that either may be what is out of date.
 */
export async function opensGlpiOwn(
  session: DatabaseSession,
  copy: Uint8Array,
  signal: AbortSignal,
): Promise<boolean | null> {
  const opened = new Set<boolean>()
  const rows = await session.rows(signal, "SELECT value FROM glpi_configs WHERE context = 'core' AND name IN (?)", [
    SETTINGS,
  ])
  for (const { value } of rows) tryOn(value)
  for (const [table, column] of COLUMNS)
    for (const value of await valuesOf(session, table, column, signal)) tryOn(value)
  return opened.size === 1 ? opened.has(true) : null

  function tryOn(value: unknown): void {
    const bytes = sealedIn(value)
    if (bytes && !isSealedByLatchkey(bytes)) opened.add(unseal(bytes, copy) !== null)
  }
}

/** A table, a column or a right to it may be missing: this release has it not, or this account was given the settings alone. */
async function valuesOf(
  session: DatabaseSession,
  table: string,
  column: string,
  signal: AbortSignal,
): Promise<unknown[]> {
  const sql = `SELECT ${column} AS value FROM ${table} WHERE ${column} <> '' ORDER BY id DESC LIMIT ${LATEST}`
  try {
    return (await session.rows(signal, sql)).map(({ value }) => value)
  } catch (error) {
    if (failureOfError(error).errorCode?.startsWith('ER_')) return []
    throw error
  }
}

/** Older releases keep some of these in clear; and what is encrypted of nothing opens nothing. */
function sealedIn(value: unknown): Buffer | null {
  if (typeof value !== 'string') return null
  const bytes = Buffer.from(value, 'base64')
  return bytes.toString('base64') === value && bytes.length > NONCE_BYTES + TAG_BYTES ? bytes : null
}
