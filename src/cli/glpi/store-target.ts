import type { WriteOutcome } from '#domain/storage.ts'
import type { OpenGlpi } from '#glpi/glpi.ts'
import { createInstanceLocks } from '#server/glpi/instance-locks.ts'
import { createGlpiService } from '#server/glpi/glpi-service.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { createKeyChanges } from '#server/key-changes.ts'
import { openData } from '#server/open-data.ts'
import { readServerSettings, SettingsError } from '#server/settings.ts'
import { databaseExists, type Store } from '#server/store/database.ts'
import { instanceStore, type StoredInstance } from '#server/store/instances.ts'
import { registrationStore } from '#server/store/registrations.ts'
import type { Vault } from '#server/vault.ts'
import { fingerprintOf } from '#domain/key.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'
import type { GlpiTarget, GlpiTargetOptions } from './target.ts'

/** An instance of the panel whose data is on this machine. What is written is noted there, as if the panel had written it. */
export async function storeTarget(world: World, options: GlpiTargetOptions): Promise<GlpiTarget> {
  const { dataFolder } = readServerSettings(world.env)
  if (!databaseExists(dataFolder))
    throw new SettingsError(
      `There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder, or name a fleet file.`,
    )
  const { store, vault } = await openData(dataFolder)
  try {
    return await targetIn(world, options, store, vault)
  } catch (error) {
    await store.destroy()
    throw error
  }
}

async function targetIn(world: World, options: GlpiTargetOptions, store: Store, vault: Vault): Promise<GlpiTarget> {
  const now = () => world.now()
  const { allowKeyAsArgument = false } = options
  const instance = await instanceBy(store, now, options.instance)
  if (!instance.glpi)
    throw new Complaint('usage-invalid', `${instance.name} has no connection to its GLPI: enter one in its settings.`)
  const { id, name, servicesUrl, glpi } = instance
  const saved = await registrationStore(store).find(id)

  function glpisWith(openGlpi: OpenGlpi) {
    const withOptions: OpenGlpi = (asked) => openGlpi({ ...asked, allowKeyAsArgument })
    // a person who may run commands here needs no permission of the gateway
    return createGlpiService({
      store,
      vault,
      openGlpi: () => Promise.resolve(withOptions),
      consoleAllowed: true,
      now,
      random: () => world.random(),
    })
  }

  return {
    name,
    services: servicesUrl,
    keyText: saved ? { source: 'the saved key', read: () => Promise.resolve(vault.open(saved.sealedKey, id)) } : null,
    noted: { key: glpi.fingerprint ?? '', mark: glpi.mark, remembered: glpi },
    open(openGlpi) {
      const glpis = glpisWith(openGlpi)
      let outcome: WriteOutcome | null = null
      const written = { ...glpis }
      written.set = async (...asked) => (outcome = await glpis.set(...asked))
      written.remove = async (...asked) => (outcome = await glpis.remove(...asked))
      const changes = createKeyChanges({ store, vault, glpis: written, locks: createInstanceLocks(), now })
      const after = async (change: Promise<unknown>): Promise<WriteOutcome> => {
        try {
          await change
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          // a refusal after a write is part of the outcome
          if (outcome === null) throw new Complaint(error.code, error.message)
        }
        if (outcome === null) throw new Complaint('usage-invalid', `${name} has no connection to its GLPI any more.`)
        return outcome
      }
      return Promise.resolve({
        methods: glpi.ways,
        async inspect(emit, signal) {
          const inspection = await glpis.inspect(instance, emit, signal)
          if (inspection) return inspection
          throw new Complaint('usage-invalid', `${name} has no usable connection to its GLPI.`)
        },
        set: (key) => after(changes.save(id, { key, fingerprint: fingerprintOf(key), finding: 'clean' })),
        remove: () => after(changes.remove(id)),
        close: () => Promise.resolve(glpis.stop()),
      })
    },
    // the panel's own functions have recorded it
    record: () => Promise.resolve(),
    close: () => store.destroy(),
  }
}

async function instanceBy(store: Store, now: () => number, wanted: string): Promise<StoredInstance> {
  const instances = instanceStore(store, now)
  const byId = await instances.find(wanted)
  if (byId) return byId
  const named = await store.selectFrom('instances').select('id').where('name', '=', wanted).limit(2).execute()
  const [only] = named
  if (named.length > 1)
    throw new Complaint('usage-invalid', `Several instances have the name ${wanted}: say which by its id.`)
  const byName = only && (await instances.find(only.id))
  if (byName) return byName
  throw new Complaint('instance-unknown', `There is no instance ${wanted} here, neither by its id nor by its name.`)
}
