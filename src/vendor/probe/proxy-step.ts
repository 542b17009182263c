import type { Socket } from 'node:net'
import { readHttpDate } from '#contract/http-date.ts'
import type { Seen } from '#contract/scrub/facts.ts'
import { readClock } from '#domain/clocks.ts'
import { failureOfProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import type { Route } from '../question.ts'
import { tunnelOver } from '../way/open.ts'
import { refusalOf, type TunnelReply } from '../way/tunnel.ts'
import { lookAtRefused } from './look.ts'
import { plannedOn } from './plan.ts'
import type { Run } from './run.ts'

export type Tunnelling = {
  route: Route
  proxy: ProxyAddress
  /** A connection to the proxy. */
  socket: Socket
  /** Another one. */
  again: () => Promise<Socket>
  now: () => number
}

/** Asks the proxy for a connection to GLPI Network. */
export async function proxyStep(run: Run, tunnelling: Tunnelling): Promise<Socket | null> {
  const { route, proxy, socket, again, now } = tunnelling
  const seen: Seen = { proxy: proxy.shown, 'proxy-from': route.proxyFrom }
  return run.step(plannedOn('used', 'proxy'), seen, async () => {
    try {
      const { socket: tunnel, reply } = await tunnelOver(socket, proxy, route, run.limits(3 / 8))
      run.hold(tunnel)
      Object.assign(seen, tunnelSeen(reply))
      readProxyClock(run, reply, now())
      const refusal = refusalOf(reply)
      if (refusal) throw refusal
      return tunnel
    } catch (error) {
      const failure = failureOfProxy(error)
      Object.assign(seen, await lookAtRefused(run, { host: proxy.host, failure, again }))
      throw failure
    }
  })
}

function tunnelSeen({ status, headers }: TunnelReply): Seen {
  const said = headers.server ?? headers['proxy-agent'] ?? headers.via
  return {
    'proxy-status': String(status),
    'proxy-authenticate': headers['proxy-authenticate'] && schemesOf(headers['proxy-authenticate']),
    'proxy-software': said?.toString(),
  }
}

/** Names of the schemes alone: what follows them may be anything (RFC 9110, 11.6.1). */
export const schemesOf = (header: string): string =>
  header
    .replace(/"(?:[^"\\]|\\.)*"?/g, '""')
    .split(',')
    .flatMap((part) => /^\s*([a-z][\w-]*)(?:\s+(?!\s*=)|\s*$)/i.exec(part)?.[1] ?? [])
    .join(', ')

function readProxyClock(run: Run, { headers, tookMs }: TunnelReply, receivedAt: number): void {
  const theirs = readHttpDate(headers.date)
  if (theirs === null) return
  run.clock(readClock('proxy', { sentAt: receivedAt - tookMs, receivedAt, theirs, resolutionMs: 1000 }, false))
}
