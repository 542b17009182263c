import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { describe, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { isDone } from '#domain/storage.ts'
import { createDatabaseMethod } from '#glpi/database/database.ts'
import { openGlpi } from '#glpi/open-glpi.ts'
import { encryptedAsGlpi } from '#glpi/testing/as-glpi.ts'
import { seal } from '#glpi/seal.ts'
import { freePort } from '#net/testing/free-port.ts'
import { GlpiMachine } from '../rig/glpi-machine/machine.ts'
import { startMariaDb } from '../rig/mariadb.ts'
import { aGlpi, by, inspect, remove, set, SIGNAL, sshd, theAuthority } from './machines.ts'

const glpi = aGlpi()
const connectionWith = (more: Partial<NonNullable<Connection['database']>> = {}): Connection => ({
  database: { ...glpi().database, ...more },
})

/** Something that GLPI itself has sealed: a copy that opens it is seen to be of GLPI's file. */
const ownSecret = () => glpi().set('smtp_passwd', encryptedAsGlpi('a password', glpi().cryptKey))

test('a key is written and proven; nothing else has changed', async () => {
  await ownSecret()
  const others = await glpi().others()
  for (const key of [DEMO_KEY, LONG_KEY, 'A'.repeat(8192)]) {
    expect(await set(connectionWith(), key)).toMatchObject({ did: 'wrote', storage: 'proven', cause: null })
    expect(await glpi().key()).toBe(key)
  }
  expect(await glpi().others()).toBe(others)
})

test('a copy that has opened nothing of GLPI’s own proves nothing, whatever is read back', async () => {
  glpi().put('copy', randomBytes(32))
  const outcome = await set(connectionWith({ cryptKeyFile: glpi().at('copy') }), DEMO_KEY)
  expect(outcome).toMatchObject({ did: 'wrote', storage: 'accepted', cause: 'stored-unproven' })
  expect(isDone(outcome, 'set')).toBe(false)
  expect(await glpi().key()).toBe(null)
})

test('the same key is not written twice', async () => {
  await ownSecret()
  await set(connectionWith(), DEMO_KEY)
  const value = await glpi().value()
  expect(await set(connectionWith(), DEMO_KEY)).toMatchObject({ did: 'kept', storage: 'proven', cause: null })
  expect(await glpi().value()).toBe(value)
})

test('a removal leaves an encrypted empty text, which PHP reads as empty too', async () => {
  await glpi().storeKey(DEMO_KEY)
  const outcome = await remove(connectionWith())
  expect(outcome).toMatchObject({ did: 'removed', storage: 'none', cause: null })
  expect(isDone(outcome, 'remove')).toBe(true)
  expect(await glpi().key()).toBe('')
  const { snapshot } = await inspect({ console: glpi().console })
  expect(snapshot.stored).toMatchObject({ state: 'none', cause: null })
})

const spoilt = (text: string) => encryptedAsGlpi(text, randomBytes(32))
const sealed = (text: string) => encryptedAsGlpi(text, glpi().cryptKey)

/** What the copy shows is not what GLPI's own file shows, even where it lies in that place. */
test.each<[string, () => string | null, byDatabase: string, byPhp: string, (() => void)?]>([
  ['no row', () => null, 'none', 'none'],
  ['an empty value, and a sound file', () => '', 'blank stored-blank', 'none'],
  ['an encrypted empty text', () => sealed(''), 'none', 'none'],
  ['an empty value, and no file', () => '', 'blank stored-blank', 'blank crypt-key-missing', noFile],
  ['a key', () => sealed(LONG_KEY), `readable ${fingerprintOf(LONG_KEY)}`, `readable ${fingerprintOf(LONG_KEY)}`],
  ['a key in clear text', () => DEMO_KEY, 'faulty stored-unencrypted', 'faulty stored-unencrypted'],
  ['text that is no encrypted value', () => 'none of it', 'faulty stored-unreadable', 'faulty stored-unreadable'],
  [
    'a key encrypted with another file',
    () => spoilt(DEMO_KEY),
    'present copy-does-not-fit',
    'faulty crypt-key-changed',
  ],
  ['a truncated key', () => sealed(LONG_KEY.slice(0, 60)), 'faulty key-damaged', 'faulty key-damaged'],
  ['a key with a line break', () => sealed(`${DEMO_KEY}\r\nx`), 'faulty key-damaged', 'faulty key-damaged'],
  ['a key, and no file', () => sealed(DEMO_KEY), 'present copy-unusable', 'faulty crypt-key-missing', noFile],
  ['a key, and a truncated file', () => sealed(DEMO_KEY), 'present copy-unusable', 'faulty crypt-key-missing', cutFile],
])('%s', async (_, value, byDatabase, byPhp, spoil) => {
  await glpi().store(value())
  spoil?.()
  const seen = async (connection: Connection) => {
    const { snapshot } = await inspect(connection)
    const { state, cause, fingerprint } = snapshot.stored
    return { told: [state, cause ?? fingerprint].filter(Boolean).join(' '), cryptKey: snapshot.cryptKey }
  }
  expect(await seen(connectionWith())).toEqual({ told: byDatabase, cryptKey: null })
  expect(await seen({ console: glpi().console })).toMatchObject({ told: byPhp })
})

function noFile(): void {
  rmSync(glpi().at('config/glpicrypt.key'))
}

function otherFile(): void {
  glpi().put('config/glpicrypt.key', randomBytes(32))
}

function cutFile(): void {
  glpi().put('config/glpicrypt.key', randomBytes(31))
}

test.each<[string, () => unknown, string]>([
  ['no file', noFile, 'copy-unusable'],
  ['a truncated file', cutFile, 'copy-unusable'],
  ['the file of another GLPI', otherFile, 'copy-does-not-fit'],
  ['an account that may only read', () => only('SELECT'), 'right-missing'],
  ['an account that may insert and not update', () => only('SELECT, INSERT'), 'right-missing'],
])('%s: nothing is written', async (_, spoil, cause) => {
  await glpi().storeKey(LONG_KEY)
  const value = await glpi().value()
  await spoil()
  expect(await set(connectionWith(), DEMO_KEY)).toMatchObject({ did: 'kept', cause })
  expect(await glpi().value()).toBe(value)
})

test.each([
  ['no file', noFile, { did: 'removed', storage: 'blank', cause: 'stored-blank' }],
  ['another file', otherFile, { did: 'removed', storage: 'blank', cause: 'stored-blank' }],
  ['no right', () => only('SELECT'), { did: 'kept', cause: 'right-missing' }],
])('%s: the key is removed, and reported as done only when that was seen', async (_, spoil, expected) => {
  await glpi().storeKey(LONG_KEY)
  await spoil()
  expect(await remove(connectionWith())).toMatchObject(expected)
  expect(await glpi().key()).toBe(expected.did === 'kept' ? LONG_KEY : null)
})

const only = (rights: string): Promise<unknown> => {
  const tables = `ON ${glpi().name}.*`
  const account = `'${glpi().name}'@'127.0.0.1'`
  return glpi().sql(`REVOKE ALL ${tables} FROM ${account}; GRANT ${rights} ${tables} TO ${account}`)
}

test('an update does not need the right to insert, nor an insert the right to update', async () => {
  await ownSecret()
  await only('SELECT, UPDATE')
  expect(await set(connectionWith(), DEMO_KEY)).toMatchObject({ did: 'kept', cause: 'right-missing' })
  await glpi().storeKey(LONG_KEY)
  expect(await set(connectionWith(), DEMO_KEY)).toMatchObject({ did: 'wrote', storage: 'proven' })
  await glpi().store(null)
  await only('SELECT, INSERT')
  expect(await set(connectionWith(), DEMO_KEY)).toMatchObject({ did: 'wrote', storage: 'proven' })
})

test('a value in clear text and an empty one are overwritten with the key', async () => {
  await ownSecret()
  for (const value of [DEMO_KEY, 'none of it', '']) {
    await glpi().store(value)
    expect(await set(connectionWith(), LONG_KEY)).toMatchObject({ did: 'wrote', storage: 'proven' })
  }
})

test('a trigger that changes what is written: the transaction is rolled back', async () => {
  await glpi().storeKey(LONG_KEY)
  const value = await glpi().value()
  await glpi().sql(
    `CREATE TRIGGER ${glpi().name}.cut BEFORE UPDATE ON ${glpi().name}.glpi_configs FOR EACH ROW SET NEW.value = LEFT(NEW.value, 20)`,
  )
  const outcome = await set(connectionWith(), DEMO_KEY)
  expect(outcome).toMatchObject({ did: 'kept', cause: 'stored-unproven', errorCode: 'NOT_WRITTEN' })
  expect(await glpi().value()).toBe(value)
})

test('two writes at once: each is complete, and there is one row', async () => {
  await ownSecret()
  const [one, two] = await Promise.all([set(connectionWith(), DEMO_KEY), set(connectionWith(), LONG_KEY)])
  const wrote = [one, two].filter((outcome) => outcome?.cause === null)
  expect(wrote.length).toBeGreaterThan(0)
  expect([DEMO_KEY, LONG_KEY]).toContain(await glpi().key())
  const rows = await glpi().sql(
    `SELECT id FROM ${glpi().name}.glpi_configs WHERE context = 'core' AND name LIKE '%key'`,
  )
  expect(rows).toHaveLength(1)
})

test('what the marketplace does about the plugins page: never chosen, set, set again, and nothing else has changed', async () => {
  const opened = openGlpi({ connection: connectionWith() })
  const seen = async () => (await opened.inspect(() => undefined, SIGNAL)).snapshot.replacePlugins
  expect(await seen()).toBe(1)
  const others = await glpi().others()
  for (const choice of [2, 3, 1] as const) {
    expect(await opened.setReplacePlugins?.(choice, SIGNAL)).toBeNull()
    expect(await seen()).toBe(choice)
  }
  const rows = await glpi().sql(
    `SELECT context, value FROM ${glpi().name}.glpi_configs WHERE name = 'marketplace_replace_plugins'`,
  )
  expect(rows).toEqual([{ context: 'core', value: '1' }])
  await glpi().sql(`DELETE FROM ${glpi().name}.glpi_configs WHERE name = 'marketplace_replace_plugins'`)
  expect(await glpi().others()).toBe(others)
  await opened.close()
})

test('the plugins that are installed', async () => {
  const table = `${glpi().name}.glpi_plugins`
  await glpi().sql(
    `CREATE TABLE ${table} (directory varchar(255), version varchar(255), state int); INSERT INTO ${table} VALUES ('fields', '1.21.0', 1), ('anonymize', '1.0.0', 4), ('never', '2.0.0', 2)`,
  )
  const opened = openGlpi({ connection: connectionWith() })
  expect(await opened.plugins?.(SIGNAL)).toEqual({
    by: 'database',
    plugins: [
      { key: 'anonymize', version: '1.0.0', isActive: false },
      { key: 'fields', version: '1.21.0', isActive: true },
    ],
  })
  await glpi().sql(`DROP TABLE ${table}`)
  await opened.close()
})

test('GLPI’s settings, and the password of its proxy', async () => {
  await glpi().set('proxy_name', 'proxy.example')
  await glpi().set('proxy_port', '3128')
  await glpi().set('proxy_user', 'glpi')
  await glpi().set('proxy_passwd', seal('correct horse', glpi().cryptKey))
  await glpi().set('marketplace_replace_plugins', '2')
  await glpi().storeKey(DEMO_KEY)
  const { snapshot, lines, clocks } = await inspect(connectionWith())
  expect(snapshot).toMatchObject({
    version: '10.0.19',
    uid: 'hIByHB2TcewxnFJvllJDLObUEchXG3LCt15hpM7G',
    rights: { read: true, update: true },
    replacePlugins: 2,
    proxy: { host: 'proxy.example', port: 3128, user: 'glpi', password: 'correct horse' },
    // the copy is not GLPI's file
    cryptKey: null,
    installMode: null,
  })
  expect(clocks).toEqual([])
  for (const secret of ['correct horse', DEMO_KEY, glpi().password]) expect(JSON.stringify(lines)).not.toContain(secret)
})

/** GLPI's account, changed. */
const alter = async (how: string) => {
  await glpi().sql(`ALTER USER '${glpi().name}'@'127.0.0.1' ${how}`)
  return {}
}

/** An account that may see which databases there are is told that one is not. */
const nowhere = async () => {
  await glpi().sql(`GRANT SELECT ON *.* TO '${glpi().name}'@'127.0.0.1'`)
  return { name: 'glpi_that_is_not_there' }
}

test.each<[string, () => Partial<NonNullable<Connection['database']>> | Promise<object>, string]>([
  ['a wrong password', () => ({ password: 'wrong' }), 'glpi-sign-in database-account-refused ER_ACCESS_DENIED_ERROR'],
  ['an unknown account', () => ({ user: 'nobody' }), 'glpi-sign-in database-account-refused ER_ACCESS_DENIED_ERROR'],
  ['another database', () => ({ name: 'mysql' }), 'glpi-sign-in database-account-refused ER_DBACCESS_DENIED_ERROR'],
  ['no such database', nowhere, 'glpi-sign-in database-account-refused ER_BAD_DB_ERROR'],
  ['a locked account', () => alter('ACCOUNT LOCK'), 'glpi-sign-in database-account-refused ER_ACCOUNT_HAS_BEEN_LOCKED'],
  [
    'an expired password',
    () => alter('PASSWORD EXPIRE'),
    'glpi-sign-in database-account-refused ER_MUST_CHANGE_PASSWORD',
  ],
  [
    'an account that is only for another user of the machine',
    () => alter('IDENTIFIED VIA unix_socket'),
    'glpi-sign-in database-account-refused ER_ACCESS_DENIED',
  ],
  ['a closed port', async () => ({ port: await freePort() }), 'glpi-reach connect-refused ECONNREFUSED'],
  [
    'a closed port in the host field',
    async () => ({ host: `127.0.0.1:${await freePort()}` }),
    'glpi-reach connect-refused ECONNREFUSED',
  ],
  ['a missing socket', () => ({ host: 'localhost:/no/such.sock' }), 'glpi-reach glpi-unreachable ENOENT'],
  ['an unknown name', () => ({ host: 'db.invalid' }), 'glpi-reach dns-(not-found|timeout) E'],
  ['a cloud metadata address', () => ({ host: '169.254.169.254' }), 'glpi-reach glpi-unreachable ADDRESS_REFUSED'],
  ['the same in another spelling', () => ({ host: '0xa9fea9fe' }), 'glpi-reach glpi-unreachable ADDRESS_REFUSED'],
  ['an SSH server', () => ({ port: sshd().port }), 'glpi-reach database-unsupported NOT_A_DATABASE'],
  [
    'a database without GLPI’s table',
    async () => {
      await glpi().sql(`DROP TABLE ${glpi().name}.glpi_configs`)
      return {}
    },
    'glpi-sign-in glpi-unreachable ER_NO_SUCH_TABLE',
  ],
  [
    'an account without any right to the table',
    async () => {
      await glpi().sql(
        `CREATE TABLE ${glpi().name}.other (id int); REVOKE ALL ON ${glpi().name}.* FROM '${glpi().name}'@'127.0.0.1'; GRANT SELECT ON ${glpi().name}.other TO '${glpi().name}'@'127.0.0.1'`,
      )
      return {}
    },
    'glpi-sign-in right-missing ER_TABLEACCESS_DENIED_ERROR',
  ],
])('%s: %s', async (_, more, expected) => {
  const connection = connectionWith(await more())
  const { steps } = await inspect(connection)
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  expect([failed?.stage, failed?.cause, failed?.facts['error-code']].join(' ')).toMatch(new RegExp(`^${expected}`))
  expect(await set(connection, DEMO_KEY)).toMatchObject({ did: 'kept', cause: failed?.cause })
})

describe('TLS', () => {
  const ca = () => theAuthority().root

  test('an account that requires TLS is not taken for a wrong password', async () => {
    await alter('REQUIRE SSL')
    const { steps } = await inspect(connectionWith())
    expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      stage: 'glpi-sign-in',
      cause: 'database-tls-required',
      facts: { 'error-code': 'REQUIRE_SSL' },
    })
    expect(await set(connectionWith({ tls: { ca: ca() } }), DEMO_KEY)).toMatchObject({
      did: 'wrote',
      cause: expect.anything(),
    })
    expect(await glpi().key()).toBe(DEMO_KEY)
  })

  test('an account that requires a client certificate', async () => {
    await alter('REQUIRE X509')
    const cause = async (connection: Connection) =>
      (await inspect(connection)).steps.find(({ outcome }) => outcome === 'failed')?.cause
    expect(await cause(connectionWith({ tls: { ca: ca() } }))).toBe('database-account-refused')
    expect(await cause(connectionWith({ tls: { ca: ca(), ...theAuthority().client } }))).toBe(undefined)
  })

  test('a server that requires TLS of everyone', async () => {
    // a server of its own: the setting holds for all of its databases, those of other tests included
    const server = await startMariaDb(glpi().folder, theAuthority().server)
    try {
      const { database } = await GlpiMachine.start({ ...server, folder: glpi().folder })
      await server.sql('SET GLOBAL require_secure_transport = ON')
      const { steps } = await inspect({ database })
      expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({ cause: 'database-tls-required' })
    } finally {
      await server.stop()
    }
  })
})

describe('methods of signing in', () => {
  test('ed25519', async ({ skip }) => {
    const [known] = await glpi().sql(`SELECT @@plugin_dir AS folder`)
    // of Debian's packages only `mariadb-server` has it, which brings a service
    skip(!existsSync(join(String(known?.['folder']), 'auth_ed25519.so')), 'this MariaDB has no auth_ed25519')
    await glpi().sql("INSTALL PLUGIN IF NOT EXISTS ed25519 SONAME 'auth_ed25519'")
    await alter(`IDENTIFIED VIA ed25519 USING PASSWORD('${glpi().password.replaceAll("'", "''")}')`)
    await glpi().storeKey(DEMO_KEY)
    expect((await inspect(connectionWith())).snapshot.stored).toMatchObject({ fingerprint: fingerprintOf(DEMO_KEY) })
    const { steps } = await inspect(connectionWith({ password: 'wrong' }))
    expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({ cause: 'database-account-refused' })
  })
})

test('the host of the database, as config_db.php writes it', async () => {
  await glpi().storeKey(DEMO_KEY)
  const { host, port } = glpi().database
  const fingerprint = fingerprintOf(DEMO_KEY)
  expect((await inspect(connectionWith({ host: `${host}:${port}`, port: undefined }))).snapshot.stored).toMatchObject({
    fingerprint,
  })
  await glpi().sql(`RENAME USER '${glpi().name}'@'127.0.0.1' TO '${glpi().name}'@'localhost'`)
  const bySocket = connectionWith({ host: `localhost:${glpi().socket}`, port: undefined })
  expect((await inspect(bySocket)).snapshot.stored).toMatchObject({ fingerprint })
  await glpi().sql(`RENAME USER '${glpi().name}'@'localhost' TO '${glpi().name}'@'127.0.0.1'`)
})

describe('a copy of the encryption file', () => {
  const other = randomBytes(32)
  const tried = async (key: Buffer) => {
    glpi().put('copy', key)
    const opened = createDatabaseMethod({ ...glpi().database, cryptKeyFile: glpi().at('copy') })
    const fits = await opened.opensGlpiOwn?.(SIGNAL)
    await opened.close()
    return fits
  }

  test('it is unknown whether it fits while GLPI has encrypted nothing', async () => {
    expect(await tried(glpi().cryptKey)).toBe(null)
    // a value of Latchkey's own shows nothing
    await glpi().store(seal(DEMO_KEY, other))
    expect(await tried(other)).toBe(null)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['its former key', () => glpi().store(sealed(LONG_KEY))],
    ['the password of its proxy', () => glpi().set('proxy_passwd', sealed('a password'))],
    ['the password of its mail', () => glpi().set('smtp_passwd', sealed('a password'))],
    ['an LDAP password', () => table('glpi_authldaps', 'rootdn_passwd', sealed('a password'))],
    ['a mailbox’s', () => table('glpi_mailcollectors', 'passwd', sealed('a password'))],
    ['GLPI 11’s API tokens', () => table('glpi_users', 'api_token', sealed('a token'))],
    ['its OAuth clients', () => table('glpi_oauthclients', 'secret', sealed('a secret'))],
  ])('is tried on %s', async (_, store) => {
    await store()
    expect(await tried(glpi().cryptKey)).toBe(true)
    expect(await tried(other)).toBe(false)
  })

  test('one that opens only some secrets settles nothing; clear text is no secret', async () => {
    await table('glpi_users', 'api_token', 'A1b2C3d4E5f6G7h8I9j0A1b2C3d4E5f6G7h8I9j0')
    expect(await tried(glpi().cryptKey)).toBe(null)
    await glpi().set('smtp_passwd', sealed('a password'))
    await glpi().set('proxy_passwd', encryptedAsGlpi('a password', other))
    expect(await tried(glpi().cryptKey)).toBe(null)
    expect(await tried(other)).toBe(null)
  })

  test('a table that the account may not read is skipped', async () => {
    await table('glpi_authldaps', 'rootdn_passwd', sealed('a password'))
    await glpi().sql(
      `REVOKE ALL ON ${glpi().name}.* FROM '${glpi().name}'@'127.0.0.1'; GRANT SELECT, UPDATE, INSERT ON ${glpi().name}.glpi_configs TO '${glpi().name}'@'127.0.0.1'`,
    )
    expect(await tried(other)).toBe(null)
    await glpi().set('smtp_passwd', sealed('a password'))
    expect(await tried(other)).toBe(false)
  })

  test.each<[string, () => Partial<NonNullable<Connection['database']>>, object]>([
    ['no copy', () => ({ cryptKeyFile: undefined }), { outcome: 'not-needed', facts: { reason: 'no-key-file' } }],
    [
      'no such file',
      () => ({ cryptKeyFile: '/no/such/file' }),
      { cause: 'copy-unusable', facts: { path: '/no/such/file', 'error-code': 'ENOENT' } },
    ],
    [
      'a folder',
      () => ({ cryptKeyFile: glpi().folder }),
      { cause: 'copy-unusable', facts: { 'error-code': 'EISDIR' } },
    ],
    ['31 bytes', () => (cutFile(), {}), { cause: 'copy-unusable', facts: { 'error-code': 'WRONG_LENGTH' } }],
    [
      'that of another GLPI',
      () => (otherFile(), {}),
      { cause: 'copy-does-not-fit', facts: { state: 'opens-nothing' } },
    ],
    ['the right one', () => ({}), { outcome: 'passed', cause: null, facts: { state: 'opens' } }],
  ])('%s says nothing of GLPI’s own file', async (_, change, expected) => {
    await glpi().store(sealed(LONG_KEY))
    const { byId, snapshot, steps } = await inspect(connectionWith(change()))
    expect(byId['glpi-copy']).toMatchObject(expected)
    expect(snapshot.cryptKey).toBe(null)
    for (const { cause } of steps) expect(['crypt-key-missing', 'crypt-key-changed']).not.toContain(cause)
  })

  test('one that opens nothing of GLPI’s own is not used for writing, whatever the row holds', async () => {
    await glpi().set('smtp_passwd', sealed('a password'))
    otherFile()
    expect(await set(connectionWith(), DEMO_KEY)).toMatchObject({ did: 'kept', cause: 'copy-does-not-fit' })
    expect(await glpi().value()).toBeUndefined()
  })
})

const table = (name: string, column: string, value: string) =>
  glpi().sql(
    `CREATE TABLE ${glpi().name}.${name} (id int unsigned AUTO_INCREMENT PRIMARY KEY, ${column} text); INSERT INTO ${glpi().name}.${name} (${column}) VALUES ('${value}')`,
  )

test('a silent listener ends in a timeout, and no connection is left open', async () => {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const given = new AbortController()
  const outcome = by(connectionWith({ port }), (opened) => opened.set(DEMO_KEY, given.signal))
  await once(silent, 'connection')
  given.abort()
  expect(await outcome).toMatchObject({ did: 'kept', cause: 'glpi-unreachable', errorCode: 'CANCELLED' })
  await expect.poll(() => [...sockets].every((socket) => socket.closed || socket.readableEnded)).toBe(true)
  silent.close()
})

test('a value that appeared meanwhile is inspected before it is overwritten', async () => {
  const opened = createDatabaseMethod(glpi().database)
  await glpi().storeKey(LONG_KEY)
  expect(await opened.findWriteBlocker(SIGNAL)).toBe(null)
  const other = spoilt(LONG_KEY)
  await glpi().store(other)
  expect(await opened.write(DEMO_KEY, SIGNAL)).toMatchObject({
    answer: 'refused',
    failure: { cause: 'copy-does-not-fit' },
  })
  expect(await glpi().value()).toBe(other)
  await opened.close()
})

test('a row locked by another client ends in a timeout; nothing is written', async () => {
  await glpi().storeKey(LONG_KEY)
  const { host, port, user, password = '', name } = glpi().database
  const other = await createConnection({ host, port: port ?? 0, user, password, database: name })
  await other.query('START TRANSACTION')
  await other.query("SELECT * FROM glpi_configs WHERE context = 'core' FOR UPDATE")
  const given = new AbortController()
  const opened = openGlpi({ connection: connectionWith() })
  const outcome = opened.set(DEMO_KEY, given.signal)
  const waiting = async () => {
    const rows = await glpi().sql(
      `SELECT id FROM information_schema.processlist WHERE user = '${glpi().name}' AND info LIKE '%registration_key%FOR UPDATE'`,
    )
    return rows.length
  }
  await expect.poll(waiting).toBe(1)
  given.abort()
  expect(await outcome).toMatchObject({ cause: expect.any(String), did: 'kept' })
  // what is asked next does not wait for what was given up
  expect((await opened.inspect(() => undefined, SIGNAL)).snapshot.stored.fingerprint).toBe(fingerprintOf(LONG_KEY))
  await other.end()
  await opened.close()
  expect(await glpi().key()).toBe(LONG_KEY)
})

describe('a database that is not what it should be', () => {
  test('rows without end are not taken in: the answer is cut off long before the deadline', async () => {
    const { name } = glpi()
    await glpi().sql(`RENAME TABLE ${name}.glpi_configs TO ${name}.kept`)
    const text = (value: string) => `CONVERT(${value} USING utf8mb4) COLLATE utf8mb4_unicode_ci`
    await glpi().sql(`CREATE VIEW ${name}.glpi_configs AS
      SELECT ${text("'core'")} AS context, ${text("'version'")} AS name, REPEAT('x', 60000) AS value
      FROM ${name}.seq_1_to_1000000000`)
    const before = process.memoryUsage().rss
    try {
      const { steps } = await inspect(connectionWith())
      expect(steps.find(({ stage }) => stage === 'glpi-sign-in')).toMatchObject({ cause: 'reply-too-large' })
      expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
    } finally {
      await glpi().sql(`DROP VIEW ${name}.glpi_configs`)
      await glpi().sql(`RENAME TABLE ${name}.kept TO ${name}.glpi_configs`)
    }
  })

  test('a version and an id are shown as text, and of a length', async () => {
    await glpi().set('version', `11.0.1\u001b]0;owned\u0007\u202e${'x'.repeat(5000)}`)
    await glpi().set('glpi_network_uuid', `\u001b[2J${'u'.repeat(5000)}`)
    const { snapshot, steps } = await inspect(connectionWith())
    expect([snapshot.version?.length, snapshot.uid?.length]).toEqual([120, 120])
    expect(snapshot.version).toMatch(/^11\.0\.1 \]0;owned x+$/)
    expect(JSON.stringify({ snapshot, steps })).not.toMatch(/\\u001b|\u202e/)
  })
})
