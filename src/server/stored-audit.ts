import type { AuditRow } from '#contract/audit.ts'
import { auditRows } from './audit/audit-rows.ts'
import { auditCheckpoint, verifyAudit, type AuditFault, type Checkpoint, type Verified } from './store/audit-chain.ts'
import { openExisting, type StoredAccessOptions } from './stored-access.ts'

/** What `verify` may find. */
export type FoundFault = AuditFault['fault']

/** The audit of a data folder. */
export type StoredAudit = {
  verify(checkpoint: Checkpoint | null): Promise<Verified>
  checkpoint(): Promise<Checkpoint>
  /** Those behind a number, the oldest first, a few at a time. */
  rows(after: number): AsyncGenerator<AuditRow[]>
}

/** Lets a program beside the gateway read it. The gateway does not have to be running. @throws SettingsError */
export async function withStoredAudit<Result>(
  { dataFolder, env }: Omit<StoredAccessOptions, 'now'>,
  work: (audit: StoredAudit) => Promise<Result>,
): Promise<Result> {
  const store = await openExisting(dataFolder, env)
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
