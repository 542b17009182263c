import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readKeyFile } from './key-file.ts'
import { readServerSettings } from './settings.ts'
import { createVault } from './vault.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  path = join(folder, 'latchkey.key')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the first start makes 32 bytes that only the owner may read', () => {
  const key = readKeyFile(path, true)
  expect(key).toHaveLength(32)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readKeyFile(path, false))).toEqual(readFileSync(path))
})

test.each<[string, () => void, RegExp]>([
  ['missing beside old data', () => undefined, /is missing/],
  ['too short', () => writeFileSync(path, 'short', { mode: 0o600 }), /5 bytes instead of 32/],
  ['readable by the group', () => (writeFileSync(path, Buffer.alloc(32)), chmodSync(path, 0o640)), /chmod 600/],
])('%s: one sentence', (_, make, sentence) => {
  make()
  expect(() => readKeyFile(path, false)).toThrow(sentence)
})

test('what is sealed opens in its place, under its key, and nowhere else', () => {
  const vault = createVault(new Uint8Array(32).fill(1))
  const sealed = vault.seal('a key', 'sandbox')
  expect(vault.open(sealed, 'sandbox')).toBe('a key')
  expect(vault.seal('a key', 'sandbox')).not.toBe(sealed)
  expect(() => vault.open(sealed, 'elsewhere')).toThrow('What is saved here was encrypted with another key file.')
  expect(() => createVault(new Uint8Array(32).fill(2)).open(sealed, 'sandbox')).toThrow(
    'What is saved here was encrypted with another key file.',
  )
})

test.each([
  ['LATCHKEY_PORT', 'eighty'],
  ['LATCHKEY_PORT', '70000'],
  ['LATCHKEY_SANDBOX', 'on'],
  ['LATCHKEY_CONSOLE', 'yes'],
  ['LATCHKEY_CONSOLE', 'ON'],
  ['LATCHKEY_SERVICES_URL', 'services.glpi-network.com'],
  ['LATCHKEY_SERVICES_URL', 'https://user:secret@example.org'],
  ['LATCHKEY_SERVICES_URL', 'https://:secret@example.org'],
  ['LATCHKEY_PUBLIC_URL', 'https://user:secret@example.org'],
  ['LATCHKEY_PUBLIC_URL', 'https://:secret@example.org'],
])('the setting %s=%s stops the start with its name', (name, value) => {
  expect(() => readServerSettings({ [name]: value })).toThrow(name)
})

test('without settings', () => {
  expect(readServerSettings({})).toMatchObject({
    host: '127.0.0.1',
    port: 8420,
    sandboxPort: 8421,
    servicesUrl: 'https://services.glpi-network.com',
  })
  expect(readServerSettings({ LATCHKEY_SANDBOX: 'off' }).sandboxPort).toBeNull()
  expect(['', 'off', 'on'].map((text) => readServerSettings({ LATCHKEY_CONSOLE: text }).consoleAllowed)).toEqual([
    false,
    false,
    true,
  ])
})
