import { asCommandLine } from './command-line.ts'
import { holderOf } from './folder-lock.ts'
import { nameOfKeySource, readKeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { rotateKey, type Rotated } from './rotation.ts'
import { SettingsError } from './settings.ts'
import { assertDatabaseExists, databaseFile } from './store/database.ts'

export type RotateOptions = {
  dataFolder: string
  /** The environment, which may name the encryption key. */
  env: Readonly<Record<string, string | undefined>>
}

/** A new encryption key for a data folder, whose gateway may run meanwhile. @throws SettingsError */
export async function rotateDataKey({ dataFolder, env }: RotateOptions): Promise<Rotated & { path: string }> {
  if (env['LATCHKEY_DATABASE_URL'])
    throw new SettingsError(
      'With PostgreSQL the encryption key cannot be changed: every replica has its own copy of it, and could not read what another one encrypted anew.',
    )
  assertDatabaseExists(dataFolder)
  const source = readKeySource(env, dataFolder)
  const name = nameOfKeySource(source)
  if (source.from !== 'file')
    throw new SettingsError(
      `The encryption key comes from ${name}, which Latchkey cannot change: put it into a file, and name that with LATCHKEY_SECRET_FILE.`,
    )
  const holder = holderOf(dataFolder)
  if (holder !== null && holder.keySource !== name)
    throw new SettingsError(
      `The gateway that runs here (process ${holder.pid}) reads its encryption key from ${holder.keySource}, not from ${name}, and would not see the new one: stop it first.`,
    )
  const { store, vault } = await openData(dataFolder, { source })
  try {
    const rotation = { store, vault, path: source.path, database: databaseFile(dataFolder) }
    return { ...(await asCommandLine(() => rotateKey(rotation))), path: source.path }
  } finally {
    await store.destroy()
  }
}
