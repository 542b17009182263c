import { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Store } from './database.ts'
import type { Tables } from './schema.ts'
import { storedJson } from './stored-values.ts'

type RunPhase = Tables['diagnosis_runs']['phase']

/** No run takes so long: its maker was killed, or a follower that had not read its end. */
const LONGEST_MS = 600_000

/** The runs of all replicas, with their lines for as long as somebody reads them. */
export function diagnosisRunStore(store: Store) {
  const runs = () => store.selectFrom('diagnosis_runs')
  const followersOf = (id: string, among: Store = store) =>
    among.selectFrom('diagnosis_run_followers').select('follower').where('run_id', '=', id).limit(1).execute()

  return {
    /** The one of this name that has not ended; null without one. */
    async find(name: string): Promise<{ id: string; phase: RunPhase } | null> {
      const row = await runs()
        .select(['id', 'phase'])
        .where('name', '=', name)
        .where('phase', '<>', 'ended')
        .limit(1)
        .executeTakeFirst()
      return row ?? null
    },

    /** @returns false, and changes nothing, where another one of this name has not ended. */
    begin: (id: string, name: string, follower: string, at: number): Promise<boolean> =>
      store.transaction().execute(async (transaction) => {
        if (await diagnosisRunStore(transaction).find(name)) return false
        await transaction
          .deleteFrom('diagnosis_runs')
          .where('begun_at', '<', at - LONGEST_MS)
          .execute()
        await transaction.insertInto('diagnosis_runs').values({ id, name, phase: 'running', begun_at: at }).execute()
        await transaction.insertInto('diagnosis_run_followers').values({ run_id: id, follower }).execute()
        return true
      }),

    /** @returns false where it does not run any more. */
    join: (id: string, follower: string): Promise<boolean> =>
      store.transaction().execute(async (transaction) => {
        if ((await diagnosisRunStore(transaction).phaseOf(id)) !== 'running') return false
        await transaction.insertInto('diagnosis_run_followers').values({ run_id: id, follower }).execute()
        return true
      }),

    /** The last one to leave stops the run, or forgets it where it has ended. */
    leave: (id: string, follower: string): Promise<void> =>
      store.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('diagnosis_run_followers')
          .where('run_id', '=', id)
          .where('follower', '=', follower)
          .execute()
        if ((await followersOf(id, transaction)).length > 0) return
        await transaction.deleteFrom('diagnosis_runs').where('id', '=', id).where('phase', '=', 'ended').execute()
        await transaction.updateTable('diagnosis_runs').set({ phase: 'stopped' }).where('id', '=', id).execute()
      }),

    /** Adds lines to a run; does nothing where its row was deleted. @param from how many lines it has so far. */
    add: (id: string, from: number, lines: readonly DiagnosisLine[]): Promise<void> =>
      store.transaction().execute(async (transaction) => {
        if ((await diagnosisRunStore(transaction).phaseOf(id)) === null) return
        const rows = lines.map((line, at) => ({ run_id: id, number: from + at, line: JSON.stringify(line) }))
        await transaction.insertInto('diagnosis_run_lines').values(rows).execute()
      }),

    /** All its lines are written. */
    end: (id: string): Promise<void> =>
      store.transaction().execute(async (transaction) => {
        if ((await followersOf(id, transaction)).length > 0)
          await transaction.updateTable('diagnosis_runs').set({ phase: 'ended' }).where('id', '=', id).execute()
        else await transaction.deleteFrom('diagnosis_runs').where('id', '=', id).execute()
      }),

    /** Its maker is gone. @returns false where it has ended after all. */
    forget: (id: string): Promise<boolean> =>
      store.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('diagnosis_runs')
          .where('id', '=', id)
          .where('phase', '<>', 'ended')
          .executeTakeFirst()
        return numDeletedRows > 0
      }),

    /** null where its row was deleted. */
    async phaseOf(id: string): Promise<RunPhase | null> {
      return (await runs().select('phase').where('id', '=', id).executeTakeFirst())?.phase ?? null
    },

    /** Its lines from this number on: where `phase` is `ended`, no more will come. `phase` is null where its row was deleted. */
    async read(id: string, from: number): Promise<{ phase: RunPhase | null; lines: (DiagnosisLine | null)[] }> {
      // before the lines: those of one that has ended are then all there
      const phase = await this.phaseOf(id)
      const rows = await store
        .selectFrom('diagnosis_run_lines')
        .select('line')
        .where('run_id', '=', id)
        .where('number', '>=', from)
        .orderBy('number')
        .execute()
      return { phase, lines: rows.map(({ line }) => DiagnosisLine.safeParse(storedJson(line)).data ?? null) }
    },
  }
}
