import { connect, type Socket } from 'node:net'
import type { Connection as Driver } from 'mysql2/promise'
import type { Connection } from '#contract/connection.ts'
import { dial } from '#net/guarded-connect.ts'
import { Failure } from '#net/failure.ts'
import { failureOfDatabase } from './failure.ts'
import { greetingOn, type Greeting } from './greeting.ts'
import { databaseAddressOf, type DatabaseAddress } from './address.ts'
import { cancelled, withDatabaseDeadline } from './deadline.ts'
import { checkedTls, tlsOptions, UNVERIFIED } from './tls.ts'
import type { AuthPlugin } from 'mysql2'

const CONNECT_MS = 5_000

type Settings = NonNullable<Connection['database']>
type Overrides = Pick<Parameters<typeof signIn>[2], 'ssl' | 'authPlugins'>

/** Opens connections to one database: address, greeting, TLS and account, each with a cause of its own. */
export function createOpening(settings: Settings) {
  const place = databaseAddressOf(settings.host, settings.port)
  const secrets = [settings.password ?? '', settings.tls?.key ?? ''].filter(Boolean)
  let greeting: Greeting | null = null
  let isTlsTried = false

  /** @param overrides how to encrypt and to sign in, in place of what is set. */
  async function open(signal: AbortSignal, overrides: Overrides = {}): Promise<Driver> {
    const state: { reached: 'nothing' | 'port' | 'greeting' } = { reached: 'nothing' }
    return withDatabaseDeadline({ ms: CONNECT_MS, signal }, reach, () => LATE[state.reached]())

    async function reach(inTime: AbortSignal): Promise<Driver> {
      const socket = dialDatabase(place)
      const stop = () => socket.destroy(inTime.reason instanceof Failure ? inTime.reason : cancelled())
      inTime.addEventListener('abort', stop, { once: true })
      try {
        await connected(socket)
        state.reached = 'port'
        greeting = await greetingOn(socket)
        state.reached = 'greeting'
        return await signIn(socket, place, { ...settings, ...overrides })
      } catch (error) {
        socket.destroy()
        throw failureOfDatabase(error, { isMariaDb: greeting?.isMariaDb ?? false, secrets, isSignIn: true })
      } finally {
        inTime.removeEventListener('abort', stop)
      }
    }
  }

  return {
    isMariaDb: () => greeting?.isMariaDb ?? false,

    async open(signal: AbortSignal): Promise<Driver> {
      checkedTls(settings.tls)
      try {
        return await open(signal)
      } catch (error) {
        if (await needsTls(error, signal)) throw requiresTls(error)
        throw error
      }
    },
  }

  /**
   * A server says the same of a wrong password and of an account that has to come by TLS; so the same account comes once more, by TLS. The
   * certificate is not verified: nothing is sent that has not gone over the connection before it, which had no TLS.
   */
  async function needsTls(error: unknown, signal: AbortSignal): Promise<boolean> {
    const isDenied = error instanceof Failure && error.errorCode === 'ER_ACCESS_DENIED_ERROR'
    if (!isDenied || settings.tls || isTlsTried || greeting?.offersTls !== true) return false
    isTlsTried = true
    try {
      const tried = await open(signal, { ssl: UNVERIFIED, authPlugins: WITHOUT_PASSWORD_IN_CLEAR })
      cutOff(tried)
      return true
    } catch {
      return false
    }
  }
}

const requiresTls = (error: unknown): Failure =>
  new Failure('database-tls-required', 'REQUIRE_SSL', error instanceof Failure ? error.evidence : {})

const LATE = {
  nothing: () => new Failure('connect-timeout', 'ETIMEDOUT'),
  // a MariaDB speaks first
  port: () => new Failure('reply-timeout', 'NO_GREETING'),
  greeting: () => new Failure('reply-timeout', 'TIMEOUT'),
}

type SignIn = Settings & { ssl?: ReturnType<typeof tlsOptions>; authPlugins?: ReturnType<typeof signInMethods> }

async function signIn(socket: Socket, place: DatabaseAddress, settings: SignIn): Promise<Driver> {
  const { user, password, name, tls } = settings
  const ssl = settings.ssl ?? (tls && tlsOptions(tls, place))
  const { createConnection } = await import('mysql2/promise')
  const opening = createConnection({
    user,
    database: name,
    charset: 'utf8mb4_general_ci',
    // there is a clock already
    connectTimeout: 0,
    ...('host' in place && { host: place.host }),
    ...(password && { password }),
    ...(ssl && { ssl, enableCleartextPlugin: ssl.rejectUnauthorized }),
    authPlugins: settings.authPlugins ?? signInMethods(password ?? ''),
    stream: () => socket,
    // no file of this machine is ever sent, whatever the server asks for
    flags: ['-LOCAL_FILES'],
  })
  // the greeting waits there
  socket.resume()
  const opened = await opening
  sockets.set(opened, socket)
  return opened
}

const sockets = new WeakMap<Driver, Socket>()

/** Ends a connection at once. The driver only says that it will send no more, and goes on to take in what comes. */
export function cutOff(opened: Driver): void {
  opened.destroy()
  sockets.get(opened)?.destroy()
}

/** Bytes that have come over this connection, whatever the driver has made of them yet. */
export const bytesFrom = (opened: Driver): number => sockets.get(opened)?.bytesRead ?? 0

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject)
  })
}

const dialDatabase = (place: DatabaseAddress): Socket =>
  'path' in place ? connect({ path: place.path }) : dial(place.host, place.port, 'glpi-unreachable')

type Methods = Record<string, AuthPlugin>

/** What the driver does not know by itself. The code is loaded where a server asks for it. */
const signInMethods = (password: string): Methods => ({
  client_ed25519: () => async (data) => (await import('./ed25519.ts')).signedWith(password, data),
})

const refuse: AuthPlugin = () => () => {
  throw new Error('not by this method')
}

/** Methods that send the password itself over TLS are only for servers whose certificate was verified. */
const WITHOUT_PASSWORD_IN_CLEAR: Methods = {
  caching_sha2_password: refuse,
  sha256_password: refuse,
  mysql_clear_password: refuse,
}
