import { afterEach, expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { runCommand, type Command } from './command.ts'
import { Failure } from '#net/failure.ts'

const SIGNAL = new AbortController().signal
const node = (program: string, more: Partial<Command> = {}) =>
  runCommand({ words: [process.execPath, '-e', program], input: '', signal: SIGNAL, now: Date.now, ...more })

afterEach(() => {
  for (const name of ['LATCHKEY_TEST', 'SOME_KEY', 'SOME_SECRET', 'SOME_WORD']) delete process.env[name]
})

test('passes its input on, and returns the outcome', async () => {
  const ended = await node('process.stdin.pipe(process.stdout); console.error("e"); process.exitCode = 3', {
    input: 'said',
  })
  expect(ended).toMatchObject({ code: 3, stdout: 'said', stderr: 'e\n' })
  expect(ended.firstOutputAt).toBeGreaterThanOrEqual(ended.startedAt)
})

test('its environment contains no setting of Latchkey, no key and no secret', async () => {
  Object.assign(process.env, { LATCHKEY_TEST: 'x', SOME_KEY: DEMO_KEY, SOME_SECRET: 'a secret', SOME_WORD: 'a word' })
  const { stdout } = await node('console.log(JSON.stringify(process.env))', { secrets: ['secret'] })
  expect(JSON.parse(stdout)).toMatchObject({ SOME_WORD: 'a word' })
  expect(stdout).not.toMatch(/LATCHKEY_TEST|SOME_KEY|SOME_SECRET/)
})

test.each<[string, Partial<Command>, string]>([
  ['no such program', { words: ['/no/such/program'] }, 'command-failed ENOENT'],
  ['a program that may not be run', { words: ['/etc/passwd'] }, 'command-failed EACCES'],
  ['more than is read', { words: ['yes'] }, 'command-failed TOO_LARGE'],
  ['what takes too long', { words: ['sleep', '60'], signal: AbortSignal.timeout(50) }, 'command-failed TIMEOUT'],
  ['what was cancelled before', { signal: AbortSignal.abort() }, 'glpi-unreachable CANCELLED'],
])('%s', async (_, command, expected) => {
  const error: unknown = await node('', command).catch((thrown: unknown) => thrown)
  expect(error instanceof Failure && `${error.cause} ${error.errorCode}`).toBe(expected)
})

test('one that waits for an answer: its question is shown', async () => {
  const given = new AbortController()
  const late = new DOMException('too late', 'TimeoutError')
  // it has printed something by the time it is first read
  const times: number[] = []
  const now = () => (times.push(0) > 1 && given.abort(late), 0)
  const asking = "process.stdout.write('Password:'); setInterval(() => {}, 1000)"
  await expect(node(asking, { signal: given.signal, now })).rejects.toMatchObject({
    cause: 'command-failed',
    errorCode: 'TIMEOUT',
    evidence: { said: 'Password:' },
  })
})

test('a command that ignores SIGTERM is killed', async () => {
  const given = new AbortController()
  const stubborn = "process.on('SIGTERM', () => {}); console.log('on'); setInterval(() => {}, 1000)"
  const times: number[] = []
  // the second time is that of its first words
  const now = () => (times.push(0) > 1 && given.abort(), 0)
  await expect(node(stubborn, { signal: given.signal, now })).rejects.toMatchObject({ errorCode: 'CANCELLED' })
  expect(times.length).toBeGreaterThan(1)
})

test('one that reads nothing', async () => {
  expect(await node('process.stdin.destroy()', { input: 'x'.repeat(1_000_000) })).toMatchObject({ code: 0 })
})
