import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { assertPassphrase, encryptedBackup, refuseForPostgres, type BackupContent } from './backup-format.ts'
import { asCommandLine } from './command-line.ts'
import { beginDurableFile, systemCodeOf } from './durable-file.ts'
import { keyIdOf } from './key-file.ts'
import { readKeys, readKeySource, type KeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { recordBackupAction } from './record-backup-action.ts'
import { SettingsError } from './settings.ts'
import { assertDatabaseExists, BUSY_TIMEOUT, databaseFile, keyIdIn } from './store/database.ts'
import { pagesOf } from './store/database-pages.ts'

export type BackupOptions = {
  dataFolder: string
  /** The environment, which may name the encryption key. */
  env: Readonly<Record<string, string | undefined>>
  passphrase: string
  path: string
  /** Whether a file that is there already makes way. */
  replaces: boolean
}

/**
 * Writes the database as it is at one moment, and its key, into one encrypted file. The gateway may run meanwhile.
 * @returns the size of the file in bytes.
 * @throws SettingsError
 */
export async function writeBackup({ dataFolder, env, passphrase, path, replaces }: BackupOptions): Promise<number> {
  refuseForPostgres(env)
  assertPassphrase(passphrase)
  assertDatabaseExists(dataFolder)
  if (!replaces && existsSync(path)) throw taken(path)
  const source = readKeySource(env, dataFolder)
  const action = 'backup-write'
  // before the pages are read, so that the backup has this row too
  await asCommandLine(() => recordBackupAction(dataFolder, source, { action }))
  let size = 0
  try {
    const content = await contentOf(dataFolder, source)
    const file = beginDurableFile(path)
    try {
      for await (const part of encryptedBackup(content, passphrase)) {
        file.write(part)
        size += part.length
      }
      file.finish({ replaces })
    } catch (error) {
      file.discard()
      throw error
    }
  } catch (error) {
    const code = systemCodeOf(error) || 'unexpected'
    // where that cannot be stored either, why there is no backup is the news
    await asCommandLine(() => recordBackupAction(dataFolder, source, { action, code })).catch(() => undefined)
    throw systemCodeOf(error) === 'EEXIST' ? taken(path) : asUnwritable(error, path)
  }
  return size
}

const taken = (path: string): SettingsError =>
  new SettingsError(`${path} is there already: name another file, or add --force to replace it.`)

const asUnwritable = (error: unknown, path: string): unknown =>
  systemCodeOf(error) === ''
    ? error
    : new SettingsError(`The backup cannot be written into ${dirname(path)} (${systemCodeOf(error)}).`)

/** Each time a `rotate` falls in between, once more. */
const TRIES = 10

async function contentOf(folder: string, source: KeySource): Promise<BackupContent> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // checks the key, and finishes a rotation that was cut short
    const { store } = await openData(folder, { source })
    await store.destroy()
    // before the pages: while a rotation runs, the store names another key than this
    const [key] = readKeys(source, false)
    const { database, keyId } = readPages(databaseFile(folder))
    if (key !== undefined && keyIdOf(key) === keyId) return { key, database }
  }
  throw new SettingsError(`The encryption key of ${folder} is being changed: try again once that has ended.`)
}

/**
 * Every page of the database within one transaction, so that nobody writes meanwhile. All of them are read before any is encrypted:
 * a gateway that is about to write waits no longer than that.
 */
function readPages(path: string): { database: Uint8Array[]; keyId: string | null } {
  const database = new Database(path)
  try {
    database.exec(`${BUSY_TIMEOUT}; begin`)
    const keyId = keyIdIn(database)
    const parts = [...pagesOf(database)]
    database.exec('commit')
    return { database: parts, keyId }
  } finally {
    database.close()
  }
}
