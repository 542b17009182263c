import { sql } from 'kysely'
import { MOST_NAMED } from '#contract/check-all.ts'
import { ProblemCode } from '#contract/problem.ts'
import { inOneWrite } from './audit.ts'
import type { Store } from './database.ts'
import { rowsOfJson } from './dialect.ts'

export type StoredCheckRun = {
  id: number
  phase: 'running' | 'cancelled' | 'ended'
  total: number
  done: number
  failed: number
  failures: { id: string; name: string; why: ProblemCode | null }[]
}

/** What became of one instance. */
export type StoredOutcome = { isChecked: true } | { isChecked: false; why: ProblemCode | null }

/** The latest check of many keys: what is left to do outlives a restart. */
export function checkRunStore(store: Store) {
  return {
    async find(): Promise<StoredCheckRun | null> {
      const run = await store.selectFrom('check_runs').select(['id', 'phase']).executeTakeFirst()
      if (!run) return null
      const counts = await store
        .selectFrom('check_run_items')
        .select([
          sql<number>`count(*)`.as('total'),
          sql<number>`count(outcome)`.as('done'),
          sql<number>`count(case when outcome <> 'checked' then 1 end)`.as('failed'),
        ])
        .executeTakeFirstOrThrow()
      const failures = await store
        .selectFrom('check_run_items')
        .leftJoin('instances', 'instances.id', 'instance_id')
        .select(['instance_id as id', 'name', 'outcome'])
        .where('outcome', 'is not', null)
        .where('outcome', '<>', 'checked')
        .orderBy('position')
        .limit(MOST_NAMED)
        .execute()
      return {
        ...run,
        ...counts,
        failures: failures.map(({ id, name, outcome }) => {
          const why = ProblemCode.safeParse(outcome)
          return { id, name: name ?? id, why: why.success ? why.data : null }
        }),
      }
    },

    /** In place of the one before it. */
    async start(ids: readonly string[]): Promise<void> {
      await inOneWrite(store, async (transaction) => {
        await transaction.deleteFrom('check_run_items').execute()
        await transaction.deleteFrom('check_runs').execute()
        await transaction.insertInto('check_runs').values({ phase: 'running' }).execute()
        const items = rowsOfJson(
          transaction,
          [...new Set(ids)].map((id) => [id]),
        )
        // thousands in one statement
        await sql`insert into check_run_items (position, instance_id) select key, value ->> 0 from ${items}`.execute(
          transaction,
        )
      })
    },

    setPhase: (phase: StoredCheckRun['phase']) => store.updateTable('check_runs').set({ phase }).execute(),

    /** The instances that are still to be asked about, in order. */
    async left(): Promise<string[]> {
      const rows = await store
        .selectFrom('check_run_items')
        .select('instance_id')
        .where('outcome', 'is', null)
        .orderBy('position')
        .execute()
      return rows.map(({ instance_id: id }) => id)
    },

    record: (id: string, outcome: StoredOutcome) =>
      store
        .updateTable('check_run_items')
        .set({ outcome: outcome.isChecked ? 'checked' : (outcome.why ?? 'unknown') })
        .where('instance_id', '=', id)
        .execute(),

    async forget(): Promise<void> {
      await store.deleteFrom('check_run_items').execute()
      await store.deleteFrom('check_runs').execute()
    },
  }
}
