import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { encodeBase64 } from '../domain/key-text/testing/base64.ts'
import { farmFleet, type FarmFleet } from './testing/farm-fleet.ts'
import { builtProgram, startProgram } from './testing/program.ts'

/** Every process of the machine is looked at, also those of specs beside this one: so no other spec may have this key. */
const KEY = encodeBase64(JSON.stringify({ id: 7, signature: randomBytes(32).toString('base64') }))

let main: string
let fleet: FarmFleet
beforeAll(async () => {
  main = await builtProgram()
})
beforeEach(async () => {
  fleet = await farmFleet({ count: 12, latencyMs: 10 })
})
afterEach(() => fleet.close())

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    // it has ended since
    return ''
  }
}

/** What any user of the machine sees of its processes, and what each of them hands on to those it starts. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      parent: Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]),
      command: read(`/proc/${pid}/cmdline`),
      environment: read(`/proc/${pid}/environ`),
    }))
}

/** Any part of the key that would be of use. */
const quotesKey = (text: string): boolean => text.includes(KEY.slice(8, 40)) || text.includes(KEY.slice(-40, -8))

/** Runs the command and meanwhile reads all processes, for half of the time: the stand-ins that it asks have the other half. */
async function watched(args: string[], env: Record<string, string>, stdin = '') {
  const { child, ended } = startProgram(main, args, env, stdin)
  const counts = { looks: 0, commands: 0, environments: 0 }
  let timer: NodeJS.Timeout
  const look = () => {
    const startedAt = performance.now()
    counts.looks += 1
    const all = processes()
    const own = all.find(({ pid }) => pid === child.pid)?.command
    for (const { pid, parent, command, environment } of all) {
      if (quotesKey(command)) counts.commands += 1
      // until a started process has become its program, it is a copy of the one that starts it
      const isStarted = (parent === child.pid && command !== own) || (pid === child.pid && env['KEY'] === undefined)
      if (isStarted && quotesKey(environment)) counts.environments += 1
    }
    timer = setTimeout(look, performance.now() - startedAt)
  }
  timer = setTimeout(look)
  const { code, out, err } = await ended
  clearTimeout(timer)
  return { code, counts, isPrinted: quotesKey(out) || quotesKey(err) }
}

describe.skipIf(!existsSync('/proc/self/cmdline'))('the key is nowhere to be seen', () => {
  test('set, with the key on stdin', async () => {
    const args = ['set', '--instance', 'glpi-3', '--file', fleet.file]
    const { TOKEN } = fleet.env('')
    const result = await watched(args, { TOKEN }, KEY)
    expect(result).toMatchObject({ code: 0, counts: { commands: 0, environments: 0 }, isPrinted: false })
    expect(result.counts.looks).toBeGreaterThan(3)
    expect(quotesKey(read(`${fleet.file}.state`))).toBe(false)
  })

  test('fleet apply and status, with the key in the environment', async () => {
    for (const what of [['apply'], ['status', '--offline']]) {
      const result = await watched(['fleet', ...what, '--file', fleet.file], fleet.env(KEY))
      expect(result).toMatchObject({ code: 0, counts: { commands: 0, environments: 0 }, isPrinted: false })
    }
    expect(quotesKey(read(`${fleet.file}.state`))).toBe(false)
  })

  test('commands for a console inherit no key', async () => {
    const spy = join(fleet.folder, 'spy')
    writeFileSync(spy, `#!/bin/sh\nenv >> '${spy}.log'\necho "$@" >> '${spy}.log'\ncat > /dev/null\nexit 1\n`)
    chmodSync(spy, 0o755)
    const entry = `{name: spied, console: {prefix: ['${spy}'], folder: /var/www/glpi}}`
    writeFileSync(fleet.file, `version: 1\nkey: env:KEY\ninstances: [${entry}]\n`)
    for (const name of ['KEY', 'LATCHKEY_KEY']) {
      const env = { KEY: KEY, [name]: name === 'KEY' ? KEY : ` ${KEY}\n` }
      const result = await watched(['set', '--instance', 'spied', '--file', fleet.file], env)
      expect(result).toMatchObject({ counts: { commands: 0, environments: 0 }, isPrinted: false })
      expect(result.code).not.toBe(0)
    }
    expect(read(`${spy}.log`)).toContain('PATH=')
    expect(quotesKey(read(`${spy}.log`))).toBe(false)
  })

  test('a shell’s history keeps the command and no key', () => {
    const history = join(fleet.folder, 'history')
    const keyFile = join(fleet.folder, 'key.txt')
    writeFileSync(keyFile, KEY)
    const command = `'${process.execPath}' '${main}' inspect < '${keyFile}'`
    const { stdout } = spawnSync('bash', ['--norc', '-i'], {
      input: `${command}\nexit\n`,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HISTFILE: history, HISTSIZE: '100' },
    })
    expect(stdout).toContain('Whole key')
    expect(read(history)).toContain('inspect <')
    expect(quotesKey(read(history))).toBe(false)
  })
})
