import { keyFile, readKeyFile } from './key-file.ts'
import { SettingsError } from './settings.ts'
import { databaseFile, openStore, type Store } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { createVault, type Vault } from './vault.ts'
import { connectionPlace } from './vendor-path.ts'

/** The text has no meaning: it only shows whether the key opens it. */
const CANARY = 'latchkey'
export const CANARY_PLACE = 'canary'

/**
 * The store in a data folder, and the key that opens its secrets.
 * @throws SettingsError when either is missing or unusable, or when they do not belong together.
 */
export async function openData(folder: string): Promise<{ store: Store; vault: Vault }> {
  const store = openStore(folder)
  try {
    const sealed = await sealedIn(store)
    const vault = createVault(readKeyFile(keyFile(folder), sealed.length === 0))
    if (sealed.length > 0 && !sealed.some(({ text, place }) => vault.opens(text, place))) refuseOtherKey(folder)
    // a new store, or one of an earlier version
    if (!sealed.some(({ place }) => place === CANARY_PLACE))
      await storeFacts(store).note('canary', vault.seal(CANARY, CANARY_PLACE))
    return { store, vault }
  } catch (error) {
    await store.destroy()
    throw error
  }
}

function refuseOtherKey(folder: string): never {
  throw new SettingsError(
    `The encryption key file ${keyFile(folder)} is not the one that ${databaseFile(folder)} was written with: put back the two that belong together.`,
  )
}

type Sealed = { text: string; place: string }

/** A few are enough: one key sealed them all. */
const LOOKED_AT = 20

/** The canary; in a store without one, other sealed texts. */
async function sealedIn(store: Store): Promise<Sealed[]> {
  const canary = await storeFacts(store).find('canary')
  if (canary !== null) return [{ text: canary, place: CANARY_PLACE }]
  const keys = await store.selectFrom('registrations').select(['instance_id', 'sealed_key']).limit(LOOKED_AT).execute()
  const connections = await store
    .selectFrom('glpis')
    .select(['instance_id', 'sealed_connection'])
    .limit(LOOKED_AT)
    .execute()
  return [
    ...keys.map((row) => ({ text: row.sealed_key, place: row.instance_id })),
    ...connections.map((row) => ({ text: row.sealed_connection, place: connectionPlace(row.instance_id) })),
  ]
}
