import type { Socket } from 'node:net'
import { readHttpDate } from '#contract/dates.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import { readClock } from '#domain/clocks.ts'
import { Failure } from '#net/failure.ts'
import { failureOfProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import type { NetworkPath } from '../question.ts'
import { tunnelOver } from '../path/open.ts'
import { causeOfTunnelStatus } from '#net/classify-reply.ts'
import type { TunnelReply } from '../path/tunnel.ts'
import { examineRefusedConnection } from './refused-connection.ts'
import { plannedStep } from './plan.ts'
import type { ProbeRun } from './run.ts'

export type Tunnelling = {
  route: NetworkPath
  proxy: ProxyAddress
  /** A connection to the proxy. */
  socket: Socket
  /** Another one. */
  again: () => Promise<Socket>
  now: () => number
}

/** Asks the proxy for a connection to GLPI Network. */
export async function proxyStep(run: ProbeRun, tunnelling: Tunnelling): Promise<Socket | null> {
  const { route, proxy, socket, again, now } = tunnelling
  const seen: SeenFacts = { proxy: proxy.shown, 'proxy-from': route.proxyFrom }
  return run.step(plannedStep('used', 'proxy'), seen, async () => {
    try {
      const { socket: tunnel, reply } = await tunnelOver(socket, proxy, route, run.limits(3 / 8))
      run.hold(tunnel)
      Object.assign(seen, tunnelFacts(reply))
      readProxyClock(run, reply, now())
      const cause = causeOfTunnelStatus(reply.status)
      if (cause) throw new Failure(cause)
      return tunnel
    } catch (error) {
      const failure = failureOfProxy(error)
      Object.assign(seen, await examineRefusedConnection(run, { host: proxy.host, failure, again }))
      throw failure
    }
  })
}

function tunnelFacts({ status, headers }: TunnelReply): SeenFacts {
  const software = headers.server ?? headers['proxy-agent'] ?? headers.via
  return {
    'proxy-status': String(status),
    'proxy-authenticate': headers['proxy-authenticate'] && schemesOf(headers['proxy-authenticate']),
    'proxy-software': software?.toString(),
  }
}

/** Names of the schemes alone: what follows them may be anything (RFC 9110, 11.6.1). */
export const schemesOf = (header: string): string =>
  header
    .replace(/"(?:[^"\\]|\\.)*"?/g, '""')
    .split(',')
    .flatMap((part) => /^\s*([a-z][\w-]*)(?:\s+(?!\s*=)|\s*$)/i.exec(part)?.[1] ?? [])
    .join(', ')

function readProxyClock(run: ProbeRun, { headers, tookMs }: TunnelReply, receivedAt: number): void {
  const theirs = readHttpDate(headers.date)
  if (theirs === null) return
  run.clock(readClock('proxy', { sentAt: receivedAt - tookMs, receivedAt, theirs, resolutionMs: 1000 }, false))
}
