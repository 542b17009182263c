import { asCommandLine } from './command-line.ts'
import { assertDatabaseExists, openStore } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { readTokens } from './store/read-tokens.ts'
import { signIns } from './store/sign-ins.ts'

/** The sign-in links and the read-only tokens of a data folder. */
type StoredAccess = {
  signIns: ReturnType<typeof signIns>
  readTokens: ReturnType<typeof readTokens>
  /** The address that the gateway was last started at; null before its first start. */
  address: string | null
}

/**
 * Lets a program beside the gateway make and revoke them. The gateway does not have to be running.
 * @throws SettingsError where no gateway has its data.
 */
export async function withStoredAccess<Result>(
  { dataFolder, now }: { dataFolder: string; now: () => number },
  work: (access: StoredAccess) => Promise<Result>,
): Promise<Result> {
  assertDatabaseExists(dataFolder)
  const store = openStore(dataFolder)
  try {
    const address = await storeFacts(store).find('address')
    const access = { signIns: signIns(store, now), readTokens: readTokens(store, now), address }
    return await asCommandLine(() => work(access))
  } finally {
    await store.destroy()
  }
}
