import { resolve } from 'node:path'
import { readServerSettings } from '#server/settings.ts'
import { CARE_WORDS } from '../care-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { readPassphrase } from '../passphrase.ts'
import type { World } from '../world.ts'
import type { BackupCommandOptions } from './backup.ts'

/** `latchkey restore`: what a backup holds, into a data folder. */
export async function restore(world: World, file: string, options: BackupCommandOptions): Promise<ExitCode> {
  const { dataFolder: folder } = readServerSettings(world.env)
  const passphrase = await readPassphrase(world, options.passphraseFile, false)
  const { restoreBackup } = await import('#server/restore.ts')
  const aside = await restoreBackup({
    dataFolder: folder,
    env: world.env,
    passphrase,
    path: resolve(file),
    replaces: options.force === true,
    now: world.now(),
  })
  if (options.json) {
    world.print(JSON.stringify({ folder, aside }))
    return EXIT.good
  }
  world.print(world.say(CARE_WORDS.restored, { folder }))
  for (const path of aside) world.print(world.say(CARE_WORDS.putAside, { path }))
  return EXIT.good
}
