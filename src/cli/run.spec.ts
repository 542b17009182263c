import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { run } from './run.ts'
import { realWorld } from './world.ts'

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

const keyOf = (name: string) => SANDBOX_KEYS.find((entry) => entry.name === name)?.key ?? ''
const KEY = keyOf('standard')

async function latchkey(line: string, stdin = '', env: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const world = {
    ...realWorld(),
    env,
    print: (text: string) => void out.push(text),
    tell: (text: string) => void err.push(text),
    stdinIsTerminal: false,
    readStdin: () => Promise.resolve(stdin),
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
  ['not-started', 5, 'ended', 'subscription-not-started'],
  ['rate-limited', 3, 'pending', 'rate-limited'],
  ['block-page', 3, 'pending', 'not-the-vendor'],
])('check of the key "%s" exits %i', async (name, code, state, cause) => {
  const result = await latchkey(`check --json --services ${sandbox.url}`, keyOf(name))
  expect(result.code).toBe(code)
  const { vendor, ...rest } = JSON.parse(result.out)
  expect({ state: rest.state, cause: vendor.cause }).toEqual({ state, cause })
  expect(Object.keys(rest).toSorted()).toEqual(['checkedAt', 'fingerprint', 'owner', 'state', 'subscription', 'text'])
})

test('what is no key is not sent', async () => {
  const before = sandbox.calls().length
  const { code, out } = await latchkey(`check --json --services ${sandbox.url}`, KEY.slice(0, 99))
  expect([code, JSON.parse(out).vendor]).toEqual([6, { verdict: 'not-asked', message: null, cause: 'key-damaged' }])
  expect(sandbox.calls()).toHaveLength(before)
})

test.each([
  ['an unknown command', 'chek', 'unknown command'],
  ['an unknown option', 'check --servces x', 'unknown option'],
  ['a key as argument', `inspect ${KEY}`, 'too many arguments'],
  ['a file that is not there', 'inspect --key-file /nowhere/key', '/nowhere/key cannot be read'],
  ['an address that is none', 'check --services nowhere', 'LATCHKEY_SERVICES_URL'],
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
