import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answer } from './answer.ts'
import { SANDBOX_KEYS } from './keys.ts'

export type Call = { path: string; key: string | null }

export type Sandbox = {
  /** Its base address, as `GLPI_NETWORK_SERVICES` takes it. */
  url: string
  /** What was asked, oldest first, with the name of the key: the latest 10,000. */
  calls(): readonly Call[]
  /** Ends at once, hanging connections included. */
  close(): Promise<void>
}

const KEPT_CALLS = 10_000
const BY_KEY = new Map(SANDBOX_KEYS.map((entry) => [entry.key, entry]))

/** A stand-in for GLPI Network as a real HTTP server. Rejects with the system's error when it cannot listen. */
export async function startSandbox({
  port,
  host = '127.0.0.1',
  now = Date.now,
}: {
  port: number
  host?: string
  now?: () => number
}): Promise<Sandbox> {
  const calls: Call[] = []
  const server = createServer((request: IncomingMessage, reply: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? host}`)
    const entry = BY_KEY.get(String(request.headers['x-registration-key'] ?? ''))
    calls.push({ path: url.pathname, key: entry?.name ?? null })
    if (calls.length > KEPT_CALLS) calls.shift()
    reply.setHeader('x-latchkey-sandbox', '1')
    answer({ request, reply, url, entry, now: now() })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const listening = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host}:${listening}`,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
