import { Hono } from 'hono'
import { registerApi, type ApiServices } from './api.ts'
import { securityHeaders } from './headers.ts'
import { ProblemError, problemOf } from '#contract/problem-error.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { etag } from 'hono/etag'
import { getPath } from 'hono/utils/url'

/** The gateway as a function from `Request` to `Response`. */
export function createApp(services: ApiServices, appFolder: string | null): Hono {
  const { basePath } = services
  const app = new Hono({ getPath: (request) => pathWithin(basePath, getPath(request)) }).use(securityHeaders)
  registerApi(app, services)
  if (appFolder !== null) app.route('/', pageRoutes(appFolder, basePath))
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

/** What a path of the page never ends with. */
const FILE_ENDING = /\.\w{1,12}$/

/** The built page: its files by name, and the page itself for every other address but that of a file that is not there. */
export function pageRoutes(folder: string, basePath = ''): Hono {
  const page = new Hono()
  if (basePath !== '') {
    const html = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll(/( (?:src|href)=")\//g, `$1${basePath}/`)
    page.get('*', async (c, next) => {
      if (c.req.path !== '/' && c.req.path !== '/index.html' && FILE_ENDING.test(c.req.path)) return next()
      return c.html(html, 200, { 'cache-control': 'no-cache' })
    })
  }
  return (
    page
      .get(
        '/assets/*',
        serveStatic({ root: folder, precompressed: true, onFound: (_, c) => c.header('cache-control', FOREVER) }),
      )
      // each encoding of a file has its own tag, made from its bytes
      .use(etag())
      .get('*', serveStatic({ root: folder, precompressed: true }))
      .get('*', async (c, next) =>
        FILE_ENDING.test(c.req.path) ? c.text('There is nothing at this address.', 404) : next(),
      )
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
