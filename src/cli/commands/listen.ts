import { createServer, get, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { guardConnections, SERVER_OPTIONS } from '#server/connections.ts'
import { addressesOf, openableHost, type Addresses } from './addresses.ts'
import { SettingsError, type ServerSettings } from '#server/settings.ts'

type Exchange = Parameters<RequestListener>

/** Listens before the gateway is ready: early requests wait and are not refused. */
export type EarlyListener = Addresses & {
  /** Whether our own certificate is for this name. */
  isCertified(name: string): boolean
  /** From now on `some` answers. @returns when it has left a request, which waits for `open`. */
  openFor(some: (...asked: [...Exchange, leave: () => void]) => void): Promise<void>
  open(listener: RequestListener): void
  /** Called when the gateway stops, before what was begun is waited for: it ends what would go on for ever. */
  whenStopping(end: () => void): void
  /** Refuses what is new, and waits for what was begun, but no longer than `ms`. */
  drain(ms: number): Promise<void>
  /** Closes every connection. */
  close(): Promise<void>
}

/** Who came just before the signal to stop is answered, and not reset: the port is closed once nobody has come for so long. */
const QUIET_MS = 50
const MOST_QUIET_MS = 5000

const ignore = (): void => undefined

type Listened = Pick<ServerSettings, 'host' | 'port'> & Partial<Pick<ServerSettings, 'tls'>>

/**
 * @param complain called with the reason why a new certificate cannot be used.
 * @throws SettingsError when the address cannot be listened on, or the certificate cannot be used.
 */
export async function listenAt(
  { host, port, tls = null }: Listened,
  complain: (sentence: string) => void = ignore,
): Promise<EarlyListener> {
  const early: Exchange[] = []
  let rest: RequestListener = (...exchange) => void early.push(exchange)
  let answer: RequestListener = (...exchange) => rest(...exchange)
  const certificate = tls && (await (await import('#server/tls-files.ts')).readTlsFiles(tls))
  const server = certificate
    ? (await import('node:https')).createServer({ ...SERVER_OPTIONS, ...certificate.pair })
    : createServer(SERVER_OPTIONS)
  const connections = guardConnections(server, (request, response) => answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch(async (error: unknown) => {
    const url = `http://${openableHost(host)}:${port}`
    if (codeOf(error) === 'EADDRINUSE' && (await isLatchkey(url)))
      throw new SettingsError(
        `Latchkey itself runs at ${url} already: open it there, or choose another port with LATCHKEY_PORT.`,
        { cause: error },
      )
    return refuse('LATCHKEY_PORT')(error)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no address')
  const unfollow = certificate && 'setSecureContext' in server ? certificate.follow(server, complain) : ignore
  let endStreams: () => void = ignore
  return {
    ...addressesOf(address, tls !== null),
    isCertified: (name) => certificate?.isFor(name) ?? false,
    openFor: (some) =>
      new Promise((resolve) => {
        answer = (...exchange) =>
          some(...exchange, () => {
            rest(...exchange)
            resolve()
          })
        for (const exchange of early.splice(0)) answer(...exchange)
      }),
    open(listener) {
      rest = listener
      answer = listener
      for (const exchange of early.splice(0)) listener(...exchange)
    },
    whenStopping: (end) => void (endStreams = end),
    async drain(ms) {
      const end = performance.now() + ms
      connections.refuse()
      endStreams()
      for (const [, response] of early.splice(0)) response.writeHead(503, { connection: 'close' }).end()
      await connections.settled(QUIET_MS, MOST_QUIET_MS)
      server.close()
      connections.closeWaiting()
      await connections.answered(Math.max(end - performance.now(), 0))
    },
    close: () =>
      new Promise((resolve) => {
        unfollow()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An address that cannot be listened on is a wrong setting; it gets one sentence. */
export const refuse =
  (setting: string) =>
  (error: unknown): never => {
    const code = codeOf(error)
    if (code === 'EADDRINUSE')
      throw new SettingsError(`The port is taken by another program: choose another with ${setting}.`, { cause: error })
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      throw new SettingsError(`LATCHKEY_HOST is the name of no address of this machine (${code}).`)
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new SettingsError(`This address cannot be listened on (${code}): change LATCHKEY_HOST or ${setting}.`)
    throw error
  }

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error ? String(error.code) : null

/** The program that has the port is asked only who it is, and not for long. */
const ASK_MS = 1000

const isLatchkey = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    get(`${url}/api/health`, { timeout: ASK_MS, agent: false, signal: AbortSignal.timeout(ASK_MS) }, (reply) => {
      text(reply).then(
        (body) => resolve(isHealth(body)),
        () => resolve(false),
      )
    }).on('error', () => resolve(false))
  })

async function isHealth(body: string): Promise<boolean> {
  const { Health } = await import('#contract/panel.ts')
  try {
    return Health.safeParse(JSON.parse(body)).success
  } catch {
    return false
  }
}
