import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeBackup } from './backup.ts'
import { openData } from './open-data.ts'
import { restoreBackup } from './restore.ts'
import { rotateDataKey } from './rotate-data.ts'
import { verifyAudit } from './store/audit-chain.ts'
import { signIns } from './store/sign-ins.ts'

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

test('a backup that could not be written has failed', async () => {
  const folder = join(home, 'data')
  const passphrase = 'correct horse battery staple'
  await (await openData(folder)).store.destroy()
  const missing = join(home, 'nowhere', 'backup')
  const isDirectory = join(home, 'taken')
  mkdirSync(isDirectory)
  for (const path of [missing, isDirectory])
    await expect(writeBackup({ dataFolder: folder, env: {}, passphrase, path, replaces: true })).rejects.toThrow(
      /cannot be written/,
    )
  expect(await rowsIn(folder)).toEqual({
    rows: [
      'backup-write command-line done',
      'backup-write command-line failed',
      'backup-write command-line done',
      'backup-write command-line failed',
    ],
    fault: null,
  })
})

test('a start link that nobody used is withdrawn by Latchkey', async () => {
  const folder = join(home, 'data')
  const { store } = await openData(folder)
  await signIns(store, () => 1000).startLink()
  await signIns(store, () => 2000).startLink()
  await store.destroy()
  expect(await rowsIn(folder)).toEqual({
    rows: ['invitation-create latchkey done', 'invitation-withdraw latchkey done', 'invitation-create latchkey done'],
    fault: null,
  })
})
