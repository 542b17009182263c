import type { Socket } from 'node:net'
import { connectorOf } from '../dispatcher.ts'
import { requestVendor, type VendorRequest, type VendorReply } from '../exchange.ts'
import { vendorFailureOf } from '../failure.ts'
import { everyHeaders, type NetworkPath } from '../question.ts'
import { startDeadline, type TimeLimit } from '#net/deadline.ts'
import { Failure } from '#net/failure.ts'
import { openNetworkPath } from '../path/open.ts'
import type { ProbeRun } from './run.ts'

export type VendorChannel = {
  get(
    path: string,
    headers: Record<string, string>,
    limits: TimeLimit,
    take?: Pick<VendorRequest, 'sink' | 'maxBytes'>,
  ): Promise<VendorReply>
  close(): Promise<void>
}

/**
 * Sends requests over an open connection. `reopens`: when the server closes it after a reply, another one is opened and verified, as
 * every check does, also where the next request was on its way already (RFC 9112, 9.5). Never for a connection that was not verified.
 */
export async function channelOver(
  run: ProbeRun,
  route: NetworkPath,
  socket: Socket,
  now: () => number,
  reopens: boolean,
): Promise<VendorChannel> {
  const { Client } = await import('undici')
  let first: Socket | null = socket
  /** Over the connection that is open. */
  let hasReplied = false
  const connect = connectorOf(async () => {
    const open = first
    first = null
    hasReplied = false
    if (open) return open
    if (!reopens) throw vendorFailureOf(null)
    return run.hold(await openNetworkPath(route, run.limits(1 / 8), () => undefined))
  })
  const client = new Client(route.base.origin, { headersTimeout: 0, bodyTimeout: 0, connect })
  return {
    async get(path, headers, limits, take = {}) {
      const { signal, clear } = startDeadline(limits)
      const url = new URL(path, route.base)
      const { sink } = take
      let isTaken = false
      const ask = async (): Promise<VendorReply> => {
        const reply = await requestVendor({
          dispatcher: client,
          proxied: route.proxy !== null,
          url,
          headers: { ...everyHeaders(route), ...headers },
          signal,
          now,
          ...take,
          ...(sink && {
            sink(chunk) {
              isTaken = true
              sink(chunk)
            },
          }),
        })
        hasReplied = true
        return reply
      }
      const again = (error: unknown): Promise<VendorReply> => {
        const isClosed = error instanceof Failure && error.cause === 'connection-reset'
        if (!isClosed || !reopens || !hasReplied || isTaken) throw error
        return ask()
      }
      return ask().catch(again).finally(clear)
    },
    close: () => client.destroy(),
  }
}
