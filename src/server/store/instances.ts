import { randomInt } from 'node:crypto'
import type { Store } from './database.ts'
import { GLPI_COLUMNS, readJoinedGlpi, type JoinedGlpi, type StoredGlpi } from './glpis.ts'

export type StoredInstance = {
  id: string
  name: string
  servicesUrl: string
  /** Made for it here; a GLPI that is connected has one of its own. */
  uid: string
  glpi: StoredGlpi | null
}

/** The id of the built-in instance, whose vendor is the stand-in. */
export const SANDBOX_ID = 'sandbox'

const UID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** 40 random characters, as GLPI makes its `glpi_network_uuid` (src/Config.php). */
const newUid = (): string => Array.from({ length: 40 }, () => UID_CHARACTERS[randomInt(UID_CHARACTERS.length)]).join('')

const COLUMNS = ['id', 'name', 'services_url as servicesUrl', 'uid', ...GLPI_COLUMNS] as const

const read = ({ id, name, servicesUrl, uid, ...glpi }: Omit<StoredInstance, 'glpi'> & JoinedGlpi): StoredInstance => ({
  id,
  name,
  servicesUrl,
  uid,
  glpi: readJoinedGlpi(glpi),
})

export function instanceStore(store: Store, now: () => number) {
  const joined = () =>
    store.selectFrom('instances').leftJoin('glpis', 'glpis.instance_id', 'instances.id').select(COLUMNS)
  return {
    async find(id: string): Promise<StoredInstance | undefined> {
      const row = await joined().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },

    /** @returns false when the id is taken. */
    async add(instance: { id: string; name: string; servicesUrl: string }): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await store
        .insertInto('instances')
        .values({
          id: instance.id,
          name: instance.name,
          services_url: instance.servicesUrl,
          uid: newUid(),
          created_at: now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    change: (id: string, { name, servicesUrl }: { name: string; servicesUrl: string }) =>
      store.updateTable('instances').set({ name, services_url: servicesUrl }).where('id', '=', id).execute(),

    /** Takes its registration, its GLPI, its history and its diagnosis with it. */
    remove: (id: string) => store.deleteFrom('instances').where('id', '=', id).execute(),
  }
}
export type InstanceStore = ReturnType<typeof instanceStore>
