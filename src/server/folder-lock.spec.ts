import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holderOf, lockFolder } from './folder-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('one at a time: the next is told who holds it, and gets it once it is released', () => {
  expect(holderOf(folder)).toBe(null)
  const release = lockFolder(folder, { pid: 42, keySource: 'a file' })
  expect(() => lockFolder(folder, { pid: 43, keySource: 'a file' })).toThrow(
    `Latchkey runs on the data folder ${folder} already (process 42): stop that one`,
  )
  expect(holderOf(folder)).toEqual({ pid: 42, keySource: 'a file' })
  release()
  expect(holderOf(folder)).toBe(null)
  lockFolder(folder, { pid: 43, keySource: 'a file' })()
  expect(statSync(join(folder, 'latchkey.lock')).mode & 0o777).toBe(0o600)
})

test('what is left of one that a crash of the system spoiled is no lock', () => {
  writeFileSync(join(folder, 'latchkey.lock'), 'Dear diary, '.repeat(500), { mode: 0o600 })
  lockFolder(folder, { pid: 42, keySource: 'a file' })()
  expect(holderOf(folder)).toBe(null)
})
