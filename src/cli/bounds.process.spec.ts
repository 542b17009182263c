import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { DEMO_KEY } from '../domain/key-text/testing/sample-keys.ts'
import { builtProgram, startProgram } from './testing/program.ts'

let main: string
beforeAll(async () => {
  main = await builtProgram()
})

describe.skipIf(!existsSync('/dev/zero'))('what has no end', () => {
  test.each(['inspect', 'check'])('%s: a device in place of a key file', async (command) => {
    const { code, err } = await startProgram(main, [command, '--key-file', '/dev/zero'], {}).ended
    expect([code, err]).toEqual([6, expect.stringContaining('longer than 1 MiB')])
  })

  test('a stdin that somebody keeps filling', async () => {
    const filling = spawn('cat', ['/dev/zero'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const child = spawn(process.execPath, [main, 'inspect'], { stdio: [filling.stdout, 'pipe', 'pipe'] })
    filling.stdout.destroy()
    const [code, err] = await Promise.all([new Promise((resolve) => child.once('exit', resolve)), text(child.stderr)])
    filling.kill()
    expect([code, err]).toEqual([6, expect.stringContaining('longer than 1 MiB')])
  })
})

test.each([
  ['as the name of a file', ['inspect', '--key-file', DEMO_KEY]],
  ['as the name of a file in a folder', ['inspect', '--key-file', `./${DEMO_KEY}`]],
  ['as the name of a backup', ['restore', `/tmp/${DEMO_KEY}`]],
  ['as the name of a fleet', ['fleet', 'plan', '--file', DEMO_KEY]],
  ['in place of a command', [DEMO_KEY]],
])('a key that was given %s is not quoted back', async (_, args) => {
  const { code, out, err } = await startProgram(main, args, {}, 'a passphrase of a length').ended
  expect(code).toBe(2)
  expect(`${out}${err}`).not.toContain(DEMO_KEY.slice(8, 40))
})

describe.skipIf(!existsSync('/proc/self'))('a data folder that the system refuses', () => {
  test.each(['/proc/x', '/proc/x/y', '/dev/null', '/dev/null/x'])('%s: one sentence', async (folder) => {
    for (const command of [['serve'], ['rotate'], ['invite']]) {
      const env = { LATCHKEY_DATA: folder, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' }
      const { code, out, err } = await startProgram(main, command, env).ended
      expect([code, out, err.trim().split('\n')]).toEqual([2, '', [expect.stringContaining(folder)]])
    }
  })
})
