import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  test.each([0, 8, 64, 192, 224, 240, 256])(
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
