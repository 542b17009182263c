import { createServer, type RequestListener } from 'node:http'
import type { Plugin } from './catalogue.ts'

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

/** A stand-in for GLPI Network as a real HTTP server. Rejects with the system's error when it cannot listen. */
export async function startSandbox({
  port,
  host = '127.0.0.1',
  now = Date.now,
  plugins,
}: {
  port: number
  host?: string
  now?: () => number
  /** What the marketplace offers. */
  plugins?: readonly Plugin[]
}): Promise<Sandbox> {
  const calls: SandboxCall[] = []
  let url = ''
  const note = (call: SandboxCall): void => {
    calls.push(call)
    if (calls.length > KEPT_CALLS) calls.shift()
  }
  let loaded: Promise<RequestListener> | undefined
  /** With the first question: a start needs nothing of it. */
  const load = () =>
    (loaded ??= import('./answer-calls.ts').then(({ answerCalls }) => answerCalls({ note, url, now, plugins })))
  const server = createServer(CONNECTIONS, (request, reply) => void load().then((answer) => answer(request, reply)))
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
