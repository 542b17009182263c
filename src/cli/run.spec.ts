import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DiagnosisLine } from '#contract/diagnosis.ts'
import { Report } from '#contract/report.ts'
import { MADE_BY_GLPI } from '#glpi/testing/as-glpi.ts'
import { startFakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { run } from './run.ts'
import { realWorld, type World } from './world.ts'

let sandbox: Sandbox
let folder: string
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterAll(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true })
})

const KEY = sandboxKey('standard')

async function latchkey(line: string, stdin = '', env: Record<string, string> = {}, other: Partial<World> = {}) {
  const out: string[] = []
  const err: string[] = []
  const world = {
    ...realWorld(),
    env,
    print: (text: string) => void out.push(text),
    printMessage: (text: string) => void err.push(text),
    stdinIsTerminal: false,
    readStdin: () => Promise.resolve(stdin),
    screen: () => null,
    untilStopped: () => new Promise<string>(() => undefined),
    ...other,
  }
  const code = await run(line.split(' '), world, '')
  return { code, out: out.join('\n'), err: err.join('\n') }
}

test.each<[string, string, string, number]>([
  ['clean key', 'inspect', KEY, 0],
  ['mangled key', 'inspect', `> ${KEY.slice(0, 60)}\n> ${KEY.slice(60)}\n`, 0],
  ['half a key', 'inspect', KEY.slice(0, 99), 6],
  ['nothing', 'inspect', ' \n', 6],
  ['a token', 'clean', 'abcdefghij0123456789ABCDEFGHIJ0123456789', 6],
  ['1 MiB and one', 'inspect', 'x'.repeat(1_048_577), 6],
])('%s: %s exits as it should', async (_, line, stdin, code) => {
  expect((await latchkey(line, stdin)).code).toBe(code)
})

test('clean prints the key for a pipe, and what it took out on stderr', async () => {
  const { code, out, err } = await latchkey(
    'clean',
    `Registration key:\r\n  ${KEY.slice(0, 50)}\r\n${KEY.slice(50)}\r\n`,
  )
  expect([code, out]).toEqual([0, KEY])
  expect(err).toContain('line-break')
})

test('a key may come from a file or the environment, in UTF-16 too', async () => {
  const file = join(folder, 'key.txt')
  writeFileSync(file, Buffer.from(`\ufeff${KEY}\r\n`, 'utf16le'))
  expect(await latchkey(`clean --key-file ${file}`)).toMatchObject({ code: 0, out: KEY })
  expect(await latchkey('clean', '', { LATCHKEY_KEY: KEY })).toMatchObject({ code: 0, out: KEY })
})

test('inspect never prints the key', async () => {
  for (const line of ['inspect', 'inspect --json']) {
    const { out, err } = await latchkey(line, KEY)
    expect(out + err).not.toContain(KEY.slice(0, 40))
  }
})

test.each<[string, number, string, string | null]>([
  ['standard', 0, 'active', null],
  ['ends-in-6', 0, 'expiring', null],
  ['refused', 4, 'refused', 'key-refused'],
  ['ended', 5, 'ended', 'subscription-ended'],
  ['not-started', 5, 'not-started', 'subscription-not-started'],
  ['rate-limited', 3, 'pending', 'rate-limited'],
  ['block-page', 3, 'pending', 'not-the-vendor'],
])('check of the key "%s" exits %i', async (name, code, state, cause) => {
  const result = await latchkey(`check --json --services ${sandbox.url}`, sandboxKey(name))
  expect(result.code).toBe(code)
  const { vendor, ...rest } = JSON.parse(result.out)
  expect({ state: rest.state, cause: vendor.cause }).toEqual({ state, cause })
  expect(Object.keys(rest).toSorted()).toEqual([
    'checkedAt',
    'daysLeft',
    'fingerprint',
    'owner',
    'state',
    'subscription',
    'text',
  ])
})

test.each<[string, string, number, number | null]>([
  ['ends-in-6', '--warn-days 5', 0, 6],
  ['ends-in-6', '--warn-days 6', 9, 6],
  ['ends-in-6', '--warn-days 30', 9, 6],
  ['ends-in-6', '', 0, 6],
  ['ends-today', '--warn-days 0', 9, 0],
  ['ended', '--warn-days 30', 5, null],
  ['refused', '--warn-days 30', 4, null],
  ['rate-limited', '--warn-days 30', 3, null],
])('for monitoring: check of the key "%s" %s exits %i, with %s days left', async (name, option, code, days) => {
  const result = await latchkey(`check --json --services ${sandbox.url} ${option}`.trim(), sandboxKey(name))
  const { daysLeft } = JSON.parse(result.out)
  expect({ code: result.code, days: days === null ? null : daysLeft }).toEqual({ code, days })
})

test.each(['-1', '1.5', 'soon', '99999'])('--warn-days %s is no number of days', async (days) => {
  const { code, err } = await latchkey(`check --warn-days=${days} --services ${sandbox.url}`, KEY)
  expect([code, err]).toEqual([2, expect.stringContaining('whole number of days')])
})

test.each([
  ['check --max-time 1', 'silent', 3],
  ['check --max-time 60', 'standard', 0],
  ['doctor --max-time 1', 'silent', 3],
  ['doctor --max-time 60', 'standard', 0],
])('"%s" with the key "%s" exits %i', async (line, name, expected) => {
  const { code } = await latchkey(`${line} --services ${sandbox.url}`, sandboxKey(name))
  expect(code).toBe(expected)
})

test.each(['0', '1.5', 'long', '601'])('--max-time %s is no number of seconds', async (seconds) => {
  const { code, err } = await latchkey(`check --max-time=${seconds} --services ${sandbox.url}`, KEY)
  expect([code, err]).toEqual([2, expect.stringContaining('whole number of seconds')])
})

test.each([
  ['half a key', KEY.slice(0, 99), 'key-damaged'],
  ['a placeholder', '{{ glpi_network_key }}\n', 'key-placeholder'],
  ['a secret of another service', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a\n', 'key-wrong-secret'],
  ['a PDF', '%PDF-1.7\n', 'key-unsendable'],
])('what is no key is not sent: %s', async (_, text, cause) => {
  const before = sandbox.calls().length
  const { code, out } = await latchkey(`check --json --services ${sandbox.url}`, text)
  expect([code, JSON.parse(out).vendor]).toEqual([6, { verdict: 'not-asked', message: null, cause }])
  expect(sandbox.calls()).toHaveLength(before)
})

const linesOf = (out: string) => out.split('\n').map((line) => DiagnosisLine.parse(JSON.parse(line)))
const endOf = (out: string) => linesOf(out).find(({ line }) => line === 'end')
const NOBODY = 'http://127.0.0.1:9'

test.each<[string, string, number, string | null]>([
  ['standard', sandboxKey('standard'), 0, null],
  ['ends-in-6', sandboxKey('ends-in-6'), 0, null],
  ['refused', sandboxKey('refused'), 4, 'key-refused'],
  ['ended', sandboxKey('ended'), 5, 'subscription-ended'],
  ['not-started', sandboxKey('not-started'), 5, 'subscription-not-started'],
  ['rate-limited', sandboxKey('rate-limited'), 3, 'rate-limited'],
  ['block-page', sandboxKey('block-page'), 3, 'not-the-vendor'],
  ['half a key', KEY.slice(0, 99), 6, 'key-damaged'],
  ['a token of GLPI', 'abcdefghij0123456789ABCDEFGHIJ0123456789', 6, 'key-wrong-secret'],
  ['letters that no header may carry', 'clé d’enregistrement', 6, 'key-unsendable'],
  ['nothing', '', 0, null],
  ['blanks', ' \r\n', 0, null],
])('doctor with %s exits as it should', async (_, stdin, code, headline) => {
  const { out, ...result } = await latchkey(`doctor --json --services ${sandbox.url}`, stdin)
  expect([result.code, endOf(out)]).toMatchObject([code, { conclusion: { headline } }])
})

test.each<[string, string, string, Record<string, string>, Partial<World>, number, string]>([
  ['a mangled key is cleaned', '', `> ${KEY.slice(0, 60)}\n> ${KEY.slice(60)}\n`, {}, {}, 0, 'standard'],
  ['a key from the environment', '', '', { LATCHKEY_KEY: KEY }, {}, 0, 'standard'],
  ['no key, though there is one', ' --no-key', KEY, { LATCHKEY_KEY: KEY }, {}, 0, ''],
  ['a terminal has no key to read', '', KEY, {}, { stdinIsTerminal: true }, 0, ''],
])('doctor: %s', async (_, options, stdin, env, world, code, sent) => {
  const before = sandbox.calls().length
  const result = await latchkey(`doctor --json --services ${sandbox.url}${options}`, stdin, env, world)
  expect(result.code).toBe(code)
  expect(
    new Set(
      sandbox
        .calls()
        .slice(before)
        .map(({ key }) => key ?? ''),
    ),
  ).toEqual(new Set([sent]))
  expect(result.err).toBe(stdin.startsWith('>') ? 'cleaned: 2 × reply-mark, 2 × line-break' : '')
})

test('doctor finds no service: undecided with a key, and without one', async () => {
  for (const stdin of [KEY, '']) {
    const { code, out } = await latchkey(`doctor --services ${NOBODY}`, stdin)
    expect(code).toBe(3)
    expect(out).toContain('failed       Connect 127.0.0.1 (')
    expect(out).toContain('The connection was refused (connect-refused)\n')
    expect(out).toMatch(/\n {2}Next: [\s\S]*\nSupport code: \w{3}-\w{3} \(diagnosis \w{16}\)$/)
  }
})

test('doctor --json: the lines of the API, from begin to end', async () => {
  const { out, err } = await latchkey(`doctor --json --services ${sandbox.url}`, KEY)
  const said = linesOf(out).map(({ line }) => line)
  expect([said[0], said.at(-1), err]).toEqual(['begin', 'end', ''])
  expect(new Set(said)).toEqual(new Set(['begin', 'start', 'step', 'clock', 'end']))
})

test('doctor --report: the report on stdout, the steps on stderr', async () => {
  const env = { HTTP_PROXY: 'http://operator:canary-password@proxy.invalid:3128' }
  const { code, out, err } = await latchkey(`doctor --services ${sandbox.url} --report`, sandboxKey('refused'), env)
  expect([code, Report.parse(JSON.parse(out))]).toMatchObject([
    4,
    { registration: null, history: [], diagnosis: { conclusion: { headline: 'key-refused' } } },
  ])
  expect(err).toContain('passed       Key text')
  const markdown = await latchkey(`doctor --services ${sandbox.url} --report markdown`, sandboxKey('refused'), env)
  expect(markdown.out).toMatch(/^# Latchkey report \w{3}-\w{3}\n/)
  for (const text of [out, err, markdown.out, markdown.err]) {
    expect(text).not.toMatch(/canary|operator/)
    expect(text).not.toContain(sandboxKey('refused').slice(0, 40))
  }
})

test('doctor --glpi: what a GLPI has stored, and the network path to GLPI Network', async () => {
  const glpi = await startFakeGlpi()
  try {
    const cryptKey = join(folder, 'glpicrypt.key')
    writeFileSync(cryptKey, MADE_BY_GLPI.cryptKey)
    glpi.rows.push({ id: 999, context: 'core', name: 'glpinetwork_registration_key', value: '' })
    const env = { LATCHKEY_GLPI_USER_TOKEN: glpi.userToken }
    const line = `doctor --services ${sandbox.url} --glpi ${glpi.url} --glpi-crypt-key ${cryptKey}`
    const { code, out, err } = await latchkey(`${line} --json`, KEY, env)
    const steps = linesOf(out).filter((said) => said.line === 'step' && said.route === 'glpi')
    expect(steps).toMatchObject([
      { stage: 'glpi-reach', outcome: 'passed' },
      { stage: 'glpi-sign-in', outcome: 'passed' },
      { stage: 'glpi-right', outcome: 'passed' },
      { stage: 'glpi-stored', outcome: 'failed', cause: 'stored-blank' },
    ])
    // the code is about the key, and that is good
    expect([code, endOf(out)]).toMatchObject([0, { conclusion: { headline: 'stored-blank' } }])
    const plain = await latchkey(line, KEY, env)
    expect(plain.out).toContain('failed       GLPI: Key in GLPI (')
    for (const text of [out, err, plain.out, plain.err]) expect(text).not.toContain(glpi.userToken)
  } finally {
    await glpi.close()
  }
})

test('doctor --glpi-folder: the output of a command on the machine of a GLPI', async () => {
  const line = `doctor --services ${sandbox.url} --glpi-folder ${folder} --glpi-command /no/such/way`
  const { code, out } = await latchkey(line, KEY)
  expect(code).toBe(0)
  expect(out).toMatch(/failed {7}on GLPI’s machine: Run a command \(.*\): command-failed, Error code ENOENT/)
})

test('doctor stops at once when it is asked to', async () => {
  let stop: (signal: string) => void = () => undefined
  const untilStopped = () => new Promise<string>((resolve) => (stop = resolve))
  const out: string[] = []
  const print = (line: string) => {
    out.push(line)
    if (line.includes('"start"') && line.includes('"http"')) stop('SIGINT')
  }
  const { code, err } = await latchkey(
    `doctor --json --services ${sandbox.url}`,
    sandboxKey('silent'),
    {},
    { untilStopped, print },
  )
  expect([code, err]).toEqual([130, 'latchkey: stopped; the remaining steps did not run'])
  expect(linesOf(out.join('\n')).some(({ line }) => line === 'end')).toBe(false)
})

test.each([
  ['an unknown command', 'chek', 'unknown command'],
  ['an unknown option', 'check --servces x', 'unknown option'],
  ['a key as argument', `inspect ${KEY}`, 'in the history of your shell'],
  ['a key as argument of check', `check ${KEY}`, 'on stdin (latchkey check < key.txt)'],
  ['a key in place of a command', KEY, 'history -d -2'],
  ['a key as the value of an option', `check --key-file=${KEY}`, 'in the history of your shell'],
  ['a key as the value of an unknown option', `check --key ${KEY}`, 'in the history of your shell'],
  ['a file that is not there', 'inspect --key-file /nowhere/key', '/nowhere/key cannot be read'],
  ['an address that is none', 'check --services nowhere', '--services must be'],
  ['the same for doctor', 'doctor --services nowhere', '--services must be'],
  ['a report of another kind', 'doctor --report pdf', 'pdf'],
  ['a GLPI that is no address', 'doctor --glpi nowhere', '--glpi must be'],
  ['a login in the address of a GLPI', 'doctor --glpi http://a:b@glpi.invalid', 'without login'],
  ['the file of no GLPI', 'doctor --glpi-crypt-key x', '--glpi.'],
  ['a command without a GLPI', 'doctor --glpi-command ssh', '--glpi-folder.'],
  ['a folder that is none', 'doctor --glpi-folder glpi', 'whole path'],
  ['two things on one stdout', 'doctor --report --json', 'cannot be used with'],
])('usage: %s', async (_, line, sentence) => {
  const { code, out, err } = await latchkey(line, KEY)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(sentence)
  expect(err).not.toContain(KEY.slice(0, 40))
})

test('with --json a complaint is a problem, RFC 9457', async () => {
  const { code, err } = await latchkey('inspect --json --key-file /nowhere/key')
  expect([code, JSON.parse(err).code]).toEqual([2, 'file-unreadable'])
})

test('sandbox keys lists every key with what it does', async () => {
  const { out } = await latchkey('sandbox keys --json')
  expect(out.split('\n').map((line) => JSON.parse(line).name)).toEqual(SANDBOX_KEYS.map(({ name }) => name))
})
