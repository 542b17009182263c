import type { Context } from 'hono'
import type { Expected } from '../revision.ts'

/**
 * The states that `If-Match` names (RFC 9110, 13.1.1). Without it, or with `*`, any state will do: who writes a script need not read
 * first, and a page that shows what it changes always says what it has read. A weak tag counts as well: proxies that compress replies
 * weaken ours, which names a state and not the bytes of a reply.
 */
export function expectedBy(c: Context): Expected {
  const header = c.req.header('if-match')
  if (header === undefined || header.trim() === '*') return null
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag)
}

/** JSON with the state that it shows as `ETag`. */
export function answerWithTag(c: Context, body: { revision: string }): Response {
  c.header('etag', `"${body.revision}"`)
  return c.json(body)
}
