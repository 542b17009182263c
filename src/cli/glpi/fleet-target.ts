import { isDone } from '#domain/storage.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import { openFleet } from '../fleet/open-fleet.ts'
import { openState, readState } from '../fleet/state-file.ts'
import type { World } from '../world.ts'
import type { GlpiTarget, GlpiTargetOptions } from './target.ts'

/** An entry of a fleet file. What was proven is noted beside that file, for `fleet apply` and `status` to know it again. */
export async function fleetTarget(world: World, options: GlpiTargetOptions & { file: string }): Promise<GlpiTarget> {
  const { instance: name, allowKeyAsArgument = false } = options
  const fleet = await openFleet(world, options)
  const instance = fleet.instances.find((entry) => entry.name === name)
  if (!instance)
    throw new Complaint('instance-unknown', (say) => say(COMPLAINT_WORDS.notInFleet, { path: fleet.path, name }))
  const reference = fleet.keyReferenceOf(instance)
  const { instances } = await readState(fleet.statePath)
  const servicesUrl = fleet.servicesFor(instance)
  return {
    name,
    services: servicesUrl,
    keyText: reference === undefined ? null : { source: reference, read: () => fleet.secrets.keyText(reference) },
    noted: instances.get(name) ?? null,
    open: async (openGlpi) =>
      openGlpi({
        connection: await fleet.secrets.connectionOf(instance),
        servicesUrl,
        allowKeyAsArgument,
        now: () => world.now(),
      }),
    record(outcome, wanted) {
      // one line, appended in one write: a run in progress is not disturbed by it
      const file = openState(fleet.statePath)
      try {
        const { storage, cause, after } = outcome
        const done = wanted !== null && isDone(outcome, 'set')
        const at = new Date(world.now()).toISOString()
        const entry = fleet.hashOf(instance)
        file.append({
          line: 'end',
          name,
          entry,
          key: wanted?.fingerprint ?? '',
          done,
          storage,
          cause,
          mark: done ? after.mark : null,
          at,
        })
        file.sync()
      } finally {
        file.close()
      }
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
}
