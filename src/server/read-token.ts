import { SettingsError } from './settings.ts'
import { databaseExists, openStore } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { readTokens } from './store/read-tokens.ts'

/**
 * The read-only tokens of a data folder, for a program beside the gateway. The gateway does not have to be running.
 * @throws SettingsError where no gateway has its data.
 */
export async function withReadTokens<Result>(
  { dataFolder, now }: { dataFolder: string; now: () => number },
  work: (opened: StoredTokens) => Promise<Result>,
): Promise<Result> {
  if (!databaseExists(dataFolder))
    throw new SettingsError(`There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder.`)
  const store = openStore(dataFolder)
  try {
    return await work({ tokens: readTokens(store, now), address: await storeFacts(store).find('address') })
  } finally {
    await store.destroy()
  }
}

type StoredTokens = {
  tokens: ReturnType<typeof readTokens>
  /** The address that the gateway was last started at; null before its first start. */
  address: string | null
}
