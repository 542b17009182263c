import { keyFile, keyIdOf } from './key-file.ts'
import { nameOfKeySource, readKeys, type KeySource } from './key-source.ts'
import { finishRotation } from './rotation.ts'
import { CANARY_PLACE, connectionPlace } from './sealed-places.ts'
import { SettingsError } from './settings.ts'
import { databaseFile, openStore, sealingKeyId, type Store } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { createKeyRing, createVault, type Vault } from './vault.ts'

/** The text has no meaning: it only shows whether the key opens it. */
const CANARY = 'latchkey'

/**
 * The store in a data folder, and the keys that open its secrets. A rotation that was cut short is finished.
 * @throws SettingsError when either is missing or unusable, or when they do not belong together.
 */
export async function openData(
  folder: string,
  source: KeySource = { from: 'file', path: keyFile(folder), isOwn: true },
): Promise<{ store: Store; vault: Vault }> {
  const store = openStore(folder)
  try {
    const sealed = await sealedIn(store)
    const keys = readKeys(source, sealed.length === 0)
    const current = fittingKey(sealed, keys, sealingKeyId(store))
    if (current === null) refuseOtherKey(folder, source)
    // a new store, or one of an earlier version
    if (sealingKeyId(store) !== keyIdOf(current)) await storeFacts(store).note('key', keyIdOf(current))
    const vault = createKeyRing({ read: () => readKeys(source, false), currentId: () => sealingKeyId(store) })
    if (!sealed.some(({ place }) => place === CANARY_PLACE))
      await storeFacts(store).note('canary', vault.seal(CANARY, CANARY_PLACE))
    if (source.from === 'file') await finishRotation({ store, vault, path: source.path })
    return { store, vault }
  } catch (error) {
    await store.destroy()
    throw error
  }
}

/** The key of this store; null where none of them is. */
function fittingKey(sealed: Sealed[], keys: Uint8Array[], id: string | null): Uint8Array | null {
  const fits = (key: Uint8Array) => sealed.some(({ text, place }) => createVault(key).opens(text, place))
  const candidates = id === null || sealed.length === 0 ? keys : keys.filter((key) => keyIdOf(key) === id)
  return candidates.find((key) => sealed.length === 0 || fits(key)) ?? null
}

function refuseOtherKey(folder: string, source: KeySource): never {
  throw new SettingsError(
    `The encryption key file ${nameOfKeySource(source)} is not the one that ${databaseFile(folder)} was written with: put back the two that belong together.`,
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
