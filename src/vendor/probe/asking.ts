import type { Socket } from 'node:net'
import { connectorOf } from '../connector.ts'
import { exchange, type Exchange, type Reply } from '../exchange.ts'
import { failureOf } from '../failure.ts'
import { everyHeaders, type Route } from '../question.ts'
import { limited, type Limits } from '../way/limits.ts'
import { openWay } from '../way/open.ts'
import type { Run } from './run.ts'

export type Asking = {
  get(
    path: string,
    headers: Record<string, string>,
    limits: Limits,
    take?: Pick<Exchange, 'sink' | 'maxBytes'>,
  ): Promise<Reply>
  close(): Promise<void>
}

/**
 * Questions over a connection that stands. `reopens`: a server that closes it after a reply gets another one, opened
 * and verified as every check does; never for a connection that is only looked at.
 */
export async function askOver(
  run: Run,
  route: Route,
  socket: Socket,
  now: () => number,
  reopens: boolean,
): Promise<Asking> {
  const { Client } = await import('undici')
  let first: Socket | null = socket
  const connect = connectorOf(async () => {
    const standing = first
    first = null
    if (standing) return standing
    if (!reopens) throw failureOf(null)
    return run.hold(await openWay(route, run.limits(1 / 8), () => undefined))
  })
  const client = new Client(route.base.origin, { headersTimeout: 0, bodyTimeout: 0, connect })
  return {
    async get(path, headers, limits, take) {
      const { signal, clear } = limited(limits)
      const url = new URL(path, route.base)
      const asked = { dispatcher: client, proxied: route.proxy !== null, url, signal, now, ...take }
      return exchange({ ...asked, headers: { ...everyHeaders(route), ...headers } }).finally(clear)
    },
    close: () => client.destroy(),
  }
}
