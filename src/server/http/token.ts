import type { Context } from 'hono'
import type { ApiRoute } from '#contract/api/route.ts'

/** The read-only token that a request for this route brings; null without one, and where the route takes none. */
export function tokenOf(c: Context, { token }: ApiRoute): string | null {
  if (token === undefined) return null
  const inHeader = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return inHeader ?? (token === 'address' ? (c.req.query('token') ?? null) : null)
}
