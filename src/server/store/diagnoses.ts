import * as z from 'zod/mini'
import { DiagnosisRun } from '#contract/diagnosis.ts'
import type { Diagnosis } from '#domain/diagnosis.ts'
import type { Store } from './database.ts'
import { storedJson } from './stored-values.ts'

/** What a run was about. */
const About = z.object({
  /** `sha256:…` of the key; null for a run without one. */
  fingerprint: z.nullable(z.string()),
  /** Whether that key was the saved one. */
  isSaved: z.boolean(),
  settings: z.string(),
  /** What was known when it ended. */
  standing: z.string(),
})
export type About = z.infer<typeof About>

/** `about` is null for a run of an earlier version, which did not store it. */
const StoredDiagnosis = z.object({ run: DiagnosisRun, about: z.nullable(About) })
export type StoredDiagnosis = z.infer<typeof StoredDiagnosis>

/** The latest finished diagnosis of each instance. */
export function diagnosisStore(store: Store) {
  return {
    /** Replaces the one before. For an instance that was removed meanwhile, nothing is stored. */
    async save(instanceId: string, diagnosis: Diagnosis, about: About): Promise<void> {
      const run = JSON.stringify(StoredDiagnosis.parse({ run: diagnosis, about }))
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

    /** null without one, and for one that cannot be read. */
    async find(instanceId: string): Promise<StoredDiagnosis | null> {
      const row = await store
        .selectFrom('diagnoses')
        .select('run')
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      if (!row) return null
      const json: unknown = storedJson(row.run)
      const stored = StoredDiagnosis.safeParse(json)
      if (stored.success) return stored.data
      const run = DiagnosisRun.safeParse(json)
      return run.success ? { run: run.data, about: null } : null
    },
  }
}
export type DiagnosisStore = ReturnType<typeof diagnosisStore>
