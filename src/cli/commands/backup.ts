import { resolve } from 'node:path'
import { readServerSettings } from '#server/settings.ts'
import { CARE_WORDS } from '../care-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { readPassphrase } from '../passphrase.ts'
import type { World } from '../world.ts'

export type BackupCommandOptions = { passphraseFile?: string; force?: boolean; json?: boolean }

/** `latchkey backup`: everything in one encrypted file, while the gateway runs. */
export async function backup(world: World, file: string, options: BackupCommandOptions): Promise<ExitCode> {
  const { dataFolder } = readServerSettings(world.env)
  const passphrase = await readPassphrase(world, options.passphraseFile, true)
  const { writeBackup } = await import('#server/backup.ts')
  const path = resolve(file)
  const replaces = options.force === true
  const size = await writeBackup({ dataFolder, env: world.env, passphrase, path, replaces })
  world.print(
    options.json ? JSON.stringify({ path, size }) : world.say(CARE_WORDS.backedUp, { path, size: String(size) }),
  )
  return EXIT.good
}
