import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { latchkey } from '../testing/latchkey.ts'
import { memoryGlpis, type FleetMemoryGlpi } from '../testing/memory-glpis.ts'
import { exitOfCause } from './exit-of-write.ts'

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
  writeFileSync(file, `version: 1\nkey: env:KEY\ninstances:\n  - name: head office\n    rest: ${rest}\n`)
})
afterEach(() => rmSync(folder, { recursive: true }))

const KEY = sandboxKey('standard')
const URL_OF_IT = 'https://glpi.example'

type Other = NonNullable<Parameters<typeof latchkey>[1]>

async function one(command: string, first: Partial<FleetMemoryGlpi> = {}, other: Other = {}) {
  const glpis = memoryGlpis(first)
  const [name = '', ...options] = command.split(' ')
  const result = await latchkey([name, '--instance', 'head office', '--file', file, ...options], {
    openGlpi: () => Promise.resolve(glpis.openGlpi),
    ...other,
    env: { KEY, TOKEN: 'a-token', LATCHKEY_SERVICES_URL: sandbox.url, ...other.env },
  })
  return { ...result, glpi: glpis.at(URL_OF_IT) }
}

test('set takes the key from the file, and reports the outcome', async () => {
  const { code, out, err, glpi } = await one('set --json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    instance: 'head office',
    did: 'wrote',
    storage: 'proven',
    cause: null,
    errorCode: null,
    fingerprint: fingerprintOf(KEY),
    before: { state: 'none' },
    after: { state: 'present' },
  })
  expect(glpi.written).toEqual([KEY])
  for (const text of [out, err, readFileSync(`${file}.state`, 'utf8')]) expect(text).not.toContain(KEY.slice(0, 30))
})

test.each<[string, Other]>([
  ['stdin', { stdin: `Key:\n ${sandboxKey('basic')}\r\n` }],
  ['LATCHKEY_KEY', { env: { LATCHKEY_KEY: sandboxKey('basic') } }],
])('a key from %s comes before that of the file', async (_, other) => {
  const { code, glpi } = await one('set', {}, other)
  expect([code, glpi.written]).toEqual([0, [sandboxKey('basic')]])
})

test('what was removed from a key is reported', async () => {
  const { code, err, glpi } = await one('set', {}, { stdin: `Key:\n ${KEY}\r\n` })
  expect([code, glpi.written]).toEqual([0, [KEY]])
  expect(err).toContain('cleaned the text: ')
})

test('a key that is known again is not written twice', async () => {
  const glpis = memoryGlpis()
  const openGlpi = () => Promise.resolve(glpis.openGlpi)
  for (let time = 0; time < 2; time += 1) {
    const env = { KEY, TOKEN: 'a-token' }
    const { code } = await latchkey(['set', '--instance', 'head office', '--file', file], { env, openGlpi })
    expect(code).toBe(0)
  }
  expect(glpis.at(URL_OF_IT).written).toEqual([KEY])
})

test.each<[string, number, string, Partial<FleetMemoryGlpi>, Other]>([
  ['set', 7, 'stored-blank', { isBroken: true }, {}],
  ['set', 3, 'glpi-unreachable', { cause: 'glpi-unreachable' }, {}],
  ['set', 4, 'glpi-sign-in-refused', { cause: 'glpi-sign-in-refused' }, {}],
  ['set', 6, 'the text holds no whole key', {}, { stdin: KEY.slice(0, 99) }],
  ['set', 6, 'with --check GLPI Network is asked', {}, { stdin: 'a text that is no key' }],
  ['set', 4, 'GLPI Network refuses this key', {}, { stdin: sandboxKey('refused') }],
  ['set', 5, 'The subscription of this key is not running', {}, { stdin: sandboxKey('ended') }],
  ['set', 5, 'Nothing was written', {}, { stdin: sandboxKey('not-started') }],
  ['set', 0, 'it is written without a verdict', {}, { stdin: sandboxKey('error-500') }],
  ['set', 0, 'that is proven', { stored: '' }, { stdin: sandboxKey('error-500') }],
  ['set', 3, '--no-check writes', { stored: KEY, opens: true }, { stdin: sandboxKey('error-500') }],
  ['set', 3, '--no-check writes', { stored: KEY }, { stdin: sandboxKey('error-500') }],
  ['set --no-check', 0, 'that is proven', { stored: KEY }, { stdin: sandboxKey('error-500') }],
  ['set --no-check', 0, 'that is proven', { stored: KEY }, { stdin: sandboxKey('refused') }],
  ['set --check', 4, 'key-refused', {}, { stdin: sandboxKey('refused') }],
  ['set --check', 5, 'subscription-ended', {}, { stdin: sandboxKey('ended') }],
  ['set --check', 3, 'vendor-error', {}, { stdin: sandboxKey('error-500') }],
  ['set --check', 0, 'that is proven', {}, {}],
  ['set --allow-key-as-argument', 0, 'everyone on that machine can see it', {}, {}],
  ['remove', 2, 'say --yes', { stored: KEY }, {}],
  ['remove --yes', 0, 'the key is gone', { stored: KEY }, {}],
  ['remove --yes', 7, 'stored-blank', { stored: KEY, isBroken: true }, {}],
  ['remove', 0, 'the key is gone', { stored: KEY }, { stdinIsTerminal: true, ask: () => Promise.resolve(' Yes ') }],
  ['remove', 2, 'Nothing was removed', { stored: KEY }, { stdinIsTerminal: true, ask: () => Promise.resolve('') }],
  ['status --offline', 0, 'GLPI holds the key, and can read it', { stored: KEY, opens: true }, {}],
  ['status', 0, 'GLPI Network: accepted', { stored: KEY, opens: true }, {}],
  ['status', 4, 'key-refused', { stored: sandboxKey('refused'), opens: true }, { env: { KEY: sandboxKey('refused') } }],
  ['status', 7, 'stored-unproven', { stored: KEY }, {}],
  ['status', 7, 'GLPI holds another key', { stored: sandboxKey('basic'), opens: true }, {}],
  ['status', 7, 'GLPI has no key', {}, {}],
  ['status', 7, 'it was emptied there, or GLPI could not encrypt the key', { stored: '' }, {}],
  ['status', 7, 'stored-blank', { stored: '' }, {}],
  ['status', 3, 'ECONNREFUSED', { cause: 'glpi-unreachable' }, {}],
  ['status --offline', 0, 'env:KEY holds no whole key', { stored: KEY, opens: true }, { env: { KEY: 'half' } }],
])('%s exits %i and says: %s', async (line, code, sentence, first, other) => {
  const { code: ended, out, err } = await one(line, first, other)
  expect(`${out}\n${err}`).toContain(sentence)
  expect(ended).toBe(code)
})

test.each(['set --json', 'set --check --json'])('%s: a key that GLPI Network refuses is not written', async (line) => {
  const { glpi, out } = await one(line, {}, { stdin: sandboxKey('refused') })
  expect(glpi.written).toEqual([])
  expect(JSON.parse(out)).toMatchObject({ did: 'kept', cause: 'key-refused' })
})

test('nothing ends well but what is proven', () => {
  expect(CAUSE_CODES.filter((cause) => exitOfCause(cause) < 3)).toEqual([])
})

test('another instance than there is', async () => {
  const { code, err } = await latchkey(['set', '--instance', 'nobody', '--file', file], {})
  expect([code, err]).toEqual([2, `latchkey: ${file} has no instance nobody.`])
})

/** One GLPI over several commands, and the state file beside the fleet's. */
async function lived(first: Partial<FleetMemoryGlpi>, ...commands: (string | ((glpi: FleetMemoryGlpi) => void))[]) {
  const glpis = memoryGlpis(first)
  const ended: { code: number; out: string; err: string }[] = []
  for (const command of commands) {
    if (typeof command === 'string') {
      const [name = '', ...options] = command.split(' ')
      ended.push(
        await latchkey([name, '--instance', 'head office', '--file', file, ...options], {
          env: { KEY, TOKEN: 'a-token', LATCHKEY_SERVICES_URL: sandbox.url },
          openGlpi: () => Promise.resolve(glpis.openGlpi),
        }),
      )
    } else command(glpis.at(URL_OF_IT))
  }
  return { last: ended.at(-1)!, glpi: glpis.at(URL_OF_IT) }
}

test('a value that is still there is reported as proven on its day, and as of unknown readability today', async () => {
  const { last } = await lived({}, 'set', 'status --offline')
  expect(last.code).toBe(0)
  expect(last.out).toMatch(
    /the value proven on \d{4}-\d\d-\d\dT\S+Z is still there; whether GLPI can read it now is unknown/,
  )
  const { last: status } = await lived({}, 'set', 'status --offline --json')
  expect(JSON.parse(status.out)).toMatchObject({ standing: 'wanted', readable: null, provenAt: expect.any(String) })
})

test('--prove writes the same key again, and reports what that showed', async () => {
  const { last, glpi } = await lived({}, 'set', 'status --offline --prove')
  expect([last.code, glpi.written]).toEqual([0, [KEY, KEY]])
  expect(last.out).toContain('GLPI holds the key, and can read it')
  const broken = await lived({}, 'set', (there) => (there.isBroken = true), 'status --offline --prove')
  expect(broken.last.code).toBe(7)
  expect(broken.last.out).toContain('stored-blank')
})

test.each<[string, (glpi: FleetMemoryGlpi) => void]>([
  ['another key', (there) => Object.assign(there, { stored: sandboxKey('basic'), mark: 'theirs' })],
  ['a value that nobody has proven', (there) => Object.assign(there, { mark: 'theirs' })],
  ['none', (there) => Object.assign(there, { stored: null })],
])('--prove writes nothing over %s', async (_, happens) => {
  const { last, glpi } = await lived({}, 'set', happens, 'status --offline --prove')
  expect([last.code, glpi.written]).toEqual([7, [KEY]])
  expect(last.err).toContain('nothing was written')
})

test('after a proven removal an empty value is no fault, for however long', async () => {
  const { last } = await lived({ stored: KEY }, 'remove --yes', (there) => (there.stored = ''), 'status --offline')
  expect(last.code).toBe(7)
  expect(last.out).toMatch(/GLPI has no key any more, known since \d{4}-/)
  expect(last.out).not.toContain('cause:')
})
