import type { Store } from './database.ts'
import { GLPI_COLUMNS, readJoinedGlpi, type JoinedGlpi, type StoredGlpi } from './glpis.ts'

export type StoredInstance = {
  id: string
  name: string
  servicesUrl: string
  /** `glpi_network_uuid` and the version of its GLPI, as a person gave them; what a connected GLPI shows goes before. */
  uid: string | null
  glpiVersion: string | null
  glpi: StoredGlpi | null
}

/** The id of the built-in instance, whose vendor is the stand-in. */
export const SANDBOX_ID = 'sandbox'

/** What may be changed of it. */
export type InstanceValues = Pick<StoredInstance, 'name' | 'servicesUrl' | 'uid' | 'glpiVersion'>

const COLUMNS = [
  'id',
  'name',
  'services_url as servicesUrl',
  'uid',
  'glpi_version as glpiVersion',
  ...GLPI_COLUMNS,
] as const

const read = ({
  id,
  name,
  servicesUrl,
  uid,
  glpiVersion,
  ...glpi
}: Omit<StoredInstance, 'glpi'> & JoinedGlpi): StoredInstance => ({
  id,
  name,
  servicesUrl,
  uid,
  glpiVersion,
  glpi: readJoinedGlpi(glpi),
})

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

    change: (id: string, values: InstanceValues) =>
      store.updateTable('instances').set(columnsOf(values)).where('id', '=', id).execute(),

    /** Takes its registration, its GLPI, its history and its diagnosis with it. */
    remove: (id: string) => store.deleteFrom('instances').where('id', '=', id).execute(),
  }
}
export type InstanceStore = ReturnType<typeof instanceStore>
