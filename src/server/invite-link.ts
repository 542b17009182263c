import type { Role } from '#contract/panel.ts'
import { SettingsError } from './settings.ts'
import { databaseExists, openStore } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { signIns } from './store/sign-ins.ts'

export type InviteOptions = { dataFolder: string; role: Role; hours: number; now: () => number }

/**
 * One more sign-in link for the gateway of a data folder. The gateway does not have to be running.
 * @returns its token, and the address that the gateway was last started at; null before its first start.
 * @throws SettingsError where no gateway has its data.
 */
export async function createInvite({ dataFolder, role, hours, now }: InviteOptions) {
  if (!databaseExists(dataFolder))
    throw new SettingsError(`There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder.`)
  const store = openStore(dataFolder)
  try {
    const token = await signIns(store, now).invite(role, hours)
    return { token, address: await storeFacts(store).find('address') }
  } finally {
    await store.destroy()
  }
}
