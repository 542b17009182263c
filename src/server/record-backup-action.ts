import type { KeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'

/** Records what is done to a data folder as a whole. @param entry with a code where that has failed. @throws SettingsError */
export async function recordBackupAction(
  folder: string,
  source: KeySource,
  entry: { action: 'backup-write' | 'backup-restore'; code?: string },
): Promise<void> {
  const outcome = entry.code === undefined ? 'done' : 'failed'
  const { store } = await openData(folder, { source })
  try {
    await inOneWrite(store, (transaction) => recordAudit(transaction, { ...entry, outcome }, Date.now()))
  } finally {
    await store.destroy()
  }
}
