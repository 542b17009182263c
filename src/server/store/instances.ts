import { randomInt } from 'node:crypto'
import type { Store } from './database.ts'

export type StoredInstance = { id: string; name: string; servicesUrl: string; uid: string }

/** The id of the built-in instance, whose vendor is the stand-in. */
export const SANDBOX_ID = 'sandbox'

const UID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** 40 random characters, as GLPI makes its `glpi_network_uuid` (src/Config.php). */
const newUid = (): string => Array.from({ length: 40 }, () => UID_CHARACTERS[randomInt(UID_CHARACTERS.length)]).join('')

export function instanceStore(store: Store, now: () => number) {
  const columns = ['id', 'name', 'services_url as servicesUrl', 'uid'] as const
  return {
    list: (): Promise<StoredInstance[]> =>
      store.selectFrom('instances').select(columns).orderBy('created_at').orderBy('id').execute(),

    find: (id: string): Promise<StoredInstance | undefined> =>
      store.selectFrom('instances').select(columns).where('id', '=', id).executeTakeFirst(),

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

    move: (id: string, servicesUrl: string) =>
      store.updateTable('instances').set({ services_url: servicesUrl }).where('id', '=', id).execute(),

    /** Takes its registration, its history and its diagnosis with it. */
    remove: (id: string) => store.deleteFrom('instances').where('id', '=', id).execute(),
  }
}
export type InstanceStore = ReturnType<typeof instanceStore>
