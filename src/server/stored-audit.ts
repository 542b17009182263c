import type { AuditRow } from '#contract/audit.ts'
import { auditRows } from './audit/audit-rows.ts'
import { auditCheckpoint, verifyAudit, type Checkpoint, type Verified } from './store/audit-chain.ts'
import { assertDatabaseExists, openStore } from './store/database.ts'

export type { AuditFault } from './store/audit-chain.ts'

/** The audit of a data folder. */
export type StoredAudit = {
  verify(checkpoint: Checkpoint | null): Promise<Verified>
  checkpoint(): Promise<Checkpoint>
  /** Those behind a number, the oldest first, a few at a time. */
  rows(after: number): AsyncGenerator<AuditRow[]>
}

/** Lets a program beside the gateway read it. The gateway does not have to be running. @throws SettingsError */
export async function withStoredAudit<Result>(
  dataFolder: string,
  work: (audit: StoredAudit) => Promise<Result>,
): Promise<Result> {
  assertDatabaseExists(dataFolder)
  const store = openStore(dataFolder)
  try {
    return await work({
      verify: (checkpoint) => verifyAudit(store, checkpoint),
      checkpoint: () => auditCheckpoint(store),
      rows: (after) => auditRows(store, {}, after),
    })
  } finally {
    await store.destroy()
  }
}
