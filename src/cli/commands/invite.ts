import { databaseExists, openStore } from '#server/store/database.ts'
import { signIns, type Role } from '#server/store/sign-ins.ts'
import { readSettings, SettingsError } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** `latchkey invite`: one more sign-in link, written into the store of the gateway that runs here. */
export async function invite(world: World, options: { hours: number; role: Role; json?: boolean }): Promise<ExitCode> {
  const { hours, role } = options
  const { dataFolder, host, port } = readSettings(world.env)
  if (!databaseExists(dataFolder))
    throw new SettingsError(`There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder.`)
  const store = openStore(dataFolder)
  try {
    const token = await signIns(store, () => world.now()).invite(role, hours)
    const url = `http://${host}:${port}/sign-in#token=${token}`
    const asWhom = role === 'viewer' ? ', to look and change nothing' : ''
    world.print(options.json ? JSON.stringify({ url, hours, role }) : `Sign in within ${hours} h${asWhom}: ${url}`)
  } finally {
    await store.destroy()
  }
  return EXIT.good
}
