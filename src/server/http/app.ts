import { Hono } from 'hono'
import { registerApi, type ApiServices } from './api.ts'
import { securityHeaders } from './headers.ts'
import { ProblemError, problemOf } from '#contract/problem-error.ts'
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { getPath } from 'hono/utils/url'
import { createFirstScreen } from './first-screen.ts'
import { answerKeptReads } from './kept-reads.ts'
import { createPageStart } from './page-start.ts'
import { pageRoutes } from './page.ts'

/** The gateway as a function from `Request` to `Response`. */
export function createApp(services: ApiServices, appFolder: string | null): Hono {
  const { basePath } = services
  const app = new Hono({ getPath: (request) => pathWithin(basePath, getPath(request)) }).use(securityHeaders)
  registerApi(app, services)
  if (appFolder !== null) {
    const draw = createFirstScreen(appFolder, services.report)
    app.route('/', pageRoutes({ folder: appFolder, basePath, startOf: createPageStart(services), draw }))
  }
  app.onError((error) => {
    if (error instanceof ProblemError) return answerProblem(error)
    services.report(error)
    return answerProblem(new ProblemError('unexpected', 'Something went wrong here; the log of the gateway says what.'))
  })
  return app
}

/** Some proxies take the base path away, others leave it. */
const pathWithin = (basePath: string, path: string): string =>
  path === basePath ? '/' : path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path

/** The same, as Node's server calls it. */
export const requestListener = (services: ApiServices, appFolder: string | null): RequestListener =>
  answerKeptReads(services, getRequestListener(createApp(services, appFolder).fetch))

function answerProblem(error: ProblemError): Response {
  const problem = problemOf(error)
  const { status, retryAfterSeconds } = problem
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return new Response(JSON.stringify(problem), { status, headers })
}
