import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { Failure } from '#net/failure.ts'
import { createDatabaseSession } from './session.ts'
import { startMysql8, type Mysql8 } from './testing/mysql-8.ts'

type Settings = Parameters<typeof createDatabaseSession>[0]

const SIGNAL = new AbortController().signal
const PASSWORD = 'correct horse'
const AUTHORITY = makeCertificate({ name: 'Our own CA', authority: true })
const SERVER = makeCertificate({ name: 'db.test', hosts: ['db.test', '127.0.0.1'], by: AUTHORITY })

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function mysql8(options: Partial<Parameters<typeof startMysql8>[0]> = {}): Promise<Mysql8> {
  const server = await startMysql8({ password: PASSWORD, ...options })
  closing.push(() => server.close())
  return server
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => void server.close())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  return (server.address() as AddressInfo).port
}

/** 'in', or what kept the account out. */
async function signIn(settings: Partial<Settings>): Promise<string> {
  const session = createDatabaseSession({
    host: '127.0.0.1',
    user: 'glpi',
    name: 'glpi',
    password: PASSWORD,
    ...settings,
  })
  try {
    await session.open(SIGNAL)
    return 'in'
  } catch (error) {
    return error instanceof Failure
      ? [error.cause, error.errorCode, error.evidence.said].filter(Boolean).join(' ')
      : 'no failure of ours'
  } finally {
    await session.close()
  }
}

describe('MySQL 8, by caching_sha2_password', () => {
  const tls = { cert: SERVER.cert, key: SERVER.key }

  test('one that remembers the account takes a hash', async () => {
    const { port, signIns } = await mysql8({ isCached: true })
    expect(await signIn({ port })).toBe('in')
    expect(signIns).toEqual(['by its hash'])
  })

  test('without TLS the password goes encrypted for the server’s key', async () => {
    const { port, signIns } = await mysql8()
    expect(await signIn({ port })).toBe('in')
    expect(signIns).toEqual(['encrypted for its key'])
  })

  test('over TLS it goes as it is, to a server whose issuer is known', async () => {
    const { port, signIns } = await mysql8({ tls })
    expect(await signIn({ port, tls: { ca: AUTHORITY.cert } })).toBe('in')
    expect(signIns).toEqual(['in clear over TLS'])
  })

  test.each<[string, Partial<Settings>, string]>([
    [
      'a wrong password',
      { password: 'wrong' },
      'database-account-refused ER_ACCESS_DENIED_ERROR Access denied for user',
    ],
    ['an issuer that nobody knows', { tls: {} }, 'tls-untrusted-issuer UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'a certificate for another name',
      { host: 'localhost', tls: { ca: AUTHORITY.cert } },
      'tls-wrong-host ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['one for any name', { host: 'localhost', tls: { ca: AUTHORITY.cert, anyName: true } }, 'in'],
    [
      'an issuer that is none',
      { tls: { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } },
      'database-tls-required ',
    ],
  ])('%s', async (_, settings, expected) => {
    const { port } = await mysql8({ tls })
    expect(await signIn({ port, ...settings })).toMatch(new RegExp(`^${expected}`))
  })

  test('a wrong password is tried over TLS too, but never sent to a server without a trusted certificate', async () => {
    const { port, signIns } = await mysql8({ tls })
    expect(await signIn({ port, password: 'wrong' })).toMatch(/^database-account-refused/)
    expect(signIns).toEqual(['refused'])
  })

  test.each([
    [
      'expired',
      makeCertificate({ name: 'db', by: AUTHORITY, from: new Date('2020-01-01'), to: new Date('2021-01-01') }),
      'tls-expired CERT_HAS_EXPIRED',
    ],
    ['self-signed', makeCertificate({ name: 'db' }), 'tls-self-signed DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('a certificate that is %s', async (_, certificate, expected) => {
    const { port } = await mysql8({ tls: certificate })
    expect(await signIn({ port, tls: { ca: AUTHORITY.cert } })).toBe(expected)
  })

  test('TLS is asked for, and not to be had', async () => {
    const { port } = await mysql8()
    expect(await signIn({ port, tls: { ca: AUTHORITY.cert } })).toBe('tls-not-tls HANDSHAKE_NO_SSL_SUPPORT')
  })
})

test('a server of another kind is recognised by its greeting', async () => {
  const port = await listen(
    createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2p1 Debian\r\n')),
  )
  expect(await signIn({ port })).toBe('database-unsupported NOT_A_DATABASE SSH-2.0-OpenSSH_9.2p1 Debian')
})

test('a server that closes at once', async () => {
  const port = await listen(createServer((socket) => void socket.on('error', () => undefined).end()))
  expect(await signIn({ port })).toBe('connection-reset CLOSED')
})

test('a web server waits to be asked: nothing comes of it, and in time', async () => {
  expect(await signIn({ port: await listen(createHttpServer()) })).toBe('reply-timeout NO_GREETING')
})

/** An error that a server sends instead of a greeting, with MariaDB's number. */
const errorPacket = (number: number, sentence: string): Buffer => {
  const body = Buffer.concat([Buffer.from([0xff, number & 0xff, number >> 8]), Buffer.from(`#HY000${sentence}`)])
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body])
}

test.each([
  [1040, 'Too many connections', 'glpi-unreachable ER_CON_COUNT_ERROR Too many connections'],
  [1129, 'Host is blocked', 'database-account-refused ER_HOST_IS_BLOCKED Host is blocked'],
  [1130, 'Host is not allowed', 'database-account-refused ER_HOST_NOT_PRIVILEGED Host is not allowed'],
])('%i in place of a greeting: %s', async (number, sentence, expected) => {
  const port = await listen(
    createServer((socket) => void socket.on('error', () => undefined).end(errorPacket(number, sentence))),
  )
  expect(await signIn({ port })).toBe(expected)
})
