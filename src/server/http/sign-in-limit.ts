import type { Context, MiddlewareHandler } from 'hono'
import type { SignInGuard } from '../sign-in-guard.ts'
import { callerOf } from './caller.ts'

/** Where a request comes from; '' where nobody knows. Of IPv6 the network: a single customer has 2^64 addresses. */
export function callerNetwork(c: Context): string {
  const address = callerOf(c).address ?? ''
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}

/** Before the body of a sign-in is read. */
export const limitSignIns =
  (guard: SignInGuard): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'POST') guard.assertMayTry(callerNetwork(c))
    await next()
  }
