import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openData } from '#server/open-data.ts'
import { instanceStore } from '#server/store/instances.ts'
import { registrationStore } from '#server/store/registrations.ts'
import { DEMO_KEY } from '../domain/key-text/testing/sample-keys.ts'
import { builtProgram, startProgram } from './testing/program.ts'

let main: string
let home: string
/** A backup of one instance. Making one takes a second, as every guess at its passphrase does. */
let made: string
beforeAll(async () => {
  main = await builtProgram()
  home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  await filled()
  made = join(home, 'made')
  await run(['backup', made], { LATCHKEY_BACKUP_PASSPHRASE: PASSPHRASE })
  return () => rmSync(dirname(made), { recursive: true })
})
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const PASSPHRASE = 'correct horse battery staple'
const folder = (name = 'data') => join(home, name)
const backupFile = () => join(home, 'latchkey.backup')

/** A command that knows nothing but its folder. */
const run = (args: string[], env: Record<string, string> = {}, stdin = '') =>
  startProgram(main, args, { LATCHKEY_DATA: folder(), ...env }, stdin).ended

async function filled(count = 1): Promise<void> {
  const { store, vault } = await openData(folder())
  for (let at = 0; at < count; at += 1) {
    const id = `town-${at}`
    await instanceStore(store, Date.now).add({ id, name: id, servicesUrl: 'https://services.example' })
    const sealedKey = vault.seal(DEMO_KEY, id)
    await registrationStore(store).save(id, { sealedKey, fingerprint: 'sha256:x', keyLength: 7, finding: 'clean' }, 1)
  }
  await store.destroy()
}

/** How many instances have their key, in a folder as a gateway opens it. */
async function keysIn(name = 'data'): Promise<number> {
  const { store, vault } = await openData(folder(name))
  const rows = await store.selectFrom('registrations').select(['instance_id', 'sealed_key']).execute()
  await store.destroy()
  return rows.filter((row) => vault.open(row.sealed_key, row.instance_id) === DEMO_KEY).length
}

/** Serves on a folder. @returns once it listens: how to stop it. */
async function gateway(name = 'data') {
  const env = { LATCHKEY_DATA: folder(name), LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' }
  const { child, ended } = startProgram(main, ['serve'], env)
  let out = ''
  const listens = new Promise<string>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const url = /listens on (\S+)/.exec(out)?.[1]
      if (url && out.includes('Sign in: ')) resolve(url)
    }),
  )
  await Promise.race([listens, ended.then(({ err }) => Promise.reject(new Error(err)))])
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

test('a backup that is made while the gateway runs is restored where there is nothing else, and a gateway opens it', async () => {
  await filled()
  const running = await gateway()
  const result = await run(['backup', backupFile()], { LATCHKEY_BACKUP_PASSPHRASE: PASSPHRASE })
  expect(result).toMatchObject({ code: 0, err: '', out: expect.stringContaining(backupFile()) })
  await running.stop()
  expect(statSync(backupFile()).mode & 0o777).toBe(0o600)
  const bytes = readFileSync(backupFile(), 'latin1')
  expect(bytes.startsWith('age-encryption.org/v1\n-> scrypt ')).toBe(true)
  for (const canary of ['SQLite format', 'latchkey backup', 'town-0', DEMO_KEY])
    expect([canary, bytes.includes(canary)]).toEqual([canary, false])
  // the machine that has nothing else
  rmSync(folder(), { recursive: true })
  const other = { LATCHKEY_DATA: folder('other/place') }
  expect(await run(['restore', backupFile()], other, `${PASSPHRASE}\n`)).toMatchObject({ code: 0, err: '' })
  expect(readdirSync(folder('other/place')).toSorted()).toEqual(['latchkey.key', 'latchkey.lock', 'latchkey.sqlite'])
  expect(statSync(folder('other/place/latchkey.sqlite')).mode & 0o777).toBe(0o600)
  const again = await gateway('other/place')
  expect(await again.stop()).toMatchObject({ err: expect.not.stringContaining('Error') })
  expect(await keysIn('other/place')).toBe(1)
})

test('a backup is never written over a file, nor restored over data, without being told to', async () => {
  await filled()
  const env = { LATCHKEY_BACKUP_PASSPHRASE: PASSPHRASE }
  writeFileSync(backupFile(), 'something else')
  expect(await run(['backup', backupFile()], env)).toMatchObject({ code: 2, err: expect.stringContaining('--force') })
  expect(readFileSync(backupFile(), 'utf8')).toBe('something else')
  expect(await run(['backup', backupFile(), '--force'], env)).toMatchObject({ code: 0 })
  const before = readFileSync(folder('data/latchkey.key'))
  expect(await run(['restore', backupFile()], env)).toMatchObject({ code: 2, err: expect.stringContaining('--force') })
  const restored = await run(['restore', backupFile(), '--force', '--json'], env)
  expect(restored).toMatchObject({ code: 0 })
  const { aside }: { aside: string[] } = JSON.parse(restored.out)
  expect(aside.map((path) => path.replace(/-\d{8}T\d{6}Z$/, ''))).toEqual([
    folder('data/latchkey.sqlite.before'),
    folder('data/latchkey.key.before'),
  ])
  expect(readFileSync(aside[1] ?? '')).toEqual(before)
  expect(await keysIn()).toBe(1)
})

test.each<[string, (file: string) => void, string, RegExp]>([
  ['whose passphrase is another', () => undefined, 'another passphrase', /The passphrase does not open the backup/],
  ['that is cut', (file) => truncateSync(file, statSync(file).size - 100), PASSPHRASE, /is cut, altered or no backup/],
  [
    'that is cut at the end of a part',
    (file) => truncateSync(file, statSync(file).size - 1),
    PASSPHRASE,
    /is cut, alt/,
  ],
  [
    'in which one bit is another',
    (file) => {
      const bytes = readFileSync(file)
      const middle = Math.floor(bytes.length / 2)
      bytes[middle] = (bytes[middle] ?? 0) ^ 1
      writeFileSync(file, bytes)
    },
    PASSPHRASE,
    /is cut, altered or no backup/,
  ],
  ['that is none', (file) => writeFileSync(file, 'Dear diary'), PASSPHRASE, /is cut, altered or no backup/],
  ['that is not there', (file) => rmSync(file), PASSPHRASE, /cannot be read \(ENOENT\)/],
])('a backup %s is refused with one sentence, and the folder stays empty', async (_, spoil, passphrase, sentence) => {
  copyFileSync(made, backupFile())
  spoil(backupFile())
  mkdirSync(folder('empty'), { mode: 0o700 })
  const { code, out, err } = await run(['restore', backupFile()], {
    LATCHKEY_DATA: folder('empty'),
    LATCHKEY_BACKUP_PASSPHRASE: passphrase,
  })
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 })
  expect(err).toMatch(sentence)
  expect(readdirSync(folder('empty')).filter((name) => name !== 'latchkey.lock')).toEqual([])
})

test('a short passphrase is refused', async () => {
  await filled()
  const { code, err } = await run(['backup', backupFile()], {}, 'hunter2\n')
  expect([code, err]).toEqual([2, expect.stringContaining('12 characters or more')])
  expect(readdirSync(home)).toEqual(['data'])
})

test('a new key while the gateway runs: it goes on, and starts again with it', async () => {
  await filled(450)
  const running = await gateway()
  const former = readFileSync(folder('data/latchkey.key'))
  const result = await run(['rotate', '--json'])
  expect([result.code, result.err, JSON.parse(result.out)]).toEqual([
    0,
    '',
    { path: folder('data/latchkey.key'), sealed: 450, unreadable: 0 },
  ])
  expect(readFileSync(folder('data/latchkey.key'))).not.toEqual(former)
  expect((await running.stop()).err).not.toContain('Error')
  expect(await keysIn()).toBe(450)
})

test('one gateway a folder: the second is told which process has it, and changes nothing; commands go on', async () => {
  const first = await gateway()
  await expect(gateway()).rejects.toThrow(`runs on the data folder ${folder()} already (process ${first.pid})`)
  expect(await run(['invite'])).toMatchObject({ code: 0 })
  expect(await run(['restore', backupFile(), '--force'], {}, `${PASSPHRASE}\n`)).toMatchObject({
    code: 2,
    err: expect.stringContaining(`process ${first.pid}`),
  })
  process.kill(first.pid, 'SIGKILL')
  await first.stop()
  await (await gateway()).stop()
})
