import { chmodSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { isDone } from '#domain/storage.ts'
import { isFullRun } from '../../src/bin/full-run.ts'
import { keyOf } from '../faults/secrets.ts'
import { conclude } from '#domain/conclusion.ts'
import { createConsoleMethod } from '#glpi/console/console.ts'
import { freePort } from '#net/testing/free-port.ts'
import { asUser } from '../rig/as-user.ts'
import { IS_ROOT, PHP_UID } from '../rig/glpi-machine/machine.ts'
import { SIGNAL, aGlpi, inspect, remove, set, sshd } from './machines.ts'

const glpi = aGlpi()

const here = () => ({ console: glpi().console })
const overThere = () => ({ console: { ...glpi().console, prefix: sshd().prefix } })
const CONNECTIONS = [
  ['here', here],
  ['over ssh', overThere],
] as const

/** A whole key of this many characters. */
function keyOfLength(characters: number): string {
  const bare = JSON.stringify({ note: '', signature: '3q2+7w==' }).length
  const note = 'x'.repeat((characters / 4) * 3 - bare)
  return Buffer.from(JSON.stringify({ note, signature: '3q2+7w==' })).toString('base64')
}

describe.each(CONNECTIONS)('%s', (where, connection) => {
  // it differs in how a command is started, which two of these show
  const isTriedAgain = where === 'here' || isFullRun

  test('a key is written once and proven; GLPI reads the same key, and nothing else has changed', async () => {
    const others = await glpi().others()
    expect(await set(connection(), LONG_KEY)).toMatchObject({ did: 'wrote', storage: 'proven', cause: null })
    expect(await glpi().key()).toBe(LONG_KEY)
    expect(await set(connection(), LONG_KEY)).toMatchObject({ did: 'kept', storage: 'proven', cause: null })
    expect(await set(connection(), DEMO_KEY)).toMatchObject({ did: 'wrote', storage: 'proven', cause: null })
    expect(await glpi().key()).toBe(DEMO_KEY)
    expect(await glpi().others()).toBe(others)
  })

  test.runIf(isTriedAgain)('a key is removed', async () => {
    await glpi().storeKey(DEMO_KEY)
    const outcome = await remove(connection())
    expect(outcome).toMatchObject({ did: 'removed', storage: 'none', cause: null, before: { state: 'readable' } })
    expect(isDone(outcome, 'remove')).toBe(true)
    expect(await glpi().value()).toBe('')
  })

  test.runIf(isTriedAgain)('nothing is sent when GLPI could not encrypt it', async () => {
    await glpi().storeKey(LONG_KEY)
    const value = await glpi().value()
    rmSync(glpi().at('config/glpicrypt.key'))
    expect(await set(connection(), DEMO_KEY)).toMatchObject({
      did: 'kept',
      storage: 'unreadable',
      cause: 'crypt-key-missing',
    })
    expect(await glpi().value()).toBe(value)
    // what is taken away is gone, and not reported as done
    expect(await remove(connection())).toMatchObject({ did: 'removed', storage: 'blank', cause: 'crypt-key-missing' })
    expect(await glpi().value()).toBe('')
  })

  test.runIf(isTriedAgain)('a key that the prompt would cut is not sent', async () => {
    expect(await set(connection(), keyOfLength(4096))).toMatchObject({ did: 'kept', cause: 'too-long-for-glpi' })
    expect(await glpi().value()).toBeUndefined()
  })

  test('a long key is passed as an argument, when that is allowed', async () => {
    expect(await set(connection(), keyOfLength(8000), { allowKeyAsArgument: true })).toMatchObject({
      storage: 'proven',
    })
    expect(await glpi().key()).toBe(keyOfLength(8000))
  })
})

test('the longest key that the prompt accepts', async () => {
  const longest = keyOfLength(4092)
  expect(await set(here(), longest)).toMatchObject({ did: 'wrote', storage: 'proven' })
  expect(await glpi().key()).toBe(longest)
})

test('GLPI 9.5 knows the command by its longer name', async () => {
  glpi().put('names', 'glpi:config:set')
  expect(await set(here(), DEMO_KEY)).toMatchObject({ did: 'wrote', storage: 'proven' })
})

test('a key that the console would change is not sent', async () => {
  expect(await set(here(), String.raw`KEY-1234"5678\9012`)).toMatchObject({
    did: 'kept',
    cause: 'key-unsendable',
    errorCode: 'CONSOLE_ESCAPES',
  })
})

test.each<[string, string | null, () => void, object]>([
  [
    'a value encrypted with another file',
    null,
    () => glpi().put('config/glpicrypt.key', Buffer.alloc(32, 7)),
    { state: 'readable' },
  ],
  ['a key in clear text', DEMO_KEY, () => undefined, { state: 'readable' }],
  ['text that is no encrypted value', 'not base64 at all', () => undefined, { state: 'readable' }],
])('%s is overwritten with the key', async (_, value, spoil, after) => {
  if (value === null) await glpi().storeKey(LONG_KEY)
  else await glpi().store(value)
  spoil()
  const outcome = await set(here(), DEMO_KEY)
  expect(outcome).toMatchObject({ did: 'wrote', storage: 'proven', before: { state: 'faulty' }, after })
})

test('a read-only table: the console is not run', async () => {
  await glpi().storeKey(LONG_KEY)
  await glpi().sql(`REVOKE UPDATE ON ${glpi().name}.* FROM '${glpi().name}'@'127.0.0.1'`)
  const outcome = await set(here(), DEMO_KEY)
  expect(outcome).toMatchObject({ did: 'kept', cause: 'right-missing', errorCode: 'MYSQL_1142' })
  expect(isDone(outcome, 'set')).toBe(false)
  expect(await glpi().key()).toBe(LONG_KEY)
})

test.each<[string, () => object, string, RegExp?]>([
  ['no such program', () => ({ prefix: ['/no/such/program'] }), 'command-failed ENOENT'],
  ['no PHP there', () => ({ php: 'no-such-php', prefix: sshd().prefix }), 'command-failed NO_PHP'],
  ['a program that is not PHP', () => ({ php: 'cat' }), 'command-failed NO_PHP'],
  ['another folder', () => ({ folder: '/var' }), 'command-failed NO_GLPI'],
  ['an SSH key that the server does not accept', () => ({ prefix: sshd().stranger }), 'command-failed SSH_DENIED'],
  ['a server whose host key is unknown', () => ({ prefix: sshd().unknown }), 'command-failed HOST_KEY'],
  ['too much output', () => ({ prefix: ['yes'] }), 'command-failed TOO_LARGE'],
  ['a user without access to Docker', () => ({ prefix: [glpi().at('denies')] }), 'command-failed DOCKER_DENIED'],
])('%s: %s', async (_, place, expected) => {
  glpi().put('denies', '#!/bin/sh\necho "permission denied while trying to connect to the Docker daemon" >&2\nexit 1\n')
  chmodSync(glpi().at('denies'), 0o755)
  const connection = { console: { ...glpi().console, ...place() } }
  const { did, cause, errorCode } = await set(connection, DEMO_KEY)
  expect([did, cause, errorCode].join(' ')).toBe(`kept ${expected}`)
  expect(await glpi().value()).toBeUndefined()
})

test('a console that may not write to one of GLPI’s folders', async () => {
  await glpi().storeKey(LONG_KEY)
  glpi().put('locked', '')
  expect(await set(here(), DEMO_KEY)).toMatchObject({
    did: 'kept',
    cause: 'command-failed',
    errorCode: 'FILES_READ_ONLY',
  })
  expect(await glpi().key()).toBe(LONG_KEY)
})

test('a port without an SSH server', async () => {
  const closed = String(await freePort())
  const prefix = sshd().prefix.map((word) => (word === String(sshd().port) ? closed : word))
  expect(await set({ console: { ...glpi().console, prefix } }, DEMO_KEY)).toMatchObject({
    cause: 'command-failed',
    errorCode: 'ECONNREFUSED',
  })
})

test('an inspection shows what a command printed, without secrets', async () => {
  const { byId, snapshot } = await inspect({ console: { ...glpi().console, prefix: sshd().stranger } })
  expect(byId['host:machine']).toMatchObject({ outcome: 'failed', cause: 'command-failed' })
  expect(byId['host:machine']?.facts.said).toMatch(/Permission denied/)
  expect(snapshot.stored.state).toBe('unseen')
})

describe('GLPI 11', () => {
  const asPhp = () => ({ console: { ...glpi().console, prefix: IS_ROOT ? asUser(PHP_UID) : [] } })

  test('its console accepts a key of any length, and characters that GLPI 10 would escape', async () => {
    glpi().becomeEleven()
    expect(await set(asPhp(), keyOfLength(8000))).toMatchObject({ did: 'wrote', storage: 'proven' })
    expect(await glpi().key()).toBe(keyOfLength(8000))
    const quoted = String.raw`KEY-1234"5678\9012`
    expect(await set(asPhp(), quoted)).toMatchObject({ did: 'wrote', storage: 'proven' })
    expect(await glpi().key()).toBe(quoted)
  })

  test('the database’s error is shown, and its statement is not', async () => {
    glpi().becomeEleven()
    await glpi().sql(
      `CREATE TRIGGER ${glpi().name}.no BEFORE INSERT ON ${glpi().name}.glpi_configs FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'this table is full of things that were put there before, and by somebody else'`,
    )
    const opened = createConsoleMethod({ ...asPhp(), now: Date.now })
    await opened.findWriteBlocker(SIGNAL)
    const sent = await opened.write(DEMO_KEY, SIGNAL)
    expect(sent).toMatchObject({
      answer: 'refused',
      failure: {
        cause: 'command-failed',
        errorCode: 'EXIT_1',
        evidence: {
          said: 'MySQL query error: this table is full of things that were put there before, and by somebody else (1644)',
        },
      },
    })
  })

  test('it refuses root, and an inspection says so before a write', async (context) => {
    context.skip(!IS_ROOT, 'root alone can be refused as root')
    glpi().becomeEleven()
    const { byId, snapshot, steps, clocks } = await inspect(here())
    expect(byId['host:glpi-right']).toMatchObject({
      outcome: 'failed',
      cause: 'console-as-root',
      facts: {
        'error-code': 'AS_ROOT',
        user: 'root',
        'judged-for': 'nobody',
        'judged-by': 'files',
        said: 'WARNING: please do not run this as root.',
      },
    })
    expect(snapshot.rights).toEqual({ read: true, update: false })
    const { headline, others } = conclude(steps, clocks)
    expect([headline, ...others]).toContain('console-as-root')
    expect(await set(here(), DEMO_KEY)).toMatchObject({ did: 'kept', cause: 'console-as-root', errorCode: 'AS_ROOT' })
  })
})

test('written by the console, proven by the database', async () => {
  const both = { ...here(), database: glpi().database, write: 'console', prove: 'database' } as const
  expect(await set(both, DEMO_KEY)).toMatchObject({ did: 'wrote', storage: 'proven', after: { state: 'readable' } })
  expect(await remove(both)).toMatchObject({ did: 'removed', storage: 'none', cause: null })
})

test('PHP and Latchkey open what the other has encrypted', async () => {
  await set(here(), LONG_KEY)
  const byDatabase = await inspect({ database: glpi().database })
  expect(byDatabase.snapshot.stored.fingerprint).toBe(fingerprintOf(LONG_KEY))
  await set({ database: glpi().database }, keyOf('sealed here'))
  const byProbe = await inspect(here())
  expect(byProbe.snapshot.stored.fingerprint).toBe(fingerprintOf(keyOf('sealed here')))
})
