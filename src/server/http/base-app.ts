import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { getPath } from 'hono/utils/url'
import { ProblemError, problemOf } from '#contract/problem-error.ts'
import type { Front } from '../front.ts'
import { REPLY_HEADERS } from '../reply-headers.ts'
import { requireOurName } from './caller.ts'
import { securityHeaders } from './headers.ts'

export type BaseParts = { basePath: string; front: Front; report: (error: unknown) => void }

/**
 * What every request goes through, before any route.
 * @param refused called with each refusal before it is sent.
 */
export function createBaseApp(
  { basePath, front, report }: BaseParts,
  refused: (c: Context, error: ProblemError) => Promise<void> = async () => undefined,
): Hono {
  const app = new Hono({ getPath: (request) => pathWithin(basePath, getPath(request)) }).use(
    securityHeaders,
    requireOurName(front),
  )
  app.onError(async (error, c) => {
    if (error instanceof ProblemError) {
      await refused(c, error)
      // the log says what the disk did
      if (error.cause !== undefined) report(error.cause)
      return answerProblem(error)
    }
    // who has left while sending gets no reply
    if (!c.req.raw.signal.aborted) report(error)
    return answerProblem(new ProblemError('unexpected', 'Something went wrong here; the log of the gateway says what.'))
  })
  return app
}

/** Some proxies take the base path away, others leave it. */
const pathWithin = (basePath: string, path: string): string =>
  path === basePath ? '/' : path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path

function answerProblem(error: ProblemError): Response {
  const problem = problemOf(error)
  const { status, retryAfterSeconds } = problem
  const headers = new Headers({ 'content-type': 'application/problem+json', ...error.headers })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return new Response(JSON.stringify(problem), { status, headers })
}

const NODE_OPTIONS = {
  // probes that speak HTTP/1.0 name none
  hostname: 'localhost',
  // an address that cannot be read never comes to the routes
  errorHandler: (error: unknown) =>
    new Response(null, {
      status: error instanceof Error && error.name === 'RequestError' ? 400 : 500,
      headers: REPLY_HEADERS,
    }),
}

/** The same, as Node's server calls it. */
export const nodeListener = (app: Hono): RequestListener => getRequestListener(app.fetch, NODE_OPTIONS)

/** That a connection stays open goes without saying in HTTP/1.1 (RFC 9112, 9.3), and would be said with every file of the page. */
export const withoutConnection =
  (answer: RequestListener): RequestListener =>
  (request, response) => {
    if (request.httpVersion === '1.1') response.removeHeader('connection')
    answer(request, response)
  }
