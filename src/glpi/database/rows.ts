import {
  KEY_NAME,
  readInstalledPlugins,
  readProxyExclusions,
  readReplacePlugins,
  REPLACE_PLUGINS_NAME,
} from '#contract/glpi.ts'
import type { Snapshot } from '#domain/storage.ts'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import { Failure } from '#net/failure.ts'
import { unseal } from '../seal.ts'
import type { StoredRow } from '../write-and-verify/stored-key.ts'
import type { CryptKey } from '../write-and-verify/judge-stored.ts'
import type { DatabaseSession } from './session.ts'

const NAMES = [
  'version',
  'glpi_network_uuid',
  'proxy_name',
  'proxy_port',
  'proxy_user',
  'proxy_passwd',
  'proxy_exclusions',
  'marketplace_replace_plugins',
] as const

/** GLPI's settings that concern its registration; by their names in context `core` of `glpi_configs`. */
export async function querySettings(
  session: DatabaseSession,
  cryptKey: CryptKey,
  signal: AbortSignal,
): Promise<Partial<Snapshot>> {
  const rows = await session.rows(
    signal,
    "SELECT name, value FROM glpi_configs WHERE context = 'core' AND name IN (?)",
    [NAMES],
  )
  const values = new Map(rows.map(({ name, value }) => [String(name), typeof value === 'string' ? value : '']))
  const valueOf = (name: (typeof NAMES)[number]) => values.get(name) || null
  return {
    version: valueOf('version'),
    uid: valueOf('glpi_network_uuid'),
    replacePlugins: readReplacePlugins(values.get(REPLACE_PLUGINS_NAME)),
    proxy: proxyOf(valueOf, cryptKey),
    // before 11 there were none
    proxyExclusions: readProxyExclusions(valueOf('proxy_exclusions')) ?? [],
  }
}

function proxyOf(valueOf: (name: (typeof NAMES)[number]) => string | null, cryptKey: CryptKey): Snapshot['proxy'] {
  const host = valueOf('proxy_name')
  if (host === null) return false
  return {
    host,
    port: Number(valueOf('proxy_port')) || 0,
    user: valueOf('proxy_user'),
    password: passwordOf(valueOf('proxy_passwd'), cryptKey),
  }
}

/** Encrypted as the key is. */
function passwordOf(value: string | null, cryptKey: CryptKey): string | null {
  if (value === null || cryptKey === null || cryptKey === 'missing') return null
  const opened = unseal(Buffer.from(value, 'base64'), cryptKey)
  return opened === null ? null : Buffer.from(opened).toString('utf8')
}

const WHERE_KEY = `context = 'core' AND name = '${KEY_NAME}'`

/** @param locked keeps others from changing it until the transaction ends. */
export async function readStoredRow(session: DatabaseSession, signal: AbortSignal, locked = false): Promise<StoredRow> {
  const sql = `SELECT value FROM glpi_configs WHERE ${WHERE_KEY}${locked ? ' FOR UPDATE' : ''}`
  const [row] = await session.rows(signal, sql)
  return row === undefined ? 'none' : { value: typeof row['value'] === 'string' ? row['value'] : null }
}

/** @throws Failure for rows that are none of GLPI's. */
export async function queryPlugins(session: DatabaseSession, signal: AbortSignal): Promise<InstalledPlugin[]> {
  const rows = await session.rows(
    signal,
    'SELECT directory, version, state FROM glpi_plugins ORDER BY directory LIMIT 1000',
  )
  const plugins = readInstalledPlugins(rows)
  if (plugins === null) throw new Failure('glpi-not-glpi')
  return plugins
}

/** Writes a setting that is not encrypted, whether or not it has a row. */
export async function writeSetting(
  session: DatabaseSession,
  { name, value }: { name: string; value: string },
  signal: AbortSignal,
): Promise<void> {
  const found = await session.rows(signal, "SELECT value FROM glpi_configs WHERE context = 'core' AND name = ?", [name])
  const sql =
    found.length === 0
      ? "INSERT INTO glpi_configs (value, context, name) VALUES (?, 'core', ?)"
      : "UPDATE glpi_configs SET value = ? WHERE context = 'core' AND name = ?"
  await session.run(signal, sql, [value, name])
}

export const UPDATE_KEY = `UPDATE glpi_configs SET value = ? WHERE ${WHERE_KEY}`
export const INSERT_KEY = `INSERT INTO glpi_configs (context, name, value) VALUES ('core', '${KEY_NAME}', ?)`

/** Whether this account may write the row, by asking the server to explain the statement: nothing is written. */
export async function canWriteRow(session: DatabaseSession, row: StoredRow, signal: AbortSignal): Promise<void> {
  await session.rows(signal, `EXPLAIN ${row === 'none' ? INSERT_KEY : UPDATE_KEY}`, [''])
}
