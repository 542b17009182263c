import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { isLoopback } from '#contract/loopback.ts'
import { withoutMapping } from '../front.ts'

/** What a proxy adds to a request that it passes on. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Whether the caller is on this machine. A proxy on this machine is not: it shows in its headers, and in the name that people
 * opened. A page of another site, whose name leads here, shows in that name as well.
 */
export const isOnOwnMachine = (c: Context): boolean =>
  isOwn(Object(c.env).incoming?.socket?.remoteAddress, (name) => c.req.header(name), c.req.url)

/** The same of a request as Node has it. */
export const isRequestOnOwnMachine = ({ socket, headers }: IncomingMessage): boolean =>
  isOwn(socket.remoteAddress, (name) => headers[name], `http://${headers.host}`)

function isOwn(peer: unknown, header: (name: string) => unknown, url: string): boolean {
  if (typeof peer !== 'string' || !isLoopback(withoutMapping(peer))) return false
  if (FORWARDED.some((name) => header(name) !== undefined)) return false
  return isLoopback(new URL(url).hostname)
}
