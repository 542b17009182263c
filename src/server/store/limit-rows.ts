import { createHash } from 'node:crypto'
import type { Store } from './database.ts'
import type { LimitKind } from './schema.ts'
import { storedJson } from './stored-values.ts'

/** Addresses, accounts and logins of proxies are counted, and none of them is stored. */
export const hashOfLimit = (kind: LimitKind, name: string): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, name]))
    .digest('hex')

/** The counts of limits that outlive a process, or hold for all replicas: by `hashOfLimit`. */
export function limitRows(store: Store) {
  return {
    /** undefined where nothing is counted. */
    async find(hash: string): Promise<unknown> {
      const row = await store.selectFrom('limit_states').select('state').where('name', '=', hash).executeTakeFirst()
      return storedJson(row?.state)
    },

    /** What still matters, by hash. */
    async all(kind: LimitKind, at: number): Promise<Map<string, unknown>> {
      const rows = await store
        .selectFrom('limit_states')
        .select(['name', 'state'])
        .where('kind', '=', kind)
        .where('ends_at', '>=', Math.floor(at))
        .execute()
      return new Map(rows.map(({ name, state }) => [name, storedJson(state)]))
    },

    /** @param state null: nothing is counted any more. */
    async put(kind: LimitKind, hash: string, state: unknown, endsAt: number): Promise<void> {
      if (state === null) {
        await store.deleteFrom('limit_states').where('name', '=', hash).execute()
        return
      }
      const counted = { state: JSON.stringify(state), ends_at: Math.ceil(endsAt) }
      await store
        .insertInto('limit_states')
        .values({ name: hash, kind, ...counted })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(counted))
        .execute()
    },

    /** Forgets what matters no more. */
    async purge(at: number): Promise<void> {
      await store.deleteFrom('limit_states').where('ends_at', '<', Math.floor(at)).execute()
    },
  }
}
