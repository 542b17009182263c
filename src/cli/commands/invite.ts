import { databaseExists, openStore } from '#server/store/database.ts'
import { signIns } from '#server/store/sign-ins.ts'
import { readSettings, SettingsError } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** `latchkey invite`: one more sign-in link, written into the store of the gateway that runs here. */
export async function invite(world: World, options: { hours: number; json?: boolean }): Promise<ExitCode> {
  const { dataFolder, host, port } = readSettings(world.env)
  if (!databaseExists(dataFolder))
    throw new SettingsError(`There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder.`)
  const store = openStore(dataFolder)
  try {
    const token = await signIns(store, () => world.now()).invite('admin', options.hours)
    const url = `http://${host}:${port}/sign-in#token=${token}`
    world.print(
      options.json ? JSON.stringify({ url, hours: options.hours }) : `Sign in within ${options.hours} h: ${url}`,
    )
  } finally {
    await store.destroy()
  }
  return EXIT.good
}
