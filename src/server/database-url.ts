import { readFileSync } from 'node:fs'
import { systemCodeOf } from './durable-file.ts'
import type { SharedDatabaseAddress } from './setting-parsers/data.ts'
import { readSetting, SETTINGS, SettingsError, type Environment } from './settings.ts'

/** A PostgreSQL database that several gateways share. */
export type SharedDatabase = Omit<SharedDatabaseAddress, 'mode'> & {
  /** null: unencrypted. `checksName`: the certificate has to be for this host. */
  tls: { ca: string | undefined; checksName: boolean } | null
}

/**
 * `LATCHKEY_DATABASE_URL`, and `LATCHKEY_DATABASE_CA`: the issuer of the database's certificate, in PEM. A password that the address
 * does not name comes from `PGPASSWORD` or `~/.pgpass`, as for any client.
 * @returns null where the data is in SQLite.
 * @throws SettingsError, which never repeats the address: it may hold a password.
 */
export function readSharedDatabase(env: Environment): SharedDatabase | null {
  const address = readSetting(SETTINGS.databaseUrl, env)
  if (address === null) return null
  const { mode, ...database } = address
  const ca = readSetting(SETTINGS.databaseCa, env)
  return {
    ...database,
    tls: mode === 'disable' ? null : { ca: ca === null ? undefined : readCa(ca), checksName: mode !== 'verify-ca' },
  }
}

function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new SettingsError(`The file in LATCHKEY_DATABASE_CA cannot be read (${systemCodeOf(error)}).`)
  }
}
