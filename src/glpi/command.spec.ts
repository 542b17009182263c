import { afterEach, expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { failureOfCommand } from './command-failure.ts'
import { runCommand, type Command } from './command.ts'

const SIGNAL = new AbortController().signal
const node = (program: string, more: Partial<Command> = {}) =>
  runCommand({ words: [process.execPath, '-e', program], input: '', signal: SIGNAL, now: Date.now, ...more })

afterEach(() => {
  for (const name of ['LATCHKEY_TEST', 'SOME_KEY', 'SOME_SECRET', 'SOME_WORD']) delete process.env[name]
})

test('hands on its input, and tells what came of it', async () => {
  const ended = await node('process.stdin.pipe(process.stdout); console.error("e"); process.exitCode = 3', {
    input: 'said',
  })
  expect(ended).toMatchObject({ code: 3, stdout: 'said', stderr: 'e\n' })
  expect(ended.heardAt).toBeGreaterThanOrEqual(ended.startedAt)
})

test('no setting of Latchkey, no key and no secret stands in its environment', async () => {
  Object.assign(process.env, { LATCHKEY_TEST: 'x', SOME_KEY: DEMO_KEY, SOME_SECRET: 'a secret', SOME_WORD: 'a word' })
  const { stdout } = await node('console.log(JSON.stringify(process.env))', { secrets: ['secret'] })
  expect(JSON.parse(stdout)).toMatchObject({ SOME_WORD: 'a word' })
  expect(stdout).not.toMatch(/LATCHKEY_TEST|SOME_KEY|SOME_SECRET/)
})

test.each<[string, Partial<Command>, string]>([
  ['no such program', { words: ['/no/such/program'] }, 'ENOENT'],
  ['a program that may not be run', { words: ['/etc/passwd'] }, 'EACCES'],
  ['more than is read', { words: ['yes'] }, 'TOO_LARGE'],
  ['what takes too long', { words: ['sleep', '60'], signal: AbortSignal.timeout(50) }, 'TIMEOUT'],
  ['what was cancelled before', { signal: AbortSignal.abort() }, 'CANCELLED'],
])('%s', async (_, command, errorCode) => {
  await expect(node('', command)).rejects.toMatchObject({ failure: 'glpi-unreachable', errorCode })
})

test('one that heeds no polite signal ends all the same', async () => {
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

test.each([
  [255, 'glpi@host: Permission denied (publickey).', 'glpi-sign-in-refused SSH_DENIED'],
  [255, 'Host key verification failed.', 'glpi-unreachable HOST_KEY'],
  [255, 'ssh: Could not resolve hostname host: Name or service not known', 'glpi-unreachable ENOTFOUND'],
  [255, 'ssh: connect to host host port 22: Connection refused', 'glpi-unreachable ECONNREFUSED'],
  [255, 'ssh: connect to host host port 22: Connection timed out', 'glpi-unreachable ETIMEDOUT'],
  [255, 'Uncaught Exception: Cannot write in "/srv/glpi/files/_sessions" directory.', 'right-missing EACCES'],
  [127, 'bash: line 1: php: command not found', 'glpi-unreachable ENOENT'],
  [1, 'Could not open input file: /srv/glpi/bin/console', 'glpi-unreachable NO_CONSOLE'],
  [1, 'Command "config:set" is not defined.', 'glpi-unreachable NO_COMMAND'],
  [1, 'Error response from daemon: No such container: glpi', 'glpi-unreachable ENOENT'],
  [1, 'permission denied while trying to connect to the Docker daemon socket', 'right-missing EACCES'],
  [1, 'Error from server (Forbidden): pods "glpi" is forbidden', 'right-missing EACCES'],
  [129, 'The update of the GLPI database is necessary.', 'glpi-unreachable EXIT_129'],
  [null, '', 'glpi-unreachable EXIT_SIGNAL'],
])('%s %s', (code, stderr, expected) => {
  const { failure, errorCode } = failureOfCommand({ code, stdout: '', stderr, startedAt: 0, heardAt: 0 })
  expect(`${failure} ${errorCode}`).toBe(expected)
})
