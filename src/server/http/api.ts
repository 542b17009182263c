import { Hono } from 'hono'
import { version } from '../../../package.json'
import type { Gateway } from '../gateway.ts'
import { limitBody } from './body.ts'
import { compressed } from './compression.ts'
import { refuseOtherOrigins } from './headers.ts'
import { instanceRoutes } from './instances.ts'
import { ProblemError } from './refusal.ts'
import { requireSession, sessionRoutes } from './session.ts'
import { connectionTestRoute } from './settings.ts'

export function apiRoutes(gateway: Gateway): Hono {
  return new Hono()
    .use(compressed)
    .use(async (c, next) => {
      await next()
      c.header('cache-control', 'no-store')
    })
    .use(refuseOtherOrigins, limitBody)
    .get('/health', (c) => c.json({ status: 'ok', version, now: new Date(gateway.now()).toISOString() }))
    .get('/openapi.json', async (c) => c.json((await import('#contract/openapi.ts')).openApi(version)))
    .route('/session', sessionRoutes(gateway.signIns))
    .use(requireSession(gateway.signIns))
    .route('/instances', instanceRoutes(gateway))
    .route('/connection-test', connectionTestRoute(gateway))
    .get('/sandbox/keys', (c) => c.json({ keys: gateway.sandbox?.keys ?? [] }))
    .all('*', () => {
      throw new ProblemError('route-unknown', 'There is nothing at this address.')
    })
}
