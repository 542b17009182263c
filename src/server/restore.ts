import { createReadStream, existsSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import Database from 'libsql'
import { damagedBackup, decryptBackup, refuseForPostgres } from './backup-format.ts'
import { asUnusable, prepareDataFolder } from './data-folder.ts'
import { asCommandLine } from './command-line.ts'
import { beginDurableFile, sweepUnfinished, syncFolder, systemCodeOf, writeDurably } from './durable-file.ts'
import { lockFolder } from './folder-lock.ts'
import { keyIdOf } from './key-file.ts'
import { nameOfKeySource, readKeys, readKeySource, type KeySource } from './key-source.ts'
import { keyOpens } from './open-data.ts'
import { recordBackupAction } from './record-backup-action.ts'
import { SettingsError } from './settings.ts'
import { databaseFile, refuseNewer, versionOf } from './store/database.ts'

export type RestoreOptions = {
  dataFolder: string
  /** The environment, which may name the encryption key. */
  env: Readonly<Record<string, string | undefined>>
  passphrase: string
  path: string
  /** Whether data that is there already is put aside. */
  replaces: boolean
  now: number
}

/**
 * Puts what a backup holds into a data folder, after all of it was checked. Data that was there stays beside it under other names.
 * @returns the names of what was put aside.
 * @throws SettingsError; the folder holds what it held before then.
 */
export async function restoreBackup(options: RestoreOptions): Promise<string[]> {
  const { dataFolder, env, path, replaces, now } = options
  refuseForPostgres(env)
  const source = readKeySource(env, dataFolder)
  prepareDataFolder(dataFolder)
  const database = databaseFile(dataFolder)
  const there = [database, `${database}-journal`, ...(source.from === 'file' ? [source.path] : [])].filter(existsSync)
  if (there.length > 0 && !replaces)
    throw new SettingsError(
      `There is data in ${dataFolder} already: name an empty folder with LATCHKEY_DATA, or add --force to put it aside.`,
    )
  // no gateway may run here, nor start meanwhile
  const release = lockFolder(dataFolder, { pid: process.pid, keySource: nameOfKeySource(source) })
  try {
    sweepUnfinished(database)
    const file = beginDurableFile(database)
    try {
      const key = await decryptBackup({ ...options, file: readable(path) }, file.write)
      file.flush()
      assertSound(file.path, key, path)
      assertFits(source, key)
      const aside = there.map((each) => putAside(each, now))
      // the database first: a key file alone means that a database was lost
      file.finish({ replaces: false })
      if (source.from === 'file') writeDurably(source.path, key)
      await asCommandLine(() => recordBackupAction(dataFolder, source, { action: 'backup-restore' }))
      return aside
    } finally {
      file.discard()
    }
  } catch (error) {
    throw asUnusable(error, dataFolder)
  } finally {
    release()
  }
}

function readable(path: string): ReadableStream<Uint8Array> {
  try {
    const file = createReadStream(path, { fd: openSync(path, 'r') })
    // the types of Node's own stream and of the web's differ in name only
    return Readable.toWeb(file) as ReadableStream<Uint8Array>
  } catch (error) {
    throw new SettingsError(`The backup ${path} cannot be read (${systemCodeOf(error)}).`)
  }
}

/** @throws SettingsError */
function assertSound(file: string, key: Uint8Array, path: string): void {
  const database = new Database(file, { readonly: true })
  try {
    refuseNewer(versionOf(database), path)
    const [found] = Object.values(Object(database.prepare('pragma integrity_check').get()))
    if (found !== 'ok') throw damagedBackup(path)
    if (!keyOpens(database, key)) throw damagedBackup(path)
  } finally {
    database.close()
  }
}

/** A key from elsewhere is not ours to change. @throws SettingsError */
function assertFits(source: KeySource, key: Uint8Array): void {
  if (source.from === 'file') return
  const [given] = readKeys(source, false)
  if (given === undefined || keyIdOf(given) !== keyIdOf(key))
    throw new SettingsError(
      `This backup was made with another key than ${nameOfKeySource(source)}: unset that, and the key of the backup is put into the data folder.`,
    )
}

/** @returns its new name. */
function putAside(path: string, now: number): string {
  const aside = `${path}.before-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  renameSync(path, aside)
  syncFolder(dirname(path))
  return aside
}
