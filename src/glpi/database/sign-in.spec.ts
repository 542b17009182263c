import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate, type Certificate } from '#glpi-network/testing/certificate.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
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

type SignInFailure = { cause: CauseCode; errorCode: string | null; said: string | undefined }

/** null where the account was let in, else what kept it out. */
async function signIn(settings: Partial<Settings>): Promise<SignInFailure | null> {
  const session = createDatabaseSession({
    host: '127.0.0.1',
    user: 'glpi',
    name: 'glpi',
    password: PASSWORD,
    ...settings,
  })
  try {
    await session.open(SIGNAL)
    return null
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { cause, errorCode, evidence } = error
    return { cause, errorCode, said: evidence.said }
  } finally {
    await session.close()
  }
}

describe('MySQL 8, by caching_sha2_password', () => {
  const tls = { cert: SERVER.cert, key: SERVER.key }

  test('one that remembers the account takes a hash', async () => {
    const { port, signIns } = await mysql8({ isCached: true })
    expect(await signIn({ port })).toBeNull()
    expect(signIns).toEqual(['by its hash'])
  })

  test('without TLS the password goes encrypted for the server’s key', async () => {
    const { port, signIns } = await mysql8()
    expect(await signIn({ port })).toBeNull()
    expect(signIns).toEqual(['encrypted for its key'])
  })

  test('over TLS it goes as it is, to a server whose issuer is known', async () => {
    const { port, signIns } = await mysql8({ tls })
    expect(await signIn({ port, tls: { ca: AUTHORITY.cert } })).toBeNull()
    expect(signIns).toEqual(['in clear over TLS'])
  })

  test.each<[string, Partial<Settings>, Partial<SignInFailure>]>([
    [
      'a wrong password',
      { password: 'wrong' },
      {
        cause: 'database-account-refused',
        errorCode: 'ER_ACCESS_DENIED_ERROR',
        said: expect.stringMatching(/^Access denied for user/),
      },
    ],
    [
      'an issuer that nobody knows',
      { tls: {} },
      { cause: 'tls-untrusted-issuer', errorCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    ],
    [
      'a certificate for another name',
      { host: 'localhost', tls: { ca: AUTHORITY.cert } },
      { cause: 'tls-wrong-host', errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    ],
    [
      'an issuer that is none',
      { tls: { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } },
      { cause: 'database-tls-required', errorCode: expect.any(String) },
    ],
  ])('%s is refused', async (_, settings, expected) => {
    const { port } = await mysql8({ tls })
    expect(await signIn({ port, ...settings })).toMatchObject(expected)
  })

  test('a certificate for any name will do where the settings say so', async () => {
    const { port } = await mysql8({ tls })
    expect(await signIn({ port, host: 'localhost', tls: { ca: AUTHORITY.cert, anyName: true } })).toBeNull()
  })

  test('a wrong password is tried over TLS too, but never sent to a server without a trusted certificate', async () => {
    const { port, signIns } = await mysql8({ tls })
    expect(await signIn({ port, password: 'wrong' })).toMatchObject({ cause: 'database-account-refused' })
    expect(signIns).toEqual(['refused'])
  })

  test.each<[string, Certificate, CauseCode, string]>([
    [
      'expired',
      makeCertificate({ name: 'db', by: AUTHORITY, from: new Date('2020-01-01'), to: new Date('2021-01-01') }),
      'tls-expired',
      'CERT_HAS_EXPIRED',
    ],
    ['self-signed', makeCertificate({ name: 'db' }), 'tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('a certificate that is %s', async (_, certificate, cause, errorCode) => {
    const { port } = await mysql8({ tls: certificate })
    expect(await signIn({ port, tls: { ca: AUTHORITY.cert } })).toEqual({ cause, errorCode, said: undefined })
  })

  test('TLS is asked for, and not to be had', async () => {
    const { port } = await mysql8()
    expect(await signIn({ port, tls: { ca: AUTHORITY.cert } })).toEqual({
      cause: 'tls-not-tls',
      errorCode: 'HANDSHAKE_NO_SSL_SUPPORT',
      said: undefined,
    })
  })
})

test('a server of another kind is recognised by its greeting', async () => {
  const port = await listen(
    createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2p1 Debian\r\n')),
  )
  expect(await signIn({ port })).toEqual({
    cause: 'database-unsupported',
    errorCode: 'NOT_A_DATABASE',
    said: 'SSH-2.0-OpenSSH_9.2p1 Debian',
  })
})

test('a server that closes at once', async () => {
  const port = await listen(createServer((socket) => void socket.on('error', () => undefined).end()))
  expect(await signIn({ port })).toEqual({ cause: 'connection-reset', errorCode: 'CLOSED', said: undefined })
})

test('a web server waits to be asked: nothing comes of it, and in time', async () => {
  const port = await listen(createHttpServer())
  expect(await signIn({ port })).toEqual({ cause: 'reply-timeout', errorCode: 'NO_GREETING', said: undefined })
})

/** An error that a server sends instead of a greeting, with MariaDB's number. */
const errorPacket = (number: number, sentence: string): Buffer => {
  const body = Buffer.concat([Buffer.from([0xff, number & 0xff, number >> 8]), Buffer.from(`#HY000${sentence}`)])
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body])
}

test.each<[number, string, CauseCode, string]>([
  [1040, 'Too many connections', 'glpi-unreachable', 'ER_CON_COUNT_ERROR'],
  [1129, 'Host is blocked', 'database-account-refused', 'ER_HOST_IS_BLOCKED'],
  [1130, 'Host is not allowed', 'database-account-refused', 'ER_HOST_NOT_PRIVILEGED'],
])('%i in place of a greeting: %s', async (number, sentence, cause, errorCode) => {
  const port = await listen(
    createServer((socket) => void socket.on('error', () => undefined).end(errorPacket(number, sentence))),
  )
  expect(await signIn({ port })).toEqual({ cause, errorCode, said: sentence })
})
