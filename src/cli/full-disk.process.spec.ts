import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFullRun } from '../bin/full-run.ts'
import { builtProgram, startProgram } from './testing/program.ts'

const KIB = 1024
const disk = mkdtempSync(join(tmpdir(), 'latchkey-disk-'))
/** A disk of its own needs root. */
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', disk], { stdio: 'ignore' }).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

let main: string
beforeAll(async () => {
  main = await builtProgram()
})

const folder = join(disk, 'data')
const filler = join(disk, 'filler')

/** Leaves so much room on the disk. */
function fill(room: number): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(filler, Buffer.alloc(1024 * KIB - room))
}

async function start() {
  const env = { LATCHKEY_DATA: folder, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' }
  const { child, ended } = startProgram(main, ['serve'], env)
  child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('Sign in: ') && child.kill('SIGTERM'))
  return ended
}

describe.skipIf(!mounted)(`a disk that is full at the first start${mounted ? '' : ' (skipped: needs root)'}`, () => {
  test.each(isFullRun ? [0, 8, 64, 192, 224, 240, 256] : [0, 64, 224])(
    'with %i KiB left: one sentence or none, and the next start with room succeeds',
    async (room) => {
      fill(room * KIB)
      const first = await start()
      const key = join(folder, 'latchkey.key')
      expect([first.code === 0 ? '' : first.err, existsSync(key) ? statSync(key).size : 32]).toEqual([
        expect.stringMatching(/^(latchkey: .* full.*\n)?$/),
        32,
      ])
      expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
      rmSync(filler)
      expect(await start()).toMatchObject({ code: 0, out: expect.stringContaining('Sign in: ') })
    },
  )
})

describe.skipIf(!mounted)(
  `a disk without room for the copy before an upgrade${mounted ? '' : ' (skipped: needs root)'}`,
  () => {
    const stores = new URL('../server/store/testing/stores/', import.meta.url)

    test('the start stops, the database is as it was, and the next start with room upgrades it', async () => {
      const database = gunzipSync(readFileSync(new URL('v18-2f50036.sqlite.gz', stores)))
      fill(database.length + 64 * KIB)
      writeFileSync(join(folder, 'latchkey.sqlite'), database, { mode: 0o600 })
      writeFileSync(join(folder, 'latchkey.key'), readFileSync(new URL('v18-2f50036.key', stores)), { mode: 0o600 })
      const first = await start()
      expect([first.code, first.err]).toEqual([
        2,
        `latchkey: The disk of the data folder ${folder} is full (ENOSPC): make room there.\n`,
      ])
      expect(readFileSync(join(folder, 'latchkey.sqlite')).equals(database)).toBe(true)
      expect(readdirSync(folder).filter((name) => /version|unfinished/.test(name))).toEqual([])
      rmSync(filler)
      expect(await start()).toMatchObject({ code: 0, err: expect.stringContaining('latchkey.sqlite.version-18-') })
    })

    test('self-check names it, whether it is full or nearly so', async () => {
      const check = async () => {
        const env = {
          LATCHKEY_DATA: folder,
          LATCHKEY_PORT: '0',
          LATCHKEY_SANDBOX: 'off',
          LATCHKEY_SERVICES_URL: 'http://127.0.0.1:9',
        }
        const { code, out } = await startProgram(main, ['self-check', '--json', '--max-time', '300'], env).ended
        const line = out.split('\n').find((each) => each.startsWith('{"check":"folder"')) ?? 'null'
        return { code, ...JSON.parse(line) }
      }
      fill(512 * KIB)
      expect(await check()).toMatchObject({
        code: 1,
        ok: false,
        sentence: expect.stringContaining('has 0 MB left, and an upgrade may need 100 MB'),
      })
      fill(8 * KIB)
      expect(await check()).toMatchObject({
        code: 2,
        ok: false,
        sentence: `The disk of the data folder ${folder} is full (ENOSPC): make room there.`,
      })
      expect(readdirSync(folder)).toEqual([])
    })
  },
)
