import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startGlpiFarm, type GlpiFarm } from '#glpi/testing/farm.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { parseFleet } from './fleet/read-fleet.ts'
import { builtProgram } from './testing/program.ts'

const PAGE = readFileSync(new URL('../docs/fleet.md', import.meta.url), 'utf8')
const KEY = sandboxKey('standard')

/** A block of src/docs/fleet.md, as it stands there. */
function block(name: string): string {
  const [, found] = new RegExp(`<!-- tried: ${name} -->\n\`\`\`\\w*\n([^]*?)\n\`\`\``).exec(PAGE) ?? []
  if (found === undefined) throw new Error(`src/docs/fleet.md has no block "${name}"`)
  return found
}

let sandbox: Sandbox
let bin: string
let farm: GlpiFarm
let folder: string
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  bin = mkdtempSync(join(tmpdir(), 'latchkey-bin-'))
  writeFileSync(join(bin, 'latchkey'), `#!/bin/sh\nexec '${process.execPath}' '${await builtProgram()}' "$@"\n`)
  chmodSync(join(bin, 'latchkey'), 0o755)
})
afterAll(async () => {
  await sandbox.close()
  rmSync(bin, { recursive: true })
})

/** The fleet of that page, with the addresses of two stand-ins in place of its own. */
beforeEach(async () => {
  farm = await startGlpiFarm({ count: 2 })
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  mkdirSync(join(folder, 'secrets'))
  const file = block('fleet file')
    .replace('https://glpi.example/', farm.urlOf(0))
    .replace('https://branch.example/glpi/', farm.urlOf(1))
  writeFileSync(join(folder, 'fleet.yaml'), file)
  writeFileSync(join(folder, 'secrets/registration-key'), `${KEY}\n`)
  writeFileSync(join(folder, 'secrets/branch-password'), `${farm.password}\n`)
  writeFileSync(join(folder, 'key.txt'), `Registration key:\n${KEY}\n`)
})
afterEach(async () => {
  await farm.close()
  rmSync(folder, { recursive: true })
})

/** As a shell, a runner or cron would run it. */
async function run(command: string, args: string[], env: Record<string, string> = {}, stdin = '') {
  const child = spawn(command, args, {
    cwd: folder,
    stdio: 'pipe',
    env: {
      PATH: `${bin}${delimiter}${process.env['PATH']}`,
      HOME: folder,
      GLPI_TOKEN: farm.userToken,
      LATCHKEY_SERVICES_URL: sandbox.url,
      ...env,
    },
  })
  child.stdin.on('error', () => undefined).end(stdin)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  expect(out + err).not.toContain(KEY.slice(0, 30))
  return { code, out, err }
}

const held = () => [farm.keyOf(0), farm.keyOf(1)]

test('the fleet file is one', () => {
  expect(parseFleet(block('fleet file'))).toMatchObject({ instances: [{ name: 'head-office' }, { name: 'branch' }] })
})

test('the commands, one after the other', async () => {
  const lines = block('commands').split('\n')
  const codes = []
  for (const line of lines) codes.push((await run('bash', ['-c', line])).code)
  // nothing is there at first; head-office is then as it should be, and branch at the end no more
  expect(codes).toEqual([7, 0, 0, 0, 0, 0, 0])
  expect(held()).toEqual([KEY, ''])
})

test('the CI job', async () => {
  const variable = join(folder, 'variable')
  writeFileSync(variable, KEY)
  rmSync(join(folder, 'secrets/registration-key'))
  const [job]: { script: string[]; artifacts: { paths: string[] }; cache: { paths: string[] } }[] = Object.values(
    parse(block('ci job')),
  )
  // a runner gives all lines to one shell that stops at the first fault
  const night = () =>
    run('bash', ['-e', '-o', 'pipefail', '-c', job?.script.join('\n') ?? ''], { REGISTRATION_KEY: variable })
  expect([(await night()).code, held(), farm.writesOf(0).length]).toEqual([0, [KEY, ''], 1])
  const artifacts = job?.artifacts.paths ?? []
  for (const path of artifacts) expect(readFileSync(join(folder, path), 'utf8')).not.toContain(KEY.slice(0, 30))
  const state = join(folder, 'fleet.yaml.state')
  const dayBefore = (at: string) => new Date(Date.parse(at) - 24 * 3_600_000).toISOString()
  const aged = readFileSync(state, 'utf8').replaceAll(/(?<="at":")[^"]+/g, dayBefore)
  writeFileSync(state, aged)
  // the next night has a new checkout and the cache, and writes nothing
  const kept = new Set(['fleet.yaml', 'variable', ...(job?.cache.paths ?? [])])
  for (const name of readdirSync(folder).filter((one) => !kept.has(one)))
    rmSync(join(folder, name), { recursive: true })
  expect([(await night()).code, held(), farm.writesOf(0).length]).toEqual([0, [KEY, ''], 1])
  expect(artifacts.map((path) => readFileSync(join(folder, path), 'utf8')).join('')).toContain('"counts":{"kept":1}')
})

test('the Ansible task', async () => {
  const [task] = parse(block('ansible task'))
  const { argv } = task['ansible.builtin.command']
  const [command, ...args]: string[] = argv
  const first = await run(command ?? '', args, {}, KEY)
  expect([first.code, JSON.parse(first.out).did, held()]).toEqual([0, 'wrote', [KEY, '']])
  // once more, nothing changes
  const second = await run(command ?? '', args, {}, KEY)
  expect([second.code, JSON.parse(second.out).did, farm.writesOf(0).length]).toEqual([0, 'kept', 1])
})

test('the crontab', async () => {
  const [, command = ''] = /^(?:\S+ ){5}(.*)$/.exec(block('crontab')) ?? []
  const inFleet = command.replace('"$HOME/fleet"', '"$HOME"')
  writeFileSync(join(folder, 'tokens'), `export GLPI_TOKEN=${farm.userToken}\n`)
  const good = await run('sh', ['-c', inFleet], { GLPI_TOKEN: '' })
  expect([good, held()]).toEqual([{ code: 0, out: '', err: '' }, [KEY, KEY]])
  farm.setFaults({ share: 1, seed: '', kinds: ['sign-in-refused'] })
  const bad = await run('sh', ['-c', inFleet], { GLPI_TOKEN: '' })
  expect(bad.out).toContain('glpi-sign-in-refused')
})
