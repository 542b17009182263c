import type { Context } from 'hono'
import { isLoopback } from '#contract/loopback.ts'
import { withoutMapping } from '../front.ts'

/** What a proxy adds to a request that it passes on. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Whether the caller is on this machine. A proxy on this machine is not: it shows in its headers, and in the name that people
 * opened. A page of another site, whose name leads here, shows in that name as well.
 */
export function isOnOwnMachine(c: Context): boolean {
  const { incoming } = Object(c.env)
  const peer: unknown = incoming?.socket?.remoteAddress
  if (typeof peer !== 'string' || !isLoopback(withoutMapping(peer))) return false
  if (FORWARDED.some((name) => c.req.header(name) !== undefined)) return false
  const { hostname } = new URL(c.req.url)
  return isLoopback(hostname)
}
