import type { InstalledPlugins } from '#contract/marketplace.ts'
import { findInstance, type InstanceStore } from './store/instances.ts'
import type { GlpiService } from './glpi/glpi-service.ts'
import type { InstanceLocks } from './glpi/instance-locks.ts'
import { createTimedCache } from './timed-cache.ts'

/** Long enough for whoever goes to and fro between pages. */
const KEPT_MS = 60_000
const MOST_INSTANCES = 100

type Parts = {
  instances: InstanceStore
  glpis: Pick<GlpiService, 'installedPlugins'>
  locks: InstanceLocks
  now: () => number
  steady: () => number
}

/** Sees which plugins are installed in the GLPI of an instance. */
export function createInstalledPlugins({ instances, glpis, locks, now, steady }: Parts) {
  const seen = createTimedCache<InstalledPlugins>({ most: MOST_INSTANCES, steady })

  return async (id: string): Promise<InstalledPlugins> => {
    const instance = await findInstance(instances, id)
    if (instance.glpi === null) return { seen: null, unseen: 'not-connected', cause: null }
    // another connection leads to another GLPI
    const name = JSON.stringify([id, instance.placesChangedAt])
    return seen.get(name, async () => {
      const found = await locks.run(id, () => glpis.installedPlugins(instance))
      if (found === null) return { value: { seen: null, unseen: 'no-method', cause: null }, keptMs: KEPT_MS }
      if ('cause' in found) return { value: { seen: null, unseen: 'failed', cause: found.cause }, keptMs: 0 }
      const { by, plugins } = found
      return {
        value: { seen: { seenAt: new Date(now()).toISOString(), by, plugins }, unseen: null, cause: null },
        keptMs: KEPT_MS,
      }
    })
  }
}
