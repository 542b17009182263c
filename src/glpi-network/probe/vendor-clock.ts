import type { TLSSocket } from 'node:tls'
import { readHttpDate } from '#contract/dates.ts'
import { readClock } from '#domain/clocks.ts'
import type { VendorReply } from '../exchange.ts'
import type { NetworkPath } from '../question.ts'
import { channelOver } from './channel.ts'
import type { ProbeRun } from './run.ts'

/** Before Latchkey was there, GLPI Network cannot have answered it. */
const EARLIEST = Date.UTC(2025, 0)

/** GLPI Network's clock from the `Date` of a reply (RFC 9110, 6.6.1). */
export function readVendorClock(run: ProbeRun, { headers, sentAt, receivedAt }: VendorReply, trusted: boolean): void {
  const theirs = readHttpDate(headers['date'])
  if (theirs === null || theirs < EARLIEST) return
  run.clock(readClock('vendor', { sentAt, receivedAt, theirs, resolutionMs: 1000 }, trusted))
}

/** The same over a connection whose certificate was refused for its dates. It sends no key, and uses the answer for nothing else. */
export async function readRefusedClock(
  run: ProbeRun,
  route: NetworkPath,
  unverified: TLSSocket,
  now: () => number,
): Promise<void> {
  const channel = await channelOver(run, route, unverified, now, false)
  try {
    readVendorClock(run, await channel.get('ping', {}, run.limits(1 / 8)), false)
  } finally {
    await channel.close()
  }
}
