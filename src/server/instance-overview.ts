import type { FirstInstances, Instance } from '#contract/panel.ts'
import { warningsOf, type WatchedInstance } from '#domain/warning.ts'
import type { Watched } from '#notices/watched.ts'
import { unknownInstance, SANDBOX_ID } from './store/instances.ts'
import type { Store } from './store/database.ts'
import { countInstances, findInOverview, readFirstOf, readOverview, type OverviewRow } from './store/overview.ts'
import type { VendorClock } from './vendor-clock.ts'
import { startsInDays, type Expiry } from '#domain/expiry.ts'
import { firstCauseOf, type State } from '#domain/verdict.ts'
import { storageStateOf } from './glpi/view.ts'
import type { VendorTime } from '#domain/fold-state.ts'
import { stateAndWarning } from '../domain/warning.ts'

export type InstanceOverviewParts = { store: Store; vendorClock: VendorClock; hasSandbox: boolean }

/** More than these are no longer a small part of a page; of them, a page that lists none needs a few to lead to. */
const MOST_OF_ALL = 50
const MOST_OF_MANY = 11

/** The instances, as the page lists them. */
export function createInstanceOverview({ store, vendorClock, hasSandbox }: InstanceOverviewParts) {
  const view = (row: OverviewRow): Instance => instanceView(row, vendorClock.at(row.servicesUrl, row.known))
  const ofEach = async <T>(take: (row: OverviewRow) => T): Promise<T[]> => {
    const taken = await readOverview(store, (row) => (row.id !== SANDBOX_ID || hasSandbox ? take(row) : null))
    return taken.filter((one) => one !== null)
  }
  return {
    /** With what other programs watch. */
    watched: (): Promise<Watched[]> =>
      ofEach((row) => {
        const { instance, expiry, seen } = watchedInstance(row, vendorClock.at(row.servicesUrl, row.known))
        const { id, name, sandbox, state, checkedAt, warning } = instance
        return { id, name, sandbox, state, checkedAt, warning, expiry, warnings: warningsOf(seen) }
      }),

    /** All instances where there are few; otherwise the first ones and the named one. */
    async first(id?: string): Promise<FirstInstances> {
      const isOffered = (row: { id: string }) => row.id !== SANDBOX_ID || hasSandbox
      const sandboxes = hasSandbox ? 0 : Number((await findInOverview(store, SANDBOX_ID)) !== null)
      const count = (await countInstances(store)) - sandboxes
      const rows = await readFirstOf(store, count <= MOST_OF_ALL ? MOST_OF_ALL + 1 : MOST_OF_MANY)
      const named = id === undefined || rows.some((row) => row.id === id) ? null : await findInOverview(store, id)
      return { count, instances: [...rows, ...(named ? [named] : [])].filter(isOffered).map(view) }
    },

    /** @throws ProblemError `instance-unknown` */
    async find(id: string): Promise<Instance> {
      const row = await findInOverview(store, id)
      if (!row) throw unknownInstance()
      return view(row)
    },
  }
}
export type InstanceOverview = ReturnType<typeof createInstanceOverview>

/** In these states the days belong to another key, or have not begun. */
const HAS_NO_DAYS = new Set<State>(['differs', 'not-started'])

/** One instance, as the list shows it. */
export function instanceView(row: OverviewRow, time: VendorTime): Instance {
  return watchedInstance(row, time).instance
}

/** The same, with the end that its days are counted to. */
function watchedInstance(
  { id, name, servicesUrl, known, glpi }: OverviewRow,
  time: VendorTime,
): { instance: Instance; expiry: Expiry | null; seen: WatchedInstance } {
  const place = glpi && { ...glpi, place: storageStateOf(glpi) }
  const { state, expiry, countedAt, warning, seen } = stateAndWarning(time, known, place)
  const answeredAt = known?.answerVendorAt ?? known?.answerAt ?? null
  const instance: Instance = {
    id,
    name,
    servicesUrl,
    sandbox: id === SANDBOX_ID,
    state,
    daysLeft: HAS_NO_DAYS.has(state) ? null : (expiry?.daysLeft ?? null),
    ...(expiry?.trial && { isTrial: true }),
    ...(known?.isShared && { isShared: true }),
    startsInDays: state === 'not-started' ? startsInDays(known?.answer?.subscription ?? null, countedAt) : null,
    warning,
    checkedAt: answeredAt === null ? null : new Date(Math.min(answeredAt, countedAt)).toISOString(),
    cause: firstCauseOf(state, known?.latest?.cause ?? null, glpi && (glpi.cause ?? glpi.inspectionCause)),
    storage: glpi?.storage ?? 'none',
    glpi: glpi && { ways: glpi.methods, version: glpi.version },
  }
  return { instance, expiry, seen }
}
