import { sql } from 'kysely'
import { FORMER_KEY_DAYS, type FormerKey } from '#contract/panel.ts'
import type { Finding } from '#domain/verdict.ts'
import type { Store } from './database.ts'

export type StoredFormerKey = {
  sealedKey: string
  fingerprint: string
  keyLength: number
  finding: Finding
  endedAt: number
  reason: FormerKey['reason']
  servicesUrl: string
  given: boolean
}

const KEPT_MS = FORMER_KEY_DAYS * 86_400_000

/** An instance whose key is replaced again and again needs only the latest. */
const KEPT_PER_INSTANCE = 10

/** The moment after which a key can no longer be restored. */
export const keptUntil = ({ endedAt }: Pick<StoredFormerKey, 'endedAt'>): number => endedAt + KEPT_MS

/** Sealed keys that were replaced or removed. Each is deleted a week later. */
export function formerKeyStore(store: Store) {
  return {
    /**
     * For a key that ended twice, the later end counts. Where it is still the saved one, it is stored as it is sealed there: `rotate`
     * may have sealed it anew since it was read.
     */
    async add(instanceId: string, key: StoredFormerKey): Promise<void> {
      const row = {
        sealed_key: sql<string>`coalesce(
          (select sealed_key from registrations where instance_id = ${instanceId} and fingerprint = ${key.fingerprint}),
          ${key.sealedKey}
        )`,
        fingerprint: key.fingerprint,
        key_length: key.keyLength,
        finding: key.finding,
        ended_at: key.endedAt,
        reason: key.reason,
        services_url: key.servicesUrl,
        given: key.given ? (1 as const) : (0 as const),
      }
      await store
        .insertInto('former_keys')
        .values({ instance_id: instanceId, ...row })
        .onConflict((conflict) => conflict.columns(['instance_id', 'fingerprint']).doUpdateSet(row))
        .execute()
      const tooMany = store
        .selectFrom('former_keys')
        .select('fingerprint')
        .where('instance_id', '=', instanceId)
        .orderBy('ended_at', 'desc')
        // SQLite skips none without a limit
        .limit(1_000_000)
        .offset(KEPT_PER_INSTANCE)
      await store
        .deleteFrom('former_keys')
        .where('instance_id', '=', instanceId)
        .where('fingerprint', 'in', tooMany)
        .execute()
    },

    /** The latest first, without those that are due to be deleted. */
    async list(instanceId: string, at: number): Promise<StoredFormerKey[]> {
      const rows = await store
        .selectFrom('former_keys')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('ended_at', '>', at - KEPT_MS)
        .orderBy('ended_at', 'desc')
        .execute()
      return rows.map((row) => ({
        sealedKey: row.sealed_key,
        fingerprint: row.fingerprint,
        keyLength: row.key_length,
        finding: row.finding,
        endedAt: row.ended_at,
        reason: row.reason,
        servicesUrl: row.services_url,
        given: row.given === 1,
      }))
    },

    /** Deletes a key that is saved again. */
    forget: (instanceId: string, fingerprint: string) =>
      store
        .deleteFrom('former_keys')
        .where('instance_id', '=', instanceId)
        .where('fingerprint', '=', fingerprint)
        .execute(),

    /** The connection leads to another GLPI now, and none of the keys was given for that. */
    placesChanged: (instanceId: string) =>
      store.updateTable('former_keys').set({ given: 0 }).where('instance_id', '=', instanceId).execute(),

    purge: (at: number) =>
      store
        .deleteFrom('former_keys')
        .where('ended_at', '<=', at - KEPT_MS)
        .execute(),
  }
}
export type FormerKeyStore = ReturnType<typeof formerKeyStore>
