import { LatestDiagnosis } from '#contract/diagnosis.ts'
import type { Diagnosis } from '#domain/diagnosis.ts'
import type { Store } from './database.ts'
import { storedJson } from './stored-values.ts'

/** The latest finished diagnosis of each instance. */
export function diagnosisStore(store: Store) {
  return {
    /** In place of the one before; of an instance that was removed meanwhile nothing is kept. */
    async keep(instanceId: string, diagnosis: Diagnosis): Promise<void> {
      const run = JSON.stringify(LatestDiagnosis.parse(diagnosis))
      await store
        .insertInto('diagnoses')
        .columns(['instance_id', 'run'])
        .expression((eb) =>
          eb
            .selectFrom('instances')
            .select((selected) => ['id', selected.val(run).as('run')])
            .where('id', '=', instanceId),
        )
        .onConflict((conflict) => conflict.column('instance_id').doUpdateSet({ run }))
        .execute()
    },

    /** null without one, and for one of an older form. */
    async find(instanceId: string): Promise<LatestDiagnosis> {
      const row = await store
        .selectFrom('diagnoses')
        .select('run')
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      const read = LatestDiagnosis.safeParse(row ? storedJson(row.run) : null)
      return read.success ? read.data : null
    },
  }
}
export type DiagnosisStore = ReturnType<typeof diagnosisStore>
