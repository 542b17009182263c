import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { latchkey } from '../testing/latchkey.ts'
import { memoryGlpis, type FleetMemoryGlpi } from '../testing/memory-glpis.ts'

let sandbox: Sandbox
let folder: string
let file: string
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  file = join(folder, 'fleet.yaml')
  const rest = '{url: https://glpi.example, userToken: env:TOKEN}'
  writeFileSync(file, `version: 1\nkey: env:KEY\ninstances:\n  - name: "head | office"\n    rest: ${rest}\n`)
})
afterEach(() => rmSync(folder, { recursive: true }))

type Told = { key?: string; options?: string[]; instance?: string; env?: Record<string, string> }

async function status(first: Partial<FleetMemoryGlpi>, { key = sandboxKey('standard'), ...told }: Told = {}) {
  const { options = [], instance = 'head | office', env } = told
  const line = ['status', '--instance', instance, '--file', file, '--format', 'nagios', ...options]
  return latchkey(line, {
    openGlpi: () => Promise.resolve(memoryGlpis(first).openGlpi),
    env: { KEY: key, TOKEN: 'a-token', LATCHKEY_SERVICES_URL: sandbox.url, ...env },
  })
}

const held = (name: string): [Partial<FleetMemoryGlpi>, Told] => [
  { stored: sandboxKey(name), opens: true },
  { key: sandboxKey(name) },
]

type Row = [what: string, code: number, line: string, first: Partial<FleetMemoryGlpi>, told?: Told]

test.each<Row>([
  [
    'a running subscription',
    0,
    'LATCHKEY OK: head / office: The subscription runs for 165 more days | days_left=165d;30;7',
    ...held('standard'),
  ],
  [
    '20 days left',
    1,
    'LATCHKEY WARNING: head / office: The subscription ends in 20 days | days_left=20d;30;7',
    ...held('ends-in-20'),
  ],
  [
    '6 days left',
    2,
    'LATCHKEY CRITICAL: head / office: The subscription ends in 6 days | days_left=6d;30;7',
    ...held('ends-in-6'),
  ],
  [
    'the last day',
    2,
    'LATCHKEY CRITICAL: head / office: The subscription ends today | days_left=0d;30;7',
    ...held('ends-today'),
  ],
  [
    '45 days left',
    0,
    'LATCHKEY OK: head / office: The subscription runs for 45 more days | days_left=45d;30;7',
    ...held('ends-in-45'),
  ],
  [
    'a trial with 10 days left',
    0,
    'LATCHKEY OK: head / office: The subscription runs for 10 more days | days_left=10d;7;3',
    ...held('trial-15'),
  ],
  [
    'an ended subscription',
    2,
    'LATCHKEY CRITICAL: head / office: The subscription has ended: premium plugins and support have stopped | days_left=-12d;30;7',
    ...held('ended'),
  ],
  [
    'a subscription that has not begun',
    1,
    'LATCHKEY WARNING: head / office: The key is genuine, but its subscription has not started yet',
    ...held('not-started'),
  ],
  ['a refused key', 2, 'LATCHKEY CRITICAL: head / office: GLPI Network refuses the key', ...held('refused')],
  [
    'GLPI Network fails',
    3,
    'LATCHKEY UNKNOWN: head / office: GLPI Network has not answered about the key yet; GLPI Network reports a server error (vendor-error)',
    ...held('error-500'),
  ],
  [
    'another key in GLPI',
    1,
    'LATCHKEY WARNING: head / office: GLPI does not hold the key that it should; GLPI holds another key, or a value that is no key',
    { stored: sandboxKey('basic'), opens: true },
  ],
  [
    'no key in GLPI',
    1,
    'LATCHKEY WARNING: head / office: GLPI does not hold the key that it should; GLPI has no key',
    {},
  ],
])('%s ends with %i', async (_, code, line, first, told) => {
  expect(await status(first, told)).toMatchObject({ code, out: line })
})

test.each<Row>([
  ['an empty value in GLPI', 2, 'LATCHKEY CRITICAL: head / office: GLPI cannot read the key', { stored: '' }],
  ['a value that nobody has proven', 3, 'Nothing proves that GLPI holds the key', { stored: sandboxKey('standard') }],
  ['a GLPI that does not answer', 3, 'GLPI does not answer now', { cause: 'glpi-unreachable' }],
  [
    'GLPI Network was not asked',
    3,
    'GLPI Network has not answered about the key yet',
    { stored: sandboxKey('standard'), opens: true },
    { options: ['--offline'] },
  ],
  ['limits of its own', 1, 'days_left=165d;200;100', ...withOptions('--warn-days', '200', '--critical-days', '100')],
  ['a critical limit of its own', 2, 'days_left=165d;30;170', ...withOptions('--critical-days', '170')],
  ['another language', 0, 'L’abonnement', ...withOptions('--lang', 'fr')],
  ['an instance that is not there', 3, 'has no instance nobody', {}, { instance: 'nobody' }],
  ['an option that is none', 3, 'unknown option', ...withOptions('--nonsense')],
  ['a number of days that is none', 3, 'whole number of days', ...withOptions('--warn-days', 'soon')],
  ['a format beside it', 3, 'cannot be used with option', ...withOptions('--json')],
  ['an address of GLPI Network that is none', 3, 'LATCHKEY UNKNOWN: ', {}, { env: { LATCHKEY_SERVICES_URL: 'x' } }],
])('%s ends with %i, in one line without a key', async (_, code, words, first, told) => {
  const result = await status(first, told)
  expect(result.out).toContain(words)
  expect(result.out).toMatch(/^LATCHKEY (OK|WARNING|CRITICAL|UNKNOWN): [^\n|]+( \| days_left=\d+d;\d+;\d+)?$/)
  expect(result.code).toBe(code)
  expect(result.out + result.err).not.toContain(sandboxKey('standard').slice(0, 30))
})

function withOptions(...options: string[]): [Partial<FleetMemoryGlpi>, Told] {
  return [{ stored: sandboxKey('standard'), opens: true }, { options }]
}
