import type { Instance } from '#contract/panel.ts'
import { warningsOf } from '#domain/warning.ts'
import type { Watched } from '#notices/watched.ts'
import { unknownInstance } from './find-instance.ts'
import { instanceView, watchedInstance } from './instance-view.ts'
import type { Store } from './store/database.ts'
import { SANDBOX_ID } from './store/instances.ts'
import { findInOverview, readOverview, type OverviewRow } from './store/overview.ts'
import type { VendorClock } from './vendor-clock.ts'

export type InstanceOverviewParts = { store: Store; vendorClock: VendorClock; hasSandbox: boolean }

/** The instances, as the page lists them. */
export function createInstanceOverview({ store, vendorClock, hasSandbox }: InstanceOverviewParts) {
  const view = (row: OverviewRow): Instance => instanceView(row, vendorClock.at(row.servicesUrl, row.known))
  const offered = async () => (await readOverview(store)).filter(({ id }) => id !== SANDBOX_ID || hasSandbox)
  return {
    /** With what other programs watch. */
    watched: async (): Promise<Watched[]> =>
      (await offered()).map((row) => {
        const { instance, expiry, seen } = watchedInstance(row, vendorClock.at(row.servicesUrl, row.known))
        const { id, name, sandbox, state, checkedAt, warning } = instance
        return { id, name, sandbox, state, checkedAt, warning, expiry, warnings: warningsOf(seen) }
      }),

    all: async (): Promise<Instance[]> => (await offered()).map(view),

    /** @throws ProblemError `instance-unknown` */
    async find(id: string): Promise<Instance> {
      const row = await findInOverview(store, id)
      if (!row) throw unknownInstance()
      return view(row)
    },
  }
}
export type InstanceOverview = ReturnType<typeof createInstanceOverview>
