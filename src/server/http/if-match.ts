import type { Context } from 'hono'
import type { Expected } from '../revision.ts'

/**
 * The states that `If-Match` names (RFC 9110, 13.1.1). Without it, or with `*`, any state will do, so that a script need not read
 * first. The page always names the state that it shows. A weak tag counts too: proxies that compress replies weaken ours, and ours
 * name states, not bytes.
 */
export function expectedBy(c: Context): Expected {
  const header = c.req.header('if-match')
  if (header === undefined || header.trim() === '*') return null
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag)
}

/** Answers with JSON, and with its state as `ETag`. */
export function answerWithTag(c: Context, body: { revision: string }): Response {
  c.header('etag', `"${body.revision}"`)
  return c.json(body)
}
