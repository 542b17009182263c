import type { Store } from './database.ts'
import type { StoreFact } from './schema.ts'

/** Facts about this store itself. */
export function storeFacts(store: Store) {
  return {
    async find(name: StoreFact): Promise<string | null> {
      const row = await store.selectFrom('store_facts').select('value').where('name', '=', name).executeTakeFirst()
      return row?.value ?? null
    },

    /** The value that is stored; where there is none, `value`, which is stored now. Of two calls at once, both get the same. */
    async findOrNote(name: StoreFact, value: string): Promise<string> {
      const found = await this.find(name)
      if (found !== null) return found
      await store
        .insertInto('store_facts')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      return (await this.find(name)) ?? value
    },

    async note(name: StoreFact, value: string): Promise<void> {
      await store
        .insertInto('store_facts')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    },

    async forget(name: StoreFact): Promise<void> {
      await store.deleteFrom('store_facts').where('name', '=', name).execute()
    },
  }
}
