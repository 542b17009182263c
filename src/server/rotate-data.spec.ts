import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { readKeySource } from './key-source.ts'
import { openData } from './open-data.ts'
import { rotateDataKey } from './rotate-data.ts'

let home: string
let dataFolder: string
let secretFile: string
const secret = Buffer.alloc(32, 5)
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  dataFolder = join(home, 'data')
  secretFile = join(home, 'secret')
  writeFileSync(secretFile, secret, { mode: 0o600 })
})
afterEach(() => rmSync(home, { recursive: true }))

async function openWith(env: Record<string, string>): Promise<void> {
  const { store } = await openData(dataFolder, { source: readKeySource(env, dataFolder) })
  await store.destroy()
}

test('a key in a file that was named gets a new one in its place', async () => {
  const env = { LATCHKEY_SECRET_FILE: secretFile }
  await openWith(env)
  expect(await rotateDataKey({ dataFolder, env })).toEqual({ path: secretFile, sealed: 0, unreadable: 0 })
  expect(readFileSync(secretFile)).not.toEqual(secret)
  expect(readdirSync(home).toSorted()).toEqual(['data', 'secret'])
  await openWith(env)
  await expect(openWith({ LATCHKEY_SECRET: secret.toString('hex') })).rejects.toThrow(/is not the one that/)
})

test('a key from a variable is not Latchkey’s to change', async () => {
  const env = { LATCHKEY_SECRET: secret.toString('base64') }
  await openWith(env)
  await expect(rotateDataKey({ dataFolder, env })).rejects.toThrow(
    'The encryption key comes from LATCHKEY_SECRET, which Latchkey cannot change: put it into a file',
  )
  await openWith(env)
})

test('a gateway that reads its key from elsewhere would not see the new one', async () => {
  const env = { LATCHKEY_SECRET_FILE: secretFile }
  await openWith(env)
  const release = lockFolder(dataFolder, { pid: 42, keySource: 'LATCHKEY_SECRET' })
  await expect(rotateDataKey({ dataFolder, env })).rejects.toThrow(
    `The gateway that runs here (process 42) reads its encryption key from LATCHKEY_SECRET, not from ${secretFile}`,
  )
  release()
  expect(readFileSync(secretFile)).toEqual(secret)
  await rotateDataKey({ dataFolder, env })
})

test('a folder without a Latchkey', async () => {
  await expect(rotateDataKey({ dataFolder, env: {} })).rejects.toThrow(/^There is no Latchkey in/)
})

test('copies of before an upgrade, which the new key opens none of, are removed', async () => {
  await openWith({})
  const copy = 'latchkey.sqlite.version-7-20300101T000000Z'
  for (const name of [copy, 'latchkey.sqlite.mine']) writeFileSync(join(dataFolder, name), '')
  await rotateDataKey({ dataFolder, env: {} })
  expect(readdirSync(dataFolder)).toContain('latchkey.sqlite.mine')
  expect(readdirSync(dataFolder)).not.toContain(copy)
})
