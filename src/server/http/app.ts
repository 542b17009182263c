import { Hono } from 'hono'
import { registerApi, type ApiServices } from './api.ts'
import { securityHeaders } from './headers.ts'
import { pageRoutes } from './page.ts'
import { ProblemError, problemOf } from '#contract/problem-error.ts'

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

function answerProblem(error: ProblemError): Response {
  const problem = problemOf(error)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}
