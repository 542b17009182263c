import { afterEach, expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { runCommand, type Command } from './command.ts'
import { Failure } from '#net/failure.ts'

const SIGNAL = new AbortController().signal
const node = (program: string, more: Partial<Command> = {}) =>
  runCommand({ words: [process.execPath, '-e', program], input: '', signal: SIGNAL, now: Date.now, ...more })

const OURS = [
  'LATCHKEY_TEST',
  'OTHER_GLPI_TOKEN',
  'GLPI_DB_PASSWORD',
  'LC_TEST',
  'KUBECONFIG',
  'ALL_PROXY',
  'NO_PROXY',
  'DOCKER_HOST',
]
const before = Object.fromEntries(OURS.map((name) => [name, process.env[name]]))

afterEach(() => {
  for (const name of OURS) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
})

test('passes its input on, and returns the outcome', async () => {
  const ended = await node('process.stdin.pipe(process.stdout); console.error("e"); process.exitCode = 3', {
    input: 'said',
  })
  expect(ended).toMatchObject({ code: 3, stdout: 'said', stderr: 'e\n' })
  expect(ended.firstOutputAt).toBeGreaterThanOrEqual(ended.startedAt)
})

test('its environment is what it needs to find its way: no setting of Latchkey, no key, and no secret of another GLPI', async () => {
  Object.assign(process.env, {
    LATCHKEY_TEST: 'x',
    OTHER_GLPI_TOKEN: 'a token',
    GLPI_DB_PASSWORD: 'a password',
    LC_TEST: DEMO_KEY,
    KUBECONFIG: 'hunter2hunter2',
    ALL_PROXY: 'http://user:password@proxy',
    NO_PROXY: 'localhost',
    DOCKER_HOST: 'ssh://docker',
  })
  const { stdout } = await node('console.log(JSON.stringify(process.env))', { secrets: ['hunter2'] })
  const passed: Record<string, string> = JSON.parse(stdout)
  expect(passed).toMatchObject({ PATH: process.env['PATH'], NO_PROXY: 'localhost', DOCKER_HOST: 'ssh://docker' })
  expect(Object.keys(passed)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^LATCHKEY_|^OTHER_|^GLPI_/)]))
  expect([passed['LC_TEST'], passed['KUBECONFIG'], passed['ALL_PROXY']]).toEqual([undefined, undefined, undefined])
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
