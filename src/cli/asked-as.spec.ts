import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { EMPTY_SNAPSHOT, type Snapshot } from '#domain/storage.ts'
import type { OpenGlpi } from '#glpi/glpi.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { useServers } from '#glpi-network/testing/servers.ts'
import { latchkey } from './testing/latchkey.ts'

const servers = useServers()
const KEY = sandboxKey('standard')
const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
afterAll(() => rmSync(folder, { recursive: true }))
const FLEET = join(folder, 'fleet.yaml')
const REST = '{url: https://glpi.example, userToken: env:TOKEN}'
writeFileSync(FLEET, `version: 1\nkey: env:KEY\ninstances:\n  - name: town\n    rest: ${REST}\n`)

async function vendor() {
  const asked: string[] = []
  const { port } = await servers.http(({ headers }, reply) => {
    const { 'user-agent': agent, 'x-glpi-network-uid': id, 'x-registration-key': key } = headers
    if (key !== undefined) asked.push([agent, id].join(' '))
    reply.setHeader('content-type', 'application/json')
    reply.end('{"is_valid":true}')
  })
  return { url: `http://127.0.0.1:${port}`, asked }
}

test.each([
  ['check', 'Latchkey '],
  ['check --uuid GivenId', 'Latchkey GivenId'],
  ['check --glpi-version 11.0.8', 'GLPI/11.0.8 (installation-mode:TARBALL) '],
  ['check --uuid GivenId --glpi-version 11.0.8', 'GLPI/11.0.8 (installation-mode:TARBALL) GivenId'],
  ['doctor --json', 'Latchkey '],
  ['doctor --json --uuid GivenId --glpi-version 11.0.8', 'GLPI/11.0.8 (installation-mode:TARBALL) GivenId'],
])('%s sends what was given, and makes nothing up', async (line, sent) => {
  const { url, asked } = await vendor()
  expect((await latchkey(`${line} --services ${url}`, { stdin: KEY })).code).toBe(0)
  expect(asked[0]).toBe(sent)
  expect(new Set(asked).size).toBe(1)
})

test('doctor and its report say in whose name it asked', async () => {
  const { url } = await vendor()
  const plain = await latchkey(`doctor --services ${url}`, { stdin: KEY })
  expect(plain.out).toContain('Asked as Latchkey, Instance id none')
  const without = await latchkey(`doctor --services ${url} --report markdown`, { stdin: KEY })
  expect(without.out).toContain('- GLPI: not connected\n')
  expect(without.out).toContain('- Instance id: none was sent\n')
  const line = `doctor --services ${url} --report markdown --uuid GivenId --glpi-version 11.0.8`
  const given = await latchkey(line, { stdin: KEY })
  expect(given.out).toContain('- GLPI: `11.0.8`, given by a person\n')
  expect(given.out).not.toContain('GivenId')
})

test.each([
  ['--uuid', 'a b'],
  ['--uuid', 'é'],
  ['--uuid', ''],
  ['--glpi-version', 'latest'],
  ['--glpi-version', '11.0\r\nX: 1'],
])('%s %j is refused before anything is asked', async (option, value) => {
  const { url, asked } = await vendor()
  for (const command of ['check', 'doctor']) {
    const { code, err } = await latchkey([command, '--services', url, option, value], { stdin: KEY })
    expect([code, err]).toEqual([2, expect.stringContaining(`${option} must be`)])
  }
  expect(asked).toEqual([])
})

test.each([
  'https://me:canary@services.example',
  'https://me:can/ary@services.example',
  'https://services.example?canary',
])('a login in the address of GLPI Network is refused, and not repeated: %s', async (url) => {
  for (const run of [
    latchkey(['check', '--services', url], { stdin: KEY }),
    latchkey('check', { stdin: KEY, env: { LATCHKEY_SERVICES_URL: url } }),
  ]) {
    const { code, out, err } = await run
    expect([code, err]).toEqual([2, expect.stringContaining('without login, query or fragment')])
    expect(out + err).not.toMatch(/canary|can\/ary/)
  }
})

test('set and status ask in the name of the GLPI, and show no login of its proxy', async () => {
  const { url, asked } = await vendor()
  const snapshot: Partial<Snapshot> = {
    version: '11.0.8',
    uid: 'SeenId',
    proxy: { host: 'http://operator:canary@gate.example', port: 3128, user: 'operator', password: 'canary' },
  }
  const openGlpi: OpenGlpi = () => ({
    methods: ['rest'],
    inspect: () => Promise.resolve({ snapshot: { ...EMPTY_SNAPSHOT, ...snapshot }, steps: [], clocks: [] }),
    set: () => Promise.reject(new Error('nothing is written here')),
    remove: () => Promise.reject(new Error('nothing is removed here')),
    close: () => Promise.resolve(),
  })
  const world = { openGlpi: () => Promise.resolve(openGlpi), env: { LATCHKEY_SERVICES_URL: url, KEY, TOKEN: 't' } }
  const { out } = await latchkey(['status', '--json', '--instance', 'town', '--file', FLEET], world)
  expect(JSON.parse(out)).toMatchObject({ version: '11.0.8', proxy: 'gate.example:3128' })
  expect(out).not.toContain('canary')
  expect(asked).toEqual(['GLPI/11.0.8 (installation-mode:TARBALL) SeenId'])
})
