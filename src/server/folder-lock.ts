import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { prepareDatabaseFile } from './data-folder.ts'
import { systemCodeOf } from './durable-file.ts'
import { SettingsError } from './settings.ts'

const FILE = 'latchkey.lock'

/** Which gateway has a folder. */
export type Holder = { pid: number; keySource: string }

/**
 * One gateway a data folder: two would fight over what is due and over the sandbox. The lock is one of SQLite's on a file of its own,
 * which the system releases with the process, however that ends. Commands beside the gateway do not take it.
 * @returns how to release it.
 * @throws SettingsError naming the process that holds it.
 */
export function lockFolder(folder: string, holder: Holder): () => void {
  const path = join(folder, FILE)
  prepareDatabaseFile(path)
  const database = openLock(path)
  try {
    // nothing in it has to outlive the machine
    database.exec(
      `pragma synchronous = off; pragma busy_timeout = 1000; create table if not exists holder (facts text not null)`,
    )
    database.exec('begin immediate; delete from holder')
    database.prepare('insert into holder (facts) values (?)').run([JSON.stringify(holder)])
    database.exec('commit; begin immediate')
  } catch (error) {
    database.close()
    if (systemCodeOf(error) !== 'SQLITE_BUSY') throw error
    const other = holderOf(folder)
    throw new SettingsError(
      `Latchkey runs on the data folder ${folder} already (process ${other?.pid ?? 'unknown'}): stop that one, or set LATCHKEY_DATA to another folder.`,
    )
  }
  return () => {
    // closing alone leaves the lock for as long as a statement is not collected
    database.exec('rollback')
    database.close()
  }
}

/** The gateway that has this folder; null without one. */
export function holderOf(folder: string): Holder | null {
  const path = join(folder, FILE)
  if (!existsSync(path)) return null
  const database = openLock(path)
  try {
    database.exec('begin immediate; rollback')
    return null
  } catch {
    return readHolder(database)
  } finally {
    database.close()
  }
}

function readHolder(database: Database.Database): Holder {
  try {
    const { facts } = Object(database.prepare('select facts from holder').get())
    const { pid, keySource } = Object(JSON.parse(facts))
    return { pid: Number(pid), keySource: String(keySource) }
  } catch {
    // it is about to write who it is
    return { pid: 0, keySource: '' }
  }
}

/** A file of the system's crash is no lock any more, and holds nothing. */
function openLock(path: string): Database.Database {
  const database = new Database(path)
  try {
    database.prepare('select 1 from sqlite_master').all()
    return database
  } catch (error) {
    if (systemCodeOf(error) !== 'SQLITE_NOTADB' && systemCodeOf(error) !== 'SQLITE_CORRUPT') return database
    database.close()
    rmSync(path, { force: true })
    return new Database(path)
  }
}
