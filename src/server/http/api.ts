import type { Hono } from 'hono'
import type { Gateway } from '../gateway.ts'
import { limitBody } from './body.ts'
import { compressed } from './compression.ts'
import { diagnosisHandlers } from './diagnosis.ts'
import { assertOffered } from './find-instance.ts'
import { gatewayHandlers } from './gateway.ts'
import { refuseOtherOrigins } from './headers.ts'
import { historyHandlers, instanceHandlers } from './instances.ts'
import { newInstanceHandlers } from './new-instance.ts'
import { registrationHandlers } from './registration.ts'
import { reportHandlers } from './report.ts'
import { registerRoutes, type ApiHandlers } from './routes.ts'
import { sessionHandlers } from './session.ts'
import { settingsHandlers } from './settings.ts'

const handlersOf = (gateway: Gateway): ApiHandlers => ({
  gateway: gatewayHandlers(gateway),
  session: sessionHandlers(gateway),
  instances: instanceHandlers(gateway),
  newInstance: newInstanceHandlers(gateway),
  registration: registrationHandlers(gateway),
  diagnosis: diagnosisHandlers(gateway),
  report: reportHandlers(gateway),
  settings: settingsHandlers(gateway),
  history: historyHandlers(gateway),
})

/** Everything below `/api`. */
export function registerApi(app: Hono, gateway: Gateway): void {
  app.use('/api/*', compressed)
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  app.use('/api/*', refuseOtherOrigins, limitBody)
  const { signIns, sandbox, report } = gateway
  registerRoutes(app, handlersOf(gateway), {
    signIns,
    assertOffered: (id) => assertOffered(id, sandbox !== null),
    report,
  })
}
