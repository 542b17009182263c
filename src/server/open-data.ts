import { keyFile, readKeyFile } from './key-file.ts'
import { SettingsError } from './settings.ts'
import { databaseFile, openStore, type Store } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { createVault, type Vault } from './vault.ts'
import { connectionPlace } from './vendor-path.ts'

/** Says nothing; that it opens is the point. */
const CANARY = 'latchkey'
const CANARY_PLACE = 'canary'

/**
 * The store in a data folder, and the key that its secrets are sealed under.
 * @throws SettingsError when either is missing or of no use, or when one does not belong to the other.
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

/** A few are enough: all were sealed under one key. */
const LOOKED_AT = 20

/** The canary, or in a store that has none yet what else is sealed there. */
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
