import { Hono } from 'hono'
import { registerApi, type ApiServices } from './api.ts'
import { securityHeaders } from './headers.ts'
import { ProblemError, problemOf } from '#contract/problem-error.ts'
import { join } from 'node:path'
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { etag } from 'hono/etag'

/** The gateway as a function from `Request` to `Response`. */
export function createApp(services: ApiServices, appFolder: string | null): Hono {
  const app = new Hono().use(securityHeaders)
  registerApi(app, services)
  if (appFolder !== null) app.route('/', pageRoutes(appFolder))
  app.onError((error) => {
    if (error instanceof ProblemError) return answerProblem(error)
    services.report(error)
    return answerProblem(new ProblemError('unexpected', 'Something went wrong here; the log of the gateway says what.'))
  })
  return app
}

/** The same, as Node's server calls it. */
export const requestListener = (services: ApiServices, appFolder: string): RequestListener =>
  getRequestListener(createApp(services, appFolder).fetch)

function answerProblem(error: ProblemError): Response {
  const problem = problemOf(error)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

const FOREVER = 'public, max-age=31536000, immutable'

/** The built page: its files by name, and the page itself for every other address. */
export function pageRoutes(folder: string): Hono {
  return (
    new Hono()
      .get(
        '/assets/*',
        serveStatic({ root: folder, precompressed: true, onFound: (_, c) => c.header('cache-control', FOREVER) }),
      )
      // each encoding of a file has its own tag, made from its bytes
      .use(etag())
      .get('*', serveStatic({ root: folder, precompressed: true }))
      .get(
        '*',
        serveStatic({
          path: join(folder, 'index.html'),
          precompressed: true,
          onFound: (_, c) => c.header('cache-control', 'no-cache'),
        }),
      )
  )
}
