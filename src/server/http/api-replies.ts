import type { Hono } from 'hono'
import { compressed } from './compression.ts'
import { requestLines, type RequestLine } from './request-lines.ts'

export type ReplyParts = { logRequest: (line: RequestLine) => void; steady: () => number }

/** What every reply below `/api` goes through. */
export function replyOfApi(app: Hono, { logRequest, steady }: ReplyParts): void {
  app.use('/api/*', requestLines(logRequest, steady), compressed)
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
}
