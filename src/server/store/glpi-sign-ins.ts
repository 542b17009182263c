import type { GlpiSignInMethod } from '#contract/glpi-sign-in.ts'
import type { Role } from '#contract/roles.ts'
import type { Store } from './database.ts'
import { forUpdate } from './dialect.ts'

/** More are not offered on the page where people sign in. */
const MOST_OFFERED = 50

export type StoredGlpiSession = { number: number; instanceId: string; sealedHold: string; givenRole: Role }

/** Which GLPIs people sign in by, and the sessions that these vouch for. */
export function glpiSignInStore(store: Store) {
  return {
    /** In the order of their names. */
    offered: (): Promise<{ id: string; name: string; method: GlpiSignInMethod }[]> =>
      store
        .selectFrom('glpi_sign_ins')
        .innerJoin('instances', 'instances.id', 'glpi_sign_ins.instance_id')
        .select(['instances.id', 'instances.name', 'glpi_sign_ins.method'])
        .orderBy('instances.name')
        .orderBy('instances.id')
        .limit(MOST_OFFERED)
        .execute(),

    async sealedSettings(instanceId: string): Promise<string | null> {
      const row = await store
        .selectFrom('glpi_sign_ins')
        .select('sealed_settings')
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      return row?.sealed_settings ?? null
    },

    async save(instanceId: string, method: GlpiSignInMethod, sealed: string): Promise<void> {
      const values = { method, sealed_settings: sealed }
      await store
        .insertInto('glpi_sign_ins')
        .values({ instance_id: instanceId, ...values })
        .onConflict((conflict) => conflict.column('instance_id').doUpdateSet(values))
        .execute()
    },

    async remove(instanceId: string): Promise<void> {
      await store.deleteFrom('glpi_sign_ins').where('instance_id', '=', instanceId).execute()
    },

    async addSession(
      { number, instanceId, sealedHold, givenRole }: StoredGlpiSession,
      nextReadAt: number,
    ): Promise<void> {
      await store
        .insertInto('glpi_sessions')
        .values({
          sign_in_id: number,
          instance_id: instanceId,
          sealed_hold: sealedHold,
          given_role: givenRole,
          next_read_at: nextReadAt,
        })
        .execute()
    },

    async sessionsBy(instanceId: string): Promise<number[]> {
      const rows = await store
        .selectFrom('glpi_sessions')
        .select('sign_in_id')
        .where('instance_id', '=', instanceId)
        .execute()
      return rows.map((row) => row.sign_in_id)
    },

    /** Claims sessions whose rights are due to be read: until `claimedUntil`, nobody else takes them. */
    async claimDue(at: number, claimedUntil: number, limit: number): Promise<StoredGlpiSession[]> {
      const due = store
        .selectFrom('glpi_sessions')
        .select('sign_in_id')
        .where('next_read_at', '<=', at)
        .orderBy('next_read_at')
        .limit(limit)
        .$call(forUpdate(store))
      const rows = await store
        .updateTable('glpi_sessions')
        .set({ next_read_at: claimedUntil })
        .where('sign_in_id', 'in', due)
        .where('next_read_at', '<=', at)
        .returning(SESSION_COLUMNS)
        .execute()
      return rows.map(sessionOf)
    },

    /** The same for one of them, unless it is to be read after `latest`: then it was just claimed. */
    async claim(number: number, latest: number, claimedUntil: number): Promise<StoredGlpiSession | null> {
      const row = await store
        .updateTable('glpi_sessions')
        .set({ next_read_at: claimedUntil })
        .where('sign_in_id', '=', number)
        .where('next_read_at', '<=', latest)
        .returning(SESSION_COLUMNS)
        .executeTakeFirst()
      return row ? sessionOf(row) : null
    },

    async record(
      number: number,
      values: { sealedHold?: string; givenRole?: Role; nextReadAt?: number },
    ): Promise<void> {
      const { sealedHold, givenRole, nextReadAt } = values
      await store
        .updateTable('glpi_sessions')
        .set({
          ...(sealedHold !== undefined && { sealed_hold: sealedHold }),
          ...(givenRole !== undefined && { given_role: givenRole }),
          ...(nextReadAt !== undefined && { next_read_at: nextReadAt }),
        })
        .where('sign_in_id', '=', number)
        .execute()
    },

    /** When the next one is due; null for none. */
    async nextDueAt(): Promise<number | null> {
      const row = await store
        .selectFrom('glpi_sessions')
        .select('next_read_at')
        .orderBy('next_read_at')
        .limit(1)
        .executeTakeFirst()
      return row?.next_read_at ?? null
    },

    async forgetSession(number: number): Promise<void> {
      await store.deleteFrom('glpi_sessions').where('sign_in_id', '=', number).execute()
    },
  }
}

const SESSION_COLUMNS = ['sign_in_id', 'instance_id', 'sealed_hold', 'given_role'] as const

type SessionRow = { sign_in_id: number; instance_id: string; sealed_hold: string; given_role: Role }

const sessionOf = (row: SessionRow): StoredGlpiSession => ({
  number: row.sign_in_id,
  instanceId: row.instance_id,
  sealedHold: row.sealed_hold,
  givenRole: row.given_role,
})
