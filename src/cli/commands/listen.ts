import { createServer, get, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { Health } from '#contract/panel.ts'
import { addressesOf, openableHost, type Addresses } from './addresses.ts'
import { SettingsError, type ServerSettings } from '#server/settings.ts'

/** Listens before the gateway is ready: early requests wait and are not refused. */
export type EarlyListener = Addresses & {
  open(listener: RequestListener): void
  close(): Promise<void>
}

/**
 * A proxy in front keeps a connection for 60 s and may use it at any moment. Where the server closes it earlier, that request
 * ends in a 502. Requests that never end are looked for every five minutes, and not twice a minute as Node does: an idle gateway sleeps.
 */
const CONNECTIONS = { keepAliveTimeout: 75_000, headersTimeout: 80_000, connectionsCheckingInterval: 300_000 }

/** Rejects with a SettingsError when the address cannot be listened on. */
export async function listenAt({ host, port }: Pick<ServerSettings, 'host' | 'port'>): Promise<EarlyListener> {
  const early: Parameters<RequestListener>[] = []
  const wait: RequestListener = (...exchange) => void early.push(exchange)
  const server = createServer(CONNECTIONS, wait)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch(async (error: unknown) => {
    const url = `http://${openableHost(host)}:${port}`
    if (codeOf(error) === 'EADDRINUSE' && (await isLatchkey(url)))
      throw new SettingsError(
        `Latchkey itself runs at ${url} already: open it there, or choose another port with LATCHKEY_PORT.`,
      )
    return refuse('LATCHKEY_PORT')(error)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no address')
  return {
    ...addressesOf(address),
    open(listener) {
      server.off('request', wait).on('request', listener)
      for (const exchange of early) listener(...exchange)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // browsers keep connections open for minutes; nothing is being answered any more
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
      throw new SettingsError(`The port is taken by another program: choose another with ${setting}.`)
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

function isHealth(body: string): boolean {
  try {
    return Health.safeParse(JSON.parse(body)).success
  } catch {
    return false
  }
}
