import type { Agent } from 'undici'
import { guardConnector, guardedLookup } from '#net/guarded-connect.ts'
import { connectorOptions, pinCertificate, type TlsTrust } from './tls-trust.ts'

const CONNECT_MS = 5_000
/** Between two requests of one inspection or write. A connection that is idle for longer is closed. */
const IDLE_MS = 1_000

/** How GLPIs are connected to. undici is loaded at first use. */
export type GlpiConnections = {
  dispatcher: Promise<Agent>
  close: () => Promise<void>
}

let shared: Promise<Agent> | null = null

/**
 * The connections to all GLPIs whose certificates need nothing special. Those that are idle are closed after a second, forgotten with
 * their origin, and keep no process alive.
 */
export const createGlpiConnections = (): Promise<Agent> => (shared ??= open({}))

/** The same for a GLPI with its own `tls` settings. It shares its connections with no other, and closes them. */
export function connectionsTo(tls: TlsTrust | undefined): GlpiConnections {
  if (tls?.ca === undefined && tls?.fingerprint === undefined) {
    return {
      get dispatcher() {
        return createGlpiConnections()
      },
      close: async () => undefined,
    }
  }
  let own: Promise<Agent> | null = null
  return {
    get dispatcher() {
      return (own ??= open(tls))
    },
    async close() {
      // one that could not be opened has nothing to close
      await own?.then((agent) => agent.close()).catch(() => undefined)
      own = null
    },
  }
}

async function open(tls: TlsTrust): Promise<Agent> {
  const { Agent, buildConnector: connectorOf } = await import('undici')
  const connect = connectorOf({ timeout: CONNECT_MS, allowH2: false, lookup: guardedLookup, ...connectorOptions(tls) })
  return new Agent({
    // every exchange has a deadline of its own; two clocks for one thing would race
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    connect: guardConnector(tls.fingerprint === undefined ? connect : pinCertificate(connect, tls.fingerprint)),
  })
}
