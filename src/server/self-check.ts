import { closeSync, fsyncSync, lstatSync, openSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readSharedDatabase } from './database-url.ts'
import { asUnusable, prepareDataFolder } from './data-folder.ts'
import { systemCodeOf } from './durable-file.ts'
import { nameOfKeySource, readKeySource, readKeys } from './key-source.ts'
import { assertKeyFits, sealOf, sealOfCanary, type Seal } from './open-data.ts'
import type { Environment } from './settings.ts'
import { databaseExists, databaseFile, inspectDatabase } from './store/database.ts'
import { MIGRATIONS } from './store/schema.ts'

export { holderOf, type Holder } from './folder-lock.ts'

/** What was found of the data, in a word, with the values that its sentence has. */
export type DataFinding = {
  word:
    | 'folder-good'
    | 'folder-missing'
    | 'folder-closed'
    | 'disk-low'
    | 'key-good'
    | 'key-missing'
    | 'database-good'
    | 'database-missing'
    | 'database-old'
  isGood: boolean
  values: Record<string, string>
}

const MB = 1024 * 1024
/** Beside what an upgrade takes: less is soon full. */
const MARGIN = 100 * MB

/** In bytes. An upgrade copies the database, and notes each page that it changes in SQLite's journal, which may be all of them. */
const roomForUpgrade = (folder: string): number =>
  2 * (statSync(databaseFile(folder), { throwIfNoEntry: false })?.size ?? 0) + MARGIN

const inMegabytes = (bytes: number): string => String(Math.floor(bytes / MB))

/**
 * Whether Latchkey can keep its data there. A file is written, and removed again; nothing else is made.
 * @throws SettingsError where it cannot.
 */
export function checkFolder(folder: string): DataFinding {
  const missing = folderState(folder)
  if (missing === 'closed') return { word: 'folder-closed', isGood: false, values: { folder } }
  if (missing === 'missing') {
    writeBriefly(nearestFolder(folder), folder)
    return { word: 'folder-missing', isGood: true, values: { folder } }
  }
  prepareDataFolder(folder)
  writeBriefly(folder, folder)
  const { bavail, bsize } = statfsSync(folder)
  const [free, needed] = [bavail * bsize, roomForUpgrade(folder)]
  const values = { folder, free: inMegabytes(free), needed: inMegabytes(needed) }
  return free < needed ? { word: 'disk-low', isGood: false, values } : { word: 'folder-good', isGood: true, values }
}

/** `closed`: this user may not even look. */
function folderState(folder: string): 'there' | 'missing' | 'closed' {
  try {
    statSync(folder)
    return 'there'
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return 'missing'
    if (systemCodeOf(error) === 'EACCES') return 'closed'
    throw asUnusable(error, folder)
  }
}

const nearestFolder = (folder: string): string => {
  const above = dirname(folder)
  return above === folder || folderState(above) === 'there' ? above : nearestFolder(above)
}

/** Part of a database's page, so that a disk without room shows. */
const TRIAL = Buffer.alloc(64 * 1024)

function writeBriefly(place: string, folder: string): void {
  const path = join(place, `.latchkey-self-check-${process.pid}`)
  try {
    const file = openSync(path, 'wx', 0o600)
    try {
      // whole, where one call would be content with what fits
      writeFileSync(file, TRIAL)
      fsyncSync(file)
    } finally {
      closeSync(file)
      rmSync(path, { force: true })
    }
  } catch (error) {
    throw asUnusable(error, folder)
  }
}

/** Whose the folder is, where that is another user: root may do everything there, and the service may not. */
export function ownerBeside(folder: string): number | null {
  try {
    const { uid } = lstatSync(folder)
    return uid !== 0 && uid !== process.geteuid?.() ? uid : null
  } catch {
    return null
  }
}

/** @throws SettingsError where the key cannot be read, or does not open what is stored. */
export async function checkKey(folder: string, env: Environment): Promise<DataFinding> {
  const source = readKeySource(env, folder)
  // what cannot be read is the news of `checkDatabase`
  const seal = await readSeal(folder, env).catch(() => null)
  const isMadeLater = source.from === 'file' && source.isOwn && (seal?.sealed ?? []).length === 0
  if (isMadeLater && folderLacks(source.path))
    return { word: 'key-missing', isGood: true, values: { path: source.path } }
  readKeys(source, false)
  if (seal) assertKeyFits(source, seal)
  return { word: 'key-good', isGood: true, values: { path: nameOfKeySource(source) } }
}

async function readSeal(folder: string, env: Environment): Promise<Seal | null> {
  const shared = readSharedDatabase(env)
  if (!shared) return databaseExists(folder) ? sealOf(folder) : null
  const { inspectPostgres } = await import('./store/postgres.ts')
  const { canary, keyId } = await inspectPostgres(shared)
  return sealOfCanary(shared.name, canary, keyId)
}

function folderLacks(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    return systemCodeOf(error) === 'ENOENT'
  }
}

/** Reads the version of what is stored, and changes nothing. @throws SettingsError where it cannot be used. */
export async function checkDatabase(folder: string, env: Environment): Promise<DataFinding> {
  const shared = readSharedDatabase(env)
  if (!shared) return databaseFinding(inspectDatabase(folder), databaseFile(folder))
  const { inspectPostgres } = await import('./store/postgres.ts')
  return databaseFinding((await inspectPostgres(shared)).version, shared.name)
}

function databaseFinding(version: number, path: string): DataFinding {
  const values = { path, version: String(version), latest: String(MIGRATIONS.length) }
  if (version === 0) return { word: 'database-missing', isGood: true, values }
  return { word: version < MIGRATIONS.length ? 'database-old' : 'database-good', isGood: true, values }
}
