import type { Context, MiddlewareHandler } from 'hono'
import { networkOf } from '../network-of.ts'
import type { SignInGuard } from '../sign-in-guard.ts'
import { callerOf } from './caller.ts'

/** Where a request comes from. */
export const callerNetwork = (c: Context): string => networkOf(callerOf(c).address)

/** Before the body of a sign-in is read. */
export const limitSignIns =
  (guard: SignInGuard): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'POST') await guard.assertMayTry(callerNetwork(c))
    await next()
  }
