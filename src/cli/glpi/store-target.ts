import { ProblemError } from '#contract/problem-error.ts'
import { EMPTY_SNAPSHOT, type WriteOutcome } from '#domain/storage.ts'
import type { OpenGlpi } from '#glpi/glpi.ts'
import { readServerSettings, SettingsError } from '#server/settings.ts'
import { openStoredInstances } from '#server/stored-instance.ts'
import { fingerprintOf } from '#domain/fingerprint.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'
import type { GlpiTarget, GlpiTargetOptions } from './target.ts'

/** An instance of the panel whose data is on this machine. What is written is noted there, as if the panel had written it. */
export async function storeTarget(world: World, options: GlpiTargetOptions): Promise<GlpiTarget> {
  const { dataFolder } = readServerSettings(world.env)
  const { env } = world
  const instances = await openStoredInstances(dataFolder, {
    env,
    now: () => world.now(),
    random: () => world.random(),
  })
  if (!instances)
    throw new SettingsError(
      `There is no Latchkey in ${dataFolder}: set LATCHKEY_DATA to its folder, or name a fleet file.`,
    )
  try {
    return await targetIn(instances, options)
  } catch (error) {
    await instances.close()
    throw error
  }
}

type StoredInstances = NonNullable<Awaited<ReturnType<typeof openStoredInstances>>>
type FoundInstance = Awaited<ReturnType<StoredInstances['find']>>[number]

async function targetIn(instances: StoredInstances, options: GlpiTargetOptions): Promise<GlpiTarget> {
  const { allowKeyAsArgument = false, isKeyEnough = false } = options
  const instance = onlyOne(await instances.find(options.instance), options.instance)
  const { id, name, servicesUrl, glpi } = instance
  if (!glpi && !isKeyEnough) throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.noConnection, { name }))
  const readKey = await instances.keyOf(instance)
  const keyText = readKey && { source: 'the saved key', read: () => Promise.resolve(readKey()) }
  if (!glpi) return withoutGlpi(instances, instance, keyText)

  return {
    name,
    services: servicesUrl,
    keyText,
    noted: { key: glpi.fingerprint ?? '', mark: glpi.mark, remembered: glpi },
    open(openGlpi) {
      const withOptions: OpenGlpi = (asked) => openGlpi({ ...asked, allowKeyAsArgument })
      const connected = instances.connectWith(withOptions)
      const after = async (change: Promise<unknown>): Promise<WriteOutcome> => {
        try {
          await change
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          // a refusal after a write is part of the outcome
          if (connected.lastOutcome() === null) throw new Complaint(error.code, () => error.message)
        }
        const outcome = connected.lastOutcome()
        if (outcome === null)
          throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.noConnectionAnyMore, { name }))
        return outcome
      }
      return Promise.resolve({
        methods: glpi.methods,
        async inspect(emit, signal) {
          const recorded = await connected.inspect(instance, emit, signal)
          if (recorded) return recorded.inspection
          throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.noUsableConnection, { name }))
        },
        set: (key) => after(connected.save(id, { key, fingerprint: fingerprintOf(key), finding: 'clean' })),
        remove: () => after(connected.remove(id)),
        close: () => Promise.resolve(connected.stop()),
      })
    },
    // the panel's own functions have recorded it
    record: () => Promise.resolve(),
    close: () => instances.close(),
  }
}

/** Nothing is seen in a GLPI that is not connected, and nothing can be written. */
function withoutGlpi(
  instances: StoredInstances,
  { name, servicesUrl, uid, glpiVersion }: FoundInstance,
  keyText: GlpiTarget['keyText'],
): GlpiTarget {
  const refuse = () =>
    Promise.reject(new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.noConnection, { name })))
  return {
    name,
    services: servicesUrl,
    keyText,
    noted: null,
    open: () =>
      Promise.resolve({
        methods: [],
        inspect: () =>
          Promise.resolve({ snapshot: { ...EMPTY_SNAPSHOT, uid, version: glpiVersion }, steps: [], clocks: [] }),
        set: refuse,
        remove: refuse,
        close: () => Promise.resolve(),
      }),
    record: () => Promise.resolve(),
    close: () => instances.close(),
  }
}

function onlyOne<T>([only, another]: readonly T[], wanted: string): T {
  if (another !== undefined)
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.severalInstances, { name: wanted }))
  if (only !== undefined) return only
  throw new Complaint('instance-unknown', (say) => say(COMPLAINT_WORDS.noInstance, { name: wanted }))
}
