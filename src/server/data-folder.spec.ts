import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyFile } from './key-file.ts'
import { readKeySource } from './key-source.ts'
import { openData, type DataOptions } from './open-data.ts'
import { databaseFile } from './store/database.ts'
import { storeFacts } from './store/facts.ts'

let home: string
let folder: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  folder = join(home, 'data')
})
afterEach(() => rmSync(home, { recursive: true }))

async function open(options?: DataOptions): Promise<void> {
  const { store } = await openData(folder, options)
  await store.destroy()
}

const modeOf = (path: string): number => statSync(path).mode & 0o777

/** Everything below a folder: its names, modes, times and bytes. */
const state = (): string[] =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const { mode, mtimeMs, size } = lstatSync(join(home, name))
      const bytes = statSync(join(home, name)).isFile() ? readFileSync(join(home, name), 'base64') : ''
      return `${name} ${mode} ${mtimeMs} ${size} ${bytes}`
    })

test('a new folder and its files are their owner’s alone, whatever the umask', async () => {
  const umask = process.umask(0)
  try {
    await open()
  } finally {
    process.umask(umask)
  }
  expect([folder, databaseFile(folder), keyFile(folder)].map(modeOf)).toEqual([0o700, 0o600, 0o600])
})

test('a database that others could read is theirs no longer', async () => {
  await open()
  chmodSync(databaseFile(folder), 0o644)
  await open()
  expect(modeOf(databaseFile(folder))).toBe(0o600)
})

const link = (path: string) => {
  renameSync(path, join(home, 'elsewhere'))
  symlinkSync(join(home, 'elsewhere'), path)
}

test.each<[string, () => void, RegExp]>([
  ['a folder that others may write into', () => chmodSync(folder, 0o770), /Others may write into .*: run chmod go-w/],
  ['a database behind a link', () => link(databaseFile(folder)), /is a symbolic link/],
  ['a key behind a link', () => link(keyFile(folder)), /is a symbolic link: name the file itself/],
  ['a key that the group may read', () => chmodSync(keyFile(folder), 0o640), /run chmod 600/],
  ['a key that is short', () => writeFileSync(keyFile(folder), 'short'), /has 5 bytes instead of 32/],
  ['a key of no bytes', () => writeFileSync(keyFile(folder), ''), /has 0 bytes instead of 32/],
  ['another key', () => writeFileSync(keyFile(folder), Buffer.alloc(32, 7)), /is not the one that/],
  ['no key', () => rmSync(keyFile(folder)), /is missing, and saved keys cannot be read/],
  ['a folder in place of the key', () => (rmSync(keyFile(folder)), mkdirSync(keyFile(folder), 0o700)), /has 0 bytes/],
])('%s: one sentence, and nothing is touched', async (_, spoil, sentence) => {
  await open()
  spoil()
  const before = state()
  await expect(open()).rejects.toThrow(sentence)
  expect(state()).toEqual(before)
})

test('a store of an earlier version and another key: it is not migrated', async () => {
  await open()
  writeFileSync(keyFile(folder), Buffer.alloc(32, 7))
  const { default: Database } = await import('libsql')
  const database = new Database(databaseFile(folder))
  database.exec('pragma user_version = 18')
  database.close()
  const before = state()
  await expect(open()).rejects.toThrow(/is not the one that/)
  expect(state()).toEqual(before)
})

test('a key file that a full disk left empty, before anything was sealed: the next start makes it', async () => {
  await open()
  const { store } = await openData(folder)
  await storeFacts(store).forget('canary')
  await store.destroy()
  writeFileSync(keyFile(folder), '')
  await open()
  expect(statSync(keyFile(folder)).size).toBe(32)
})

test('two first starts at once have one key', async () => {
  await Promise.all([open(), open(), open()])
  await open()
  expect(readdirSync(folder).toSorted()).toEqual(['latchkey.key', 'latchkey.sqlite'])
})

describe('the key from elsewhere', () => {
  const secret = Buffer.alloc(32, 5)
  const from = (env: Record<string, string>) => open({ source: readKeySource(env, folder) })

  test.each<[string, () => Record<string, string>]>([
    ['a variable, as base64', () => ({ LATCHKEY_SECRET: secret.toString('base64') })],
    ['a variable, as hexadecimal digits', () => ({ LATCHKEY_SECRET: secret.toString('hex') })],
    ['a file', () => ({ LATCHKEY_SECRET_FILE: place('secret') })],
    [
      'a file behind a link, as orchestrators place it',
      () => (symlinkSync(place('secret'), join(home, 'link')), { LATCHKEY_SECRET_FILE: join(home, 'link') }),
    ],
    ['a credential of systemd', () => (place('latchkey.key', 0o440), { CREDENTIALS_DIRECTORY: home })],
  ])('%s: the folder has none of its own', async (_, made) => {
    const env = made()
    await from(env)
    await from(env)
    expect(existsSync(keyFile(folder))).toBe(false)
    const before = state()
    await expect(from({ LATCHKEY_SECRET: Buffer.alloc(32, 6).toString('hex') })).rejects.toThrow(
      /^The encryption key file LATCHKEY_SECRET is not the one that/,
    )
    expect(state()).toEqual(before)
  })

  function place(name: string, mode = 0o600): string {
    writeFileSync(join(home, name), secret)
    chmodSync(join(home, name), mode)
    return join(home, name)
  }

  test.each<[string, () => Record<string, string>, RegExp]>([
    ['a short variable', () => ({ LATCHKEY_SECRET: 'hunter2' }), /^LATCHKEY_SECRET must be 32 bytes as base64/],
    [
      'a variable and a file',
      () => ({ LATCHKEY_SECRET: secret.toString('hex'), LATCHKEY_SECRET_FILE: '/x' }),
      /are both set: unset one/,
    ],
    ['a file that is missing', () => ({ LATCHKEY_SECRET_FILE: join(home, 'none') }), /none is missing/],
    ['a file for all', () => ({ LATCHKEY_SECRET_FILE: place('secret', 0o644) }), /run chmod 600/],
    [
      'a credential that cannot be looked at',
      () => (symlinkSync('latchkey.key', join(home, 'latchkey.key')), { CREDENTIALS_DIRECTORY: home }),
      /latchkey\.key/,
    ],
    ['a credential for all', () => (place('latchkey.key', 0o444), { CREDENTIALS_DIRECTORY: home }), /run chmod 600/],
  ])('%s: one sentence, and not even a folder', async (_, made, sentence) => {
    const env = made()
    await expect(async () => from(env)).rejects.toThrow(sentence)
    expect(existsSync(folder)).toBe(false)
  })
})
