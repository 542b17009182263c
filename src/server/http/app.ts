import type { RequestListener } from 'node:http'
import type { Hono } from 'hono'
import { registerApi, type ApiServices } from './api.ts'
import { createBaseApp, nodeListener, withoutConnection } from './base-app.ts'
import { createFirstScreen } from './first-screen.ts'
import { answerKeptReads } from './kept-reads.ts'
import { createPageStart } from './page-start.ts'
import { pageRoutes } from './page.ts'
import { recordRefusal } from './refusals.ts'

/** The gateway as a function from `Request` to `Response`. */
export function createApp(services: ApiServices, appFolder: string | null): Hono {
  const { basePath, refusedAttempts } = services
  const app = createBaseApp(services, (c, error) => recordRefusal(c, refusedAttempts, error))
  registerApi(app, services)
  if (appFolder !== null) {
    const firstScreen = createFirstScreen(appFolder, services.report)
    app.route('/', pageRoutes({ folder: appFolder, basePath, startOf: createPageStart(services), firstScreen }))
  }
  return app
}

/** The same, as Node's server calls it. */
export const requestListener = (services: ApiServices, appFolder: string | null): RequestListener =>
  withoutConnection(answerKeptReads(services, nodeListener(createApp(services, appFolder))))
