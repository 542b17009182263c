import type { Store } from './database.ts'
import type { StoreFact } from './schema.ts'

/** Facts about this store itself. */
export function storeFacts(store: Store) {
  return {
    async find(name: StoreFact): Promise<string | null> {
      const row = await store.selectFrom('store_facts').select('value').where('name', '=', name).executeTakeFirst()
      return row?.value ?? null
    },

    async note(name: StoreFact, value: string): Promise<void> {
      await store
        .insertInto('store_facts')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    },
  }
}
