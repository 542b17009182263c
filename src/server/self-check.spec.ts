import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openData } from './open-data.ts'
import { checkDatabase, checkFolder, checkKey } from './self-check.ts'
import { databaseFile } from './store/database.ts'

/** A program that writes, and lets others read once it hears of them. */
const WRITER = `
  const Database = require('libsql')
  const database = new Database(process.argv[1])
  database.exec('begin exclusive')
  process.stdin.once('data', () => {
    database.exec('commit')
    process.exit()
  })
  console.log('writes')`

test.each([
  ['database', checkDatabase, 'database-good'],
  ['key', checkKey, 'key-good'],
])('a gateway that writes at this moment is waited for: %s', async (_, check, word) => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await (await openData(folder)).store.destroy()
  const writer = spawn(process.execPath, ['-e', WRITER, databaseFile(folder)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(writer, 'exit')
  await once(writer.stdout, 'data')
  writer.stdin.write('read')
  expect(await check(folder, {})).toMatchObject({ word, isGood: true })
  await ended
})

test('a disk has to have room for an upgrade, which copies the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(checkFolder(folder)).toMatchObject({ word: 'folder-good', values: { needed: '100' } })
  // without a page on the disk, and larger than that
  writeFileSync(databaseFile(folder), '')
  truncateSync(databaseFile(folder), 4 * 1024 ** 4)
  expect(checkFolder(folder)).toMatchObject({ word: 'disk-low', isGood: false, values: { needed: '8388708' } })
})
