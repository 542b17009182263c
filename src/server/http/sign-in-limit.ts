import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import type { SignInGuard } from '../sign-in-guard.ts'

/** Where a request comes from; '' where nobody knows. Of IPv6 the network: a single customer has 2^64 addresses. */
export function callerNetwork(c: Context): string {
  const address = hasSocket(c) ? (getConnInfo(c).remote.address ?? '') : ''
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}
const hasSocket = (c: Context): boolean => typeof c.env === 'object' && c.env !== null && 'incoming' in c.env

/** Before the body of a sign-in is read. */
export const limitSignIns =
  (guard: SignInGuard): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'POST') guard.assertMayTry(callerNetwork(c))
    await next()
  }
