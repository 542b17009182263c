import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import type { Dispatcher, buildConnector } from 'undici'
import type { CauseCode } from '#domain/causes.ts'
import { vendorFailureOf } from './failure.ts'
import type { NetworkPath, Timeouts } from './question.ts'

export type VendorConnections = {
  dispatcher: Dispatcher
  /** What is being waited for: the cause of a timeout while a connection is opened; null while none is. */
  late: () => CauseCode | null
  close(): Promise<void>
}

/**
 * Connections to one origin, by one network path.
 * undici, and Node's TLS with the path, are loaded at first use: a gateway that only shows remembered verdicts needs neither.
 */
export async function createVendorConnections(route: NetworkPath, { connectMs }: Timeouts): Promise<VendorConnections> {
  const [{ Agent }, { openNetworkPath }] = await Promise.all([import('undici'), import('./path/open.ts')])
  const closing = new AbortController()
  const limits = { ms: connectMs, signal: closing.signal }
  const opening = new Map<symbol, CauseCode>()
  const dispatcher = new Agent({
    // the whole exchange has its own deadline; two clocks for one thing would race
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connectorOf(async () => {
      const own = Symbol('a connection that is being opened')
      return openNetworkPath(route, limits, (late) => opening.set(own, late)).finally(() => opening.delete(own))
    }),
  })
  return {
    dispatcher,
    late: () => [...opening.values()][0] ?? null,
    async close() {
      closing.abort()
      await dispatcher.destroy()
    },
  }
}

/** Lets undici use connections that are opened by `open`. */
export function connectorOf(open: () => Promise<Socket>): buildConnector.connector {
  const opened = callbackify(open)
  return (_, done) => opened((error, socket) => (error ? done(vendorFailureOf(error), null) : done(null, socket)))
}
