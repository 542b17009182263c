import type { MiddlewareHandler } from 'hono'

/** One request, for the log. */
export type RequestLine = {
  method: string
  /** As the contract has it: what was asked for may hold a token. */
  route: string
  status: number
  ms: number
  /** The number of the sign-in, once it is known. */
  session: number | undefined
}

const READS = new Set(['GET', 'HEAD'])

/** Where a route notes itself, and who called it. */
export const ANSWERED_BY = 'answered-by'
export type AnsweredBy = { path: string; session: number | undefined }

/** Tells of every change that was asked for, and of what failed here; not of what was read. */
export const requestLines =
  (tell: (line: RequestLine) => void, steady: () => number): MiddlewareHandler =>
  async (c, next) => {
    const begun = steady()
    await next()
    const { status } = c.res
    if (READS.has(c.req.method) && status < 500) return
    const by: AnsweredBy | undefined = c.get(ANSWERED_BY)
    const ms = Math.round(steady() - begun)
    tell({ method: c.req.method, route: by?.path ?? '*', status, ms, session: by?.session })
  }
