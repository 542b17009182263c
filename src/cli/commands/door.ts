import { createServer, type RequestListener } from 'node:http'
import { SettingsError, type Settings } from '#server/settings.ts'

/** The gateway's address before the gateway: whoever comes early waits, and is not turned away. */
export type Door = {
  url: string
  open(listener: RequestListener): void
  close(): Promise<void>
}

/** Rejects with a SettingsError when the address cannot be listened on. */
export async function listenAt({ host, port }: Settings): Promise<Door> {
  const early: Parameters<RequestListener>[] = []
  const wait: RequestListener = (...exchange) => void early.push(exchange)
  const server = createServer(wait)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch(refuse('LATCHKEY_PORT'))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no address')
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${name}:${address.port}`,
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
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === 'EADDRINUSE')
      throw new SettingsError(`The port is taken by another program: choose another with ${setting}.`)
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new SettingsError(`This address cannot be listened on (${code}): change LATCHKEY_HOST or ${setting}.`)
    throw error
  }
