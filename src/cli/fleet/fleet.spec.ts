import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { fingerprintOf } from '#domain/key.ts'
import type { OpenGlpi } from '#glpi/glpi.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { latchkey, parseLines } from '../testing/latchkey.ts'
import { memoryGlpis } from '../testing/memory-glpis.ts'
import type { World } from '../world.ts'

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
})
afterEach(() => rmSync(folder, { recursive: true }))

const KEY = sandboxKey('standard')
const urlOf = (i: number) => `https://glpi-${i}.example`

function fleetOf(count: number, more: (i: number) => string = () => ''): void {
  const entries = Array.from(
    { length: count },
    (_, i) => `  - name: glpi-${i}\n${more(i)}    rest:\n      url: ${urlOf(i)}\n      userToken: env:TOKEN\n`,
  )
  writeFileSync(file, `version: 1\nkey: env:KEY\ninstances:\n${entries.join('')}`)
}

const env = (key = KEY) => ({ KEY: key, TOKEN: 'a-token', LATCHKEY_SERVICES_URL: sandbox.url })

async function fleet(line: string, glpis: ReturnType<typeof memoryGlpis>, other: Partial<World> = {}) {
  const openGlpi = () => Promise.resolve(glpis.openGlpi)
  const { code, out, err } = await latchkey(['fleet', ...line.split(' '), '--file', file], {
    env: env(),
    openGlpi,
    ...other,
  })
  const lines = out === '' ? [] : parseLines(out)
  const byName = new Map(lines.filter((said) => said['line'] === 'instance').map((said) => [said['instance'], said]))
  return { code, out, err, byName, end: lines.find((said) => said['line'] === 'end') }
}

test('plan says what would change, and changes nothing', async () => {
  fleetOf(8)
  const glpis = memoryGlpis()
  glpis.at(urlOf(1)).stored = sandboxKey('basic')
  Object.assign(glpis.at(urlOf(2)), { stored: sandboxKey('basic'), opens: true })
  Object.assign(glpis.at(urlOf(3)), { stored: KEY, opens: true })
  glpis.at(urlOf(4)).cause = 'glpi-unreachable'
  glpis.at(urlOf(5)).mayUpdate = false
  glpis.at(urlOf(6)).stored = ''
  glpis.at(urlOf(7)).stored = KEY
  const { code, byName, err, end } = await fleet('plan', glpis)
  expect(
    [...byName.values()].map((line) => [line['instance'], line['action'], line['cause'], line['errorCode']]),
  ).toEqual([
    ['glpi-0', 'set', null, null],
    ['glpi-1', 'replace', null, null],
    ['glpi-2', 'replace', null, null],
    ['glpi-3', 'keep', null, null],
    ['glpi-4', 'failed', 'glpi-unreachable', 'ECONNREFUSED'],
    ['glpi-5', 'failed', 'right-missing', null],
    ['glpi-6', 'set', 'stored-blank', null],
    ['glpi-7', 'unclear', 'stored-unproven', null],
  ])
  expect([code, end?.['failed']]).toEqual([8, ['glpi-4', 'glpi-5']])
  expect(err).toContain('8 instances: 2 set, 2 replace, 1 keep, 2 failed, 1 unclear')
  expect(err).toContain('Next: Check the address set for this GLPI')
  expect(glpis.all().flatMap(({ written }) => written)).toEqual([])
  expect(() => readFileSync(`${file}.state`)).toThrow('ENOENT')
})

test('apply writes each once, and then only what differs', async () => {
  fleetOf(20)
  const glpis = memoryGlpis()
  const first = await fleet('apply --concurrency 3', glpis)
  const named = Array.from({ length: 20 }, (_, i) => `glpi-${i}`)
  expect([first.code, first.end]).toMatchObject([0, { line: 'end', counts: { set: 20 }, failed: [], stopped: false }])
  // the order is that in which they ended
  expect(first.end?.['shared']).toMatchObject([{ cause: 'key-shared', instances: expect.arrayContaining(named) }])
  expect(glpis.all().map(({ stored, written }) => [stored, written.length])).toEqual(
    Array.from({ length: 20 }, () => [KEY, 1]),
  )
  expect(glpis.mostAtOnce()).toBe(3)
  // somebody saves another key in one of them
  Object.assign(glpis.at(urlOf(3)), { stored: sandboxKey('basic'), mark: 'another' })
  const second = await fleet('apply', glpis)
  expect([second.code, second.end?.['counts']]).toEqual([0, { kept: 19, replaced: 1 }])
  expect(glpis.all().flatMap(({ written }) => written)).toHaveLength(21)
  expect(glpis.at(urlOf(3)).stored).toBe(KEY)
})

test('a run with failures is gone on with: only those are touched', async () => {
  fleetOf(10)
  const glpis = memoryGlpis()
  for (const i of [2, 7]) glpis.at(urlOf(i)).cause = 'glpi-unreachable'
  const first = await fleet('apply', glpis)
  expect([first.code, first.end?.['failed']]).toEqual([8, ['glpi-2', 'glpi-7']])
  glpis.at(urlOf(2)).cause = null
  const second = await fleet('apply', glpis)
  expect([second.code, second.end?.['counts']]).toEqual([8, { 'done-before': 8, set: 1, failed: 1 }])
  expect(second.err).toContain('resuming the run of ')
  expect(glpis.all().map(({ inspections }) => inspections)).toEqual(Array.from({ length: 10 }, () => 0))
  glpis.at(urlOf(7)).cause = null
  // another key for one that was done makes it a task again
  fleetOf(10, (i) => (i === 4 ? '    key: env:OTHER\n' : ''))
  const third = await fleet('apply', glpis, { env: { ...env(), OTHER: sandboxKey('basic') } })
  expect([third.code, third.end?.['counts']]).toEqual([0, { 'done-before': 8, replaced: 1, set: 1 }])
  // that one ended well, so the next run inspects every one
  const fourth = await fleet('apply', glpis, { env: { ...env(), OTHER: sandboxKey('basic') } })
  expect([fourth.code, fourth.end?.['counts']]).toEqual([0, { kept: 10 }])
  // a run, an instance a line, and its end; then the next run
  expect(readFileSync(`${file}.state`, 'utf8').trim().split('\n')).toHaveLength(12 + 12)
})

test.each([
  ['one key for all of them', 3, {}, [['glpi-0', 'glpi-1', 'glpi-2']]],
  ['a key of its own for one', 3, { 1: 'OTHER' }, [['glpi-0', 'glpi-2']]],
  [
    'two keys, each for two',
    4,
    { 0: 'OTHER', 3: 'OTHER' },
    [
      ['glpi-0', 'glpi-3'],
      ['glpi-1', 'glpi-2'],
    ],
  ],
  ['a key for each', 2, { 1: 'OTHER' }, undefined],
  ['one instance', 1, {}, undefined],
])('one key for several instances is named, and nothing fails because of it: %s', async (_, count, own, expected) => {
  const ownKeys: Record<number, string> = own
  fleetOf(count, (i) => (ownKeys[i] === undefined ? '' : `    key: env:${ownKeys[i]}\n`))
  const keys = { ...env(), OTHER: sandboxKey('basic') }
  for (const command of ['plan', 'apply']) {
    const { code, end, err } = await fleet(`${command} --concurrency 1`, memoryGlpis(), { env: keys })
    expect([code, end?.['shared']]).toMatchObject([0, expected?.map((instances) => ({ instances }))])
    expect(err.includes('Most keys are for one GLPI (key-shared).')).toBe(expected !== undefined)
    for (const names of expected ?? []) expect(err).toContain(`is for ${names.length} instances`)
  }
})

test.each([
  ['plain HTTP to another machine', 'http://glpi.example', '', ['glpi-0', 'glpi-2']],
  [
    'plain HTTP to GLPI Network',
    'https://glpi.example',
    'services: http://mirror.example\n',
    ['glpi-0', 'glpi-1', 'glpi-2'],
  ],
  ['plain HTTP on this machine', 'http://127.0.0.1:8080', '', undefined],
  ['HTTPS', 'https://glpi.example', '', undefined],
])('%s is warned of before anything is sent', async (_, url, services, expected) => {
  const entry = (name: string, at: string) =>
    `  - name: ${name}\n    rest:\n      url: ${at}\n      userToken: env:TOKEN\n`
  writeFileSync(
    file,
    `version: 1\nkey: env:KEY\n${services}instances:\n${entry('glpi-0', url)}${entry('glpi-1', 'https://other.example')}${entry('glpi-2', `${url}/glpi`)}`,
  )
  for (const command of ['plan', 'apply']) {
    const { end, err } = await fleet(`${command} --no-check`, memoryGlpis())
    expect(end?.['unencrypted']).toEqual(expected)
    expect(err.includes('is not encrypted')).toBe(expected !== undefined)
  }
})

test('--all also inspects those that a previous run has done', async () => {
  fleetOf(4)
  const glpis = memoryGlpis()
  glpis.at(urlOf(0)).cause = 'glpi-unreachable'
  await fleet('apply', glpis)
  const { end } = await fleet('apply --all', glpis)
  expect(end?.['counts']).toEqual({ failed: 1, kept: 3 })
})

test('--only touches these alone, and a run is over once all are done', async () => {
  fleetOf(4)
  const glpis = memoryGlpis()
  expect((await fleet('apply --only glpi-1,glpi-3', glpis)).end?.['counts']).toEqual({ set: 2 })
  expect((await fleet('apply', glpis)).end?.['counts']).toEqual({ set: 2, 'done-before': 2 })
  expect((await fleet('apply', glpis)).end?.['counts']).toEqual({ kept: 4 })
  expect(await fleet('apply --only nobody', glpis)).toMatchObject({
    code: 2,
    err: `latchkey: ${file} has no instance nobody.`,
  })
})

test('a key that GLPI stored as nothing is no success', async () => {
  fleetOf(1)
  const { code, byName } = await fleet('apply', memoryGlpis({ isBroken: true }))
  expect([code, byName.get('glpi-0')]).toMatchObject([8, { result: 'failed', storage: 'blank', cause: 'stored-blank' }])
})

test('a state file contains names, fingerprints and times, and no secret', async () => {
  fleetOf(2)
  const { out, err } = await fleet('apply', memoryGlpis())
  const state = readFileSync(`${file}.state`, 'utf8')
  expect(state).toContain(fingerprintOf(KEY))
  for (const text of [state, out, err])
    for (const secret of [KEY.slice(0, 30), 'a-token', KEY.slice(-30)]) expect(text).not.toContain(secret)
})

test('Ctrl-C lets begun instances finish, and the next run resumes from there', async () => {
  fleetOf(12)
  const glpis = memoryGlpis()
  const stops: ((signal: string) => void)[] = []
  let said = 0
  const first = await fleet('apply --concurrency 2', glpis, {
    untilStopped: () => new Promise((resolve) => stops.push(resolve)),
    print: () => {
      said += 1
      if (said === 3) stops[0]?.('SIGINT')
    },
  })
  expect(first.code).toBe(130)
  const done = glpis.all().filter(({ written }) => written.length > 0).length
  expect(done).toBeGreaterThanOrEqual(3)
  expect(done).toBeLessThanOrEqual(5)
  const second = await fleet('apply', glpis)
  expect([second.code, second.end?.['counts']]).toEqual([0, { 'done-before': done, set: 12 - done }])
  expect(glpis.all().map(({ written }) => written.length)).toEqual(Array.from({ length: 12 }, () => 1))
})

test.each<[string, string, number, string, object]>([
  ['a key that is none', 'apply', 6, 'env:KEY holds no whole key', { KEY: 'half a key' }],
  ['a variable that is not set', 'apply', 2, 'asks for env:TOKEN', { TOKEN: '' }],
  ['no fleet file', 'plan --only x', 2, 'has no instance x', {}],
])('%s ends before anything is changed', async (_, line, code, sentence, other) => {
  fleetOf(3)
  const glpis = memoryGlpis()
  const result = await fleet(line, glpis, { env: { ...env(), ...other } })
  expect([result.code, result.out]).toEqual([code, ''])
  expect(result.err).toContain(sentence)
  expect(glpis.all()).toEqual([])
})

test('a run is resumed for twelve hours, and then every instance is inspected again', async () => {
  fleetOf(4)
  const glpis = memoryGlpis()
  glpis.at(urlOf(0)).cause = 'glpi-unreachable'
  const start = Date.parse('2026-03-01T00:00:00Z')
  const after = (hours: number) => fleet('apply', glpis, { now: () => start + hours * 3_600_000 })
  await after(0)
  const soon = await after(11.9)
  expect(soon.end?.['counts']).toEqual({ failed: 1, 'done-before': 3 })
  expect(soon.byName.get('glpi-1')).toMatchObject({ result: 'done-before', since: '2026-03-01T00:00:00.000Z' })
  expect(soon.err).toContain('3 done before and not inspected again')
  expect((await after(12)).end?.['counts']).toEqual({ failed: 1, kept: 3 })
  // after a clock was set back, it is unknown how long ago that was
  expect((await after(-1)).end?.['counts']).toEqual({ failed: 1, kept: 3 })
})

test('plan inspects those too that an unfinished run has done', async () => {
  fleetOf(3)
  const glpis = memoryGlpis()
  glpis.at(urlOf(0)).cause = 'glpi-unreachable'
  await fleet('apply', glpis)
  Object.assign(glpis.at(urlOf(1)), { stored: sandboxKey('basic'), opens: true })
  const { byName } = await fleet('plan', glpis)
  expect([byName.get('glpi-1')?.['action'], byName.get('glpi-2')?.['action']]).toEqual(['replace', 'keep'])
})

test.each<[string, string, string, number, Record<string, string>]>([
  ['refused', '', 'wherever', 8, { 'glpi-0': 'failed', 'glpi-1': 'failed', 'glpi-2': 'failed' }],
  ['refused', '--no-check', 'wherever', 0, { 'glpi-0': 'set', 'glpi-1': 'replaced', 'glpi-2': 'kept' }],
  ['error-500', '', 'over another key', 8, { 'glpi-0': 'set', 'glpi-1': 'failed', 'glpi-2': 'kept' }],
  ['error-500', '--check', 'wherever', 8, { 'glpi-0': 'failed', 'glpi-1': 'failed', 'glpi-2': 'failed' }],
])('a key that GLPI Network answers with %s, apply %s: held back %s', async (name, option, _, code, expected) => {
  fleetOf(3)
  const glpis = memoryGlpis()
  Object.assign(glpis.at(urlOf(1)), { stored: KEY, opens: true })
  Object.assign(glpis.at(urlOf(2)), { stored: sandboxKey(name), opens: true })
  const ended = await fleet(`apply ${option}`.trim(), glpis, { env: env(sandboxKey(name)) })
  const results = Object.fromEntries([...ended.byName].map(([instance, line]) => [instance, line['result']]))
  expect([ended.code, results]).toEqual([code, expected])
})

test('status: that GLPI Network does not answer about a key is no fault of the instances', async () => {
  fleetOf(12)
  const glpis = memoryGlpis()
  const stored = sandboxKey('error-500')
  for (let i = 0; i < 12; i += 1) Object.assign(glpis.at(urlOf(i)), { stored, opens: true })
  const { code, err, end } = await fleet('status', glpis, { env: env(stored) })
  expect([code, end]).toEqual([3, { line: 'end', counts: { wanted: 12 }, failed: [], stopped: false, unanswered: 1 }])
  expect(err.split('\n').slice(0, 2)).toEqual([
    '12 instances: 12 in place',
    'GLPI Network did not answer about 1 key: GLPI Network reports a server error (vendor-error)',
  ])
})

test('of many that failed alike, ten are named and the rest counted', async () => {
  fleetOf(13)
  const glpis = memoryGlpis()
  for (let i = 0; i < 13; i += 1) glpis.at(urlOf(i)).cause = 'glpi-unreachable'
  const { err, end } = await fleet('apply --concurrency 1', glpis)
  expect(err).toContain('  glpi-0, glpi-1, glpi-2, glpi-3, glpi-4, glpi-5, glpi-6, glpi-7, glpi-8, glpi-9 and 3 more\n')
  expect(end?.['failed']).toHaveLength(13)
})

test('--check asks GLPI Network once for each key, and writes only what it accepts', async () => {
  fleetOf(6, (i) => (i < 2 ? '    key: env:REFUSED\n' : ''))
  const glpis = memoryGlpis()
  const before = sandbox.calls().length
  const { code, byName } = await fleet('apply --check', glpis, { env: { ...env(), REFUSED: sandboxKey('refused') } })
  expect(sandbox.calls().length - before).toBe(2)
  expect([code, byName.get('glpi-0')]).toMatchObject([8, { result: 'failed', cause: 'key-refused' }])
  expect(glpis.all().map(({ stored }) => stored)).toEqual([KEY, KEY, KEY, KEY])
})

test('status: what each holds, whether it is the wanted key, and what GLPI Network says', async () => {
  fleetOf(4)
  const glpis = memoryGlpis()
  Object.assign(glpis.at(urlOf(0)), { stored: KEY, opens: true })
  Object.assign(glpis.at(urlOf(1)), { stored: sandboxKey('basic'), opens: true })
  glpis.at(urlOf(2)).stored = KEY
  const before = sandbox.calls().length
  const { code, byName } = await fleet('status', glpis)
  expect([...byName.values()].map((line) => [line['standing'], line['storage'], line['vendor']])).toEqual([
    ['wanted', 'proven', { verdict: 'accepted', message: expect.anything(), cause: null }],
    ['other', 'unknown', expect.anything()],
    ['unproven', 'unknown', expect.anything()],
    ['missing', 'none', expect.anything()],
  ])
  expect([code, sandbox.calls().length - before]).toEqual([8, 1])
  // once written, the value is known again
  await fleet('apply', glpis)
  expect(await fleet('status --offline', glpis)).toMatchObject({ code: 0, end: { counts: { wanted: 4 } } })
})

test('on a terminal: a table in the order of the file, in words', async () => {
  fleetOf(3)
  const drawn: string[] = []
  const screen = () => ({ columns: 100, rows: 24, write: (text: string) => void drawn.push(text) })
  const glpis = memoryGlpis()
  glpis.at(urlOf(1)).cause = 'glpi-unreachable'
  const out: string[] = []
  await fleet('plan', glpis, { screen, print: (text) => void out.push(text) })
  expect(out.slice(0, 4)).toEqual([
    'glpi-0  set',
    'glpi-1  failed       This GLPI cannot be reached (glpi-unreachable), ECONNREFUSED',
    'glpi-2  set',
    '3 instances: 2 set, 1 failed',
  ])
  expect(drawn.join('')).toContain('0 of 3')
})

test('one at a time', async () => {
  fleetOf(1)
  writeFileSync(
    `${file}.state.lock`,
    JSON.stringify({ pid: process.ppid, host: (await import('node:os')).hostname(), started: null }),
  )
  expect(await fleet('apply', memoryGlpis())).toMatchObject({ code: 2, out: '' })
})

const ISSUER = makeCertificate({ name: 'Root of a town', authority: true })

function oneWithTrust(caFile: string): void {
  const rest = `{ url: ${urlOf(0)}, userToken: env:TOKEN, webLogin: web, webPassword: env:WEB, profile: Super-Admin }`
  writeFileSync(
    file,
    `version: 1\nkey: env:KEY\ninstances:\n  - { name: one, rest: ${rest}, tls: { caFile: ${caFile}, fingerprint: ${'ab'.repeat(32)} } }\n`,
  )
}

/** The connection that an instance is opened by. */
async function opened(): Promise<Connection[]> {
  const connections: Connection[] = []
  const glpis = memoryGlpis()
  const openGlpi: OpenGlpi = (options) => {
    connections.push(options.connection)
    return glpis.openGlpi(options)
  }
  await fleet('plan --json', glpis, {
    env: { ...env(), WEB: 'web-password' },
    openGlpi: () => Promise.resolve(openGlpi),
  })
  return connections
}

test.each([
  ['PEM', ISSUER.cert],
  ['DER', new X509Certificate(ISSUER.cert).raw],
])('an issuer’s file in %s, a login of the web server’s and a profile are a part of an entry', async (_, bytes) => {
  oneWithTrust('certs/ca.cer')
  mkdirSync(join(folder, 'certs'))
  writeFileSync(join(folder, 'certs', 'ca.cer'), bytes)
  const [connection] = await opened()
  expect(connection?.rest).toMatchObject({ webLogin: 'web', webPassword: 'web-password', profile: 'Super-Admin' })
  expect(connection?.tls?.fingerprint).toBe('ab'.repeat(32))
  expect(new X509Certificate(connection?.tls?.ca ?? '').raw).toEqual(new X509Certificate(ISSUER.cert).raw)
})

test.each([
  ['is not there', null, /The file .*ca\.cer cannot be read \(ENOENT\)/],
  ['is no certificate', 'hello', /The file .*ca\.cer holds no certificate, neither as PEM nor as DER/],
])('an issuer’s file that %s is reported before anything is done', async (_, text, message) => {
  oneWithTrust('ca.cer')
  if (text !== null) writeFileSync(join(folder, 'ca.cer'), text)
  const { code, err } = await fleet('plan', memoryGlpis(), { env: { ...env(), WEB: 'w' } })
  expect(code).not.toBe(0)
  expect(err).toMatch(message)
})
