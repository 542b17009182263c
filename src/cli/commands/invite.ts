import { databaseExists, openStore, type Store } from '#server/store/database.ts'
import type { Role } from '#contract/panel.ts'
import { signIns } from '#server/store/sign-ins.ts'
import { storeFacts } from '#server/store/facts.ts'
import { readServerSettings, SettingsError, type ServerSettings } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { openableHost } from './addresses.ts'
import type { World } from '../world.ts'

/** Where the gateway of this folder was last started; before its first start, where these settings would have it listen. */
const addressOf = async (store: Store, { publicUrl, host, port }: ServerSettings): Promise<string> =>
  publicUrl ?? (await storeFacts(store).find('address')) ?? `http://${openableHost(host)}:${port}`

/** `latchkey invite`: one more sign-in link, written into the store of the gateway that runs here. */
export async function invite(world: World, options: { hours: number; role: Role; json?: boolean }): Promise<ExitCode> {
  const { hours, role } = options
  const settings = readServerSettings(world.env)
  const { dataFolder } = settings
  if (!databaseExists(dataFolder))
    throw new SettingsError(`There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder.`)
  const store = openStore(dataFolder)
  try {
    const token = await signIns(store, () => world.now()).invite(role, hours)
    const url = `${await addressOf(store, settings)}/sign-in#token=${token}`
    const asWhom = role === 'viewer' ? ', to view and change nothing' : ''
    world.print(options.json ? JSON.stringify({ url, hours, role }) : `Sign in within ${hours} h${asWhom}: ${url}`)
  } finally {
    await store.destroy()
  }
  return EXIT.good
}
