import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeBackup } from './backup.ts'
import { openData } from './open-data.ts'
import { restoreBackup } from './restore.ts'
import { rotateDataKey } from './rotate-data.ts'
import { verifyAudit } from './store/audit-chain.ts'

let home: string
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'latchkey-'))))
afterEach(() => rmSync(home, { recursive: true }))

async function rowsIn(folder: string) {
  const { store } = await openData(folder)
  const rows = await store.selectFrom('audit').select(['action', 'origin', 'outcome']).orderBy('number').execute()
  const { fault } = await verifyAudit(store)
  await store.destroy()
  return { rows: rows.map(({ action, origin, outcome }) => `${action} ${origin} ${outcome}`), fault }
}

test('a rotation, a backup and a restore each have a row of the command line, and the chain verifies', async () => {
  const folder = join(home, 'data')
  const path = join(home, 'backup')
  const passphrase = 'correct horse battery staple'
  await (await openData(folder)).store.destroy()
  await rotateDataKey({ dataFolder: folder, env: {} })
  await writeBackup({ dataFolder: folder, env: {}, passphrase, path, replaces: false })
  expect(await rowsIn(folder)).toEqual({
    rows: ['encryption-key-rotate command-line done', 'backup-write command-line done'],
    fault: null,
  })
  const restored = join(home, 'restored')
  await restoreBackup({ dataFolder: restored, env: {}, passphrase, path, replaces: false, now: 1 })
  expect(await rowsIn(restored)).toEqual({
    rows: [
      'encryption-key-rotate command-line done',
      'backup-write command-line done',
      'backup-restore command-line done',
    ],
    fault: null,
  })
})
