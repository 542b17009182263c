import { asCommandLine } from './command-line.ts'
import { readSharedDatabase } from './database-url.ts'
import { assertDatabaseExists, openStore, type Store } from './store/database.ts'
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

export type StoredAccessOptions = {
  dataFolder: string
  /** The environment, which may name the database. */
  env: Readonly<Record<string, string | undefined>>
  now: () => number
}

/**
 * Lets a program beside the gateway make and revoke them. The gateway does not have to be running.
 * @throws SettingsError where no gateway has its data.
 */
export async function withStoredAccess<Result>(
  { dataFolder, env, now }: StoredAccessOptions,
  work: (access: StoredAccess) => Promise<Result>,
): Promise<Result> {
  const store = await openExisting(dataFolder, env)
  try {
    const address = await storeFacts(store).find('address')
    const access = { signIns: signIns(store, now), readTokens: readTokens(store, now), address }
    return await asCommandLine(() => work(access))
  } finally {
    await store.destroy()
  }
}

/** The store of a gateway, without its key. @throws SettingsError where no gateway has its data. */
export async function openExisting(dataFolder: string, env: StoredAccessOptions['env']): Promise<Store> {
  const shared = readSharedDatabase(env)
  if (shared) return (await import('./store/postgres.ts')).openPostgres(shared)
  assertDatabaseExists(dataFolder)
  return openStore(dataFolder)
}
