import type { Store } from './database.ts'
import { GLPI_COLUMNS, readJoinedGlpi, type JoinedGlpi, type StoredGlpi } from './glpis.ts'
import { ProblemError } from '#contract/problem-error.ts'

export type StoredInstance = {
  id: string
  name: string
  servicesUrl: string
  /** `glpi_network_uuid` and the version of its GLPI, as a person entered them. What a connected GLPI shows takes precedence. */
  uid: string | null
  glpiVersion: string | null
  /** Each grows when its part changes; null before the first change. */
  settingsChangedAt: number | null
  /** When the destination of keys changed. */
  placesChangedAt: number | null
  glpi: StoredGlpi | null
}

/** The id of the built-in instance, which asks the stand-in. */
export const SANDBOX_ID = 'sandbox'

/** The fields that can be changed. */
export type InstanceValues = Pick<StoredInstance, 'name' | 'servicesUrl' | 'uid' | 'glpiVersion'>

const COLUMNS = [
  'id',
  'name',
  'services_url as servicesUrl',
  'uid',
  'glpi_version as glpiVersion',
  'settings_changed_at as settingsChangedAt',
  'places_changed_at as placesChangedAt',
  ...GLPI_COLUMNS,
] as const

function read(row: Omit<StoredInstance, 'glpi'> & JoinedGlpi): StoredInstance {
  const { id, name, servicesUrl, uid, glpiVersion, settingsChangedAt, placesChangedAt, ...glpi } = row
  return { id, name, servicesUrl, uid, glpiVersion, settingsChangedAt, placesChangedAt, glpi: readJoinedGlpi(glpi) }
}

/** Always later than before, even if our clock was set back, so that no two states share a time. */
const after = (before: number | null, now: number): number => (before === null ? now : Math.max(now, before + 1))

const columnsOf = ({ name, servicesUrl, uid, glpiVersion }: InstanceValues) => ({
  name,
  services_url: servicesUrl,
  uid,
  glpi_version: glpiVersion,
})

type NewInstance = Pick<StoredInstance, 'id' | 'name' | 'servicesUrl'> & Partial<InstanceValues>

export function instanceStore(store: Store, now: () => number) {
  const joined = () =>
    store.selectFrom('instances').leftJoin('glpis', 'glpis.instance_id', 'instances.id').select(COLUMNS)
  return {
    async find(id: string): Promise<StoredInstance | undefined> {
      const row = await joined().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },

    /** @returns false when the id is taken. */
    async add({ id, uid = null, glpiVersion = null, ...instance }: NewInstance): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await store
        .insertInto('instances')
        .values({ id, ...columnsOf({ ...instance, uid, glpiVersion }), created_at: now() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    /** @param placesChange whether keys have another destination from now on. */
    async change(instance: StoredInstance, values: InstanceValues, placesChange: boolean): Promise<void> {
      const settingsChangedAt = after(instance.settingsChangedAt, now())
      const placesChangedAt = placesChange ? after(instance.placesChangedAt, now()) : instance.placesChangedAt
      await store
        .updateTable('instances')
        .set({ ...columnsOf(values), settings_changed_at: settingsChangedAt, places_changed_at: placesChangedAt })
        .where('id', '=', instance.id)
        .execute()
    },

    /** Changes the address without a change of settings: the stand-in has another port now. */
    findAgainAt: (id: string, servicesUrl: string) =>
      store.updateTable('instances').set({ services_url: servicesUrl }).where('id', '=', id).execute(),

    /** Also removes its registration, former keys, GLPI, history and diagnosis. */
    remove: (id: string) => store.deleteFrom('instances').where('id', '=', id).execute(),
  }
}
export type InstanceStore = ReturnType<typeof instanceStore>

/** @throws ProblemError `instance-unknown` */
export async function findInstance(instances: Pick<InstanceStore, 'find'>, id: string): Promise<StoredInstance> {
  const instance = await instances.find(id)
  if (!instance) throw unknownInstance()
  return instance
}

export const unknownInstance = (): ProblemError => new ProblemError('instance-unknown', 'No instance has this id.')
