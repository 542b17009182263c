import type { WriteOutcome } from '#domain/storage.ts'
import type { OpenGlpi } from '#glpi/glpi.ts'
import { asCommandLine } from './command-line.ts'
import { createGlpiService } from './glpi/glpi-service.ts'
import { createInstanceLocks } from './glpi/instance-locks.ts'
import { createKeyChanges } from './key-changes.ts'
import { readKeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { readSharedDatabase } from './database-url.ts'
import { databaseExists, sharedPartsOf, type Store } from './store/database.ts'
import { instanceStore, type StoredInstance } from './store/instances.ts'
import { registrationStore } from './store/registrations.ts'

export type StoredInstancesOptions = {
  now: () => number
  random: () => number
  /** The environment, which may name the encryption key. */
  env: Readonly<Record<string, string | undefined>>
}

/**
 * The instances in a data folder, for a program that works on them beside the gateway.
 * @returns null where no gateway has its data.
 * @throws SettingsError when the data cannot be used.
 */
export async function openStoredInstances(dataFolder: string, { now, random, env }: StoredInstancesOptions) {
  const shared = readSharedDatabase(env)
  if (!shared && !databaseExists(dataFolder)) return null
  const { store, vault } = await openData(dataFolder, { source: readKeySource(env, dataFolder), shared })
  return {
    /** Those with this id, or else with this name. */
    find: (wanted: string): Promise<StoredInstance[]> => findByIdOrName(store, now, wanted),

    /** How to read the saved key; null without one. */
    async keyOf({ id }: StoredInstance): Promise<(() => string) | null> {
      const saved = await registrationStore(store).find(id)
      return saved && (() => vault.open(saved.sealedKey, id))
    },

    /** Works on the GLPIs of these instances. What is written there is recorded, as if the gateway had written it. */
    connectWith(openGlpi: OpenGlpi) {
      const glpis = createGlpiService({
        publishChange: tellNobody,
        store,
        vault,
        openGlpi: () => Promise.resolve(openGlpi),
        // a person who may run commands here needs no permission of the gateway
        consoleAllowed: true,
        now,
        random,
      })
      let outcome: WriteOutcome | null = null
      const observed = { ...glpis }
      observed.set = async (...asked) => (outcome = await glpis.set(...asked))
      observed.remove = async (...asked) => (outcome = await glpis.remove(...asked))
      const { save, remove } = createKeyChanges({
        store,
        vault,
        glpis: observed,
        locks: createInstanceLocks(sharedPartsOf(store)?.locks),
        publishChange: tellNobody,
        now,
      })
      return {
        inspect: (...asked: Parameters<typeof glpis.inspect>) => asCommandLine(() => glpis.inspect(...asked)),
        save: (...asked: Parameters<typeof save>) => asCommandLine(() => save(...asked)),
        remove: (...asked: Parameters<typeof remove>) => asCommandLine(() => remove(...asked)),
        /** The outcome of the latest write; null if nothing was sent. */
        lastOutcome: () => outcome,
        stop: glpis.stop,
      }
    },

    close: () => store.destroy(),
  }
}

async function findByIdOrName(store: Store, now: () => number, wanted: string): Promise<StoredInstance[]> {
  const instances = instanceStore(store, now)
  const byId = await instances.find(wanted)
  if (byId) return [byId]
  const named = await store.selectFrom('instances').select('id').where('name', '=', wanted).limit(2).execute()
  const found = await Promise.all(named.map(({ id }) => instances.find(id)))
  return found.filter((one) => one !== undefined)
}

/** A gateway that runs notices by itself what another process writes. */
const tellNobody = (): void => undefined
