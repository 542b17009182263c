import { createServer } from 'node:http'
import { answer, json } from './answer.ts'
import { PLUGINS, type Plugin } from './catalogue.ts'
import { SANDBOX_KEYS } from './keys.ts'

export type SandboxCall = {
  path: string
  /** The NAME of the sandbox key; null for none, and for a key that is not the sandbox's. */
  key: string | null
}

export type Sandbox = {
  /** Its base address, as `GLPI_NETWORK_SERVICES` takes it. */
  url: string
  /** What was asked, oldest first: the latest 10,000. */
  calls(): readonly SandboxCall[]
  /** Ends at once, hanging connections included. */
  close(): Promise<void>
}

const KEPT_CALLS = 10_000
/** Requests that never end are looked for once an hour, and not twice a minute as Node does: who practises is alone with it. */
const CONNECTIONS = { connectionsCheckingInterval: 3_600_000 }
const BY_KEY = new Map(SANDBOX_KEYS.map((entry) => [entry.key, entry]))

/** A stand-in for GLPI Network as a real HTTP server. Rejects with the system's error when it cannot listen. */
export async function startSandbox({
  port,
  host = '127.0.0.1',
  now = Date.now,
  plugins = PLUGINS,
}: {
  port: number
  host?: string
  now?: () => number
  /** What the marketplace offers. */
  plugins?: readonly Plugin[]
}): Promise<Sandbox> {
  const catalogue = new Map(plugins.map((plugin) => [plugin.key, plugin]))
  const calls: SandboxCall[] = []
  let url = ''
  const server = createServer(CONNECTIONS, (request, reply) => {
    const { method, headers } = request
    const path = pathOf(request.url)
    const entry = BY_KEY.get(String(headers['x-registration-key']))
    calls.push({ path, key: entry?.name ?? null })
    if (calls.length > KEPT_CALLS) calls.shift()
    reply.setHeader('x-latchkey-sandbox', '1')
    if (method !== 'GET') return json(reply, 405, { message: 'Method not allowed.' })
    const origin = originOf(headers.host) ?? url
    return answer(
      { path: path.replace(/^\/+|\/+$/g, ''), headers, origin, behaviour: entry?.behaviour, now: now(), catalogue },
      reply,
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  url = `http://${host.includes(':') ? `[${host}]` : host}:${typeof address === 'object' && address ? address.port : port}`
  return {
    url,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

// not `new URL`: it throws at a target like "//", and one odd request must not end the process
const pathOf = (target = '/'): string => target.replace(/[?#].*$/s, '')

/** A GLPI in a container knows the stand-in by another name than ours: it gets that one back in its links. */
const originOf = (host = ''): string | null =>
  /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host) ? `http://${host}` : null
