import { Hono } from 'hono'
import { registerApi, type ApiServices } from './api.ts'
import { securityHeaders } from './headers.ts'
import { ProblemError, problemOf } from '#contract/problem-error.ts'
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { getPath } from 'hono/utils/url'
import { REPLY_HEADERS } from '../reply-headers.ts'
import { requireOurName } from './caller.ts'
import { createFirstScreen } from './first-screen.ts'
import { answerKeptReads } from './kept-reads.ts'
import { createPageStart } from './page-start.ts'
import { pageRoutes } from './page.ts'
import { recordRefusal } from './refusals.ts'

/** The gateway as a function from `Request` to `Response`. */
export function createApp(services: ApiServices, appFolder: string | null): Hono {
  const { basePath, front } = services
  const app = new Hono({ getPath: (request) => pathWithin(basePath, getPath(request)) }).use(
    securityHeaders,
    requireOurName(front),
  )
  registerApi(app, services)
  if (appFolder !== null) {
    const firstScreen = createFirstScreen(appFolder, services.report)
    app.route('/', pageRoutes({ folder: appFolder, basePath, startOf: createPageStart(services), firstScreen }))
  }
  app.onError(async (error, c) => {
    if (error instanceof ProblemError) {
      await recordRefusal(c, services.refusedAttempts, error)
      // the log says what the disk did
      if (error.cause !== undefined) services.report(error.cause)
      return answerProblem(error)
    }
    // who has left while sending gets no reply
    if (!c.req.raw.signal.aborted) services.report(error)
    return answerProblem(new ProblemError('unexpected', 'Something went wrong here; the log of the gateway says what.'))
  })
  return app
}

/** Some proxies take the base path away, others leave it. */
const pathWithin = (basePath: string, path: string): string =>
  path === basePath ? '/' : path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path

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
export function requestListener(services: ApiServices, appFolder: string | null): RequestListener {
  const answer = answerKeptReads(services, getRequestListener(createApp(services, appFolder).fetch, NODE_OPTIONS))
  return (request, response) => {
    // that a connection stays open goes without saying in HTTP/1.1 (RFC 9112, 9.3), and would be said with every file of the page
    if (request.httpVersion === '1.1') response.removeHeader('connection')
    answer(request, response)
  }
}

function answerProblem(error: ProblemError): Response {
  const problem = problemOf(error)
  const { status, retryAfterSeconds } = problem
  const headers = new Headers({ 'content-type': 'application/problem+json', ...error.headers })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return new Response(JSON.stringify(problem), { status, headers })
}
