import type { KeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'

/** Records what is done to a data folder as a whole. @throws SettingsError */
export async function recordCare(
  folder: string,
  source: KeySource,
  action: 'backup-write' | 'backup-restore',
): Promise<void> {
  const { store } = await openData(folder, { source })
  try {
    await inOneWrite(store, (transaction) => recordAudit(transaction, { action }, Date.now()))
  } finally {
    await store.destroy()
  }
}
