import type { Hono } from 'hono'
import type { AskBudget } from '../ask-budget.ts'
import { SANDBOX_ID, unknownInstance } from '../store/instances.ts'
import type { ReadTokens } from '../store/read-tokens.ts'
import { auditHandlers, type AuditServices } from './audit.ts'
import { limitBody } from './body.ts'
import { checkAllHandlers, type CheckAllServices } from './check-all.ts'
import { compressed } from './compression.ts'
import { diagnosisHandlers, type DiagnosisServices } from './diagnosis.ts'
import { eventHandlers, type EventServices } from './events.ts'
import { gatewayHandlers, type GatewayFacts } from './gateway.ts'
import { refuseOtherOrigins } from './caller.ts'
import type { Front } from '../front.ts'
import type { RefusedAttempts } from '../refused-attempts.ts'
import { glpiSignInHandlers, type GlpiSignInServices } from './glpi-sign-in.ts'
import { historyHandlers, instanceHandlers, type HistoryServices, type InstanceServices } from './instances.ts'
import { marketplaceHandlers, type MarketplaceServices } from './marketplace.ts'
import { monitoringHandlers, type MonitoringServices } from './monitoring.ts'
import { newInstanceHandlers, type NewInstanceServices } from './new-instance.ts'
import { noticeHandlers, type NoticeServices } from './notices.ts'
import { signInHandlers, type OidcServices } from './oidc.ts'
import { peopleHandlers, type PeopleServices } from './people.ts'
import { registrationHandlers, type RegistrationServices } from './registration.ts'
import { reportHandlers, type ReportServices } from './report.ts'
import { registerRoutes, type ApiHandlers } from './routes.ts'
import { requestLines, type RequestLine } from './request-lines.ts'
import { sessionHandlers, type SessionServices } from './session.ts'
import { limitSignIns } from './sign-in-limit.ts'
import { togetherHandlers, type TogetherServices } from './together.ts'
import { settingsHandlers, type SettingsServices } from './settings.ts'

/** The services of all routes. Each group of handlers takes only its own part. */
export type ApiServices = GatewayFacts &
  SessionServices &
  InstanceServices &
  NewInstanceServices &
  RegistrationServices &
  DiagnosisServices &
  ReportServices &
  SettingsServices &
  HistoryServices &
  MarketplaceServices &
  MonitoringServices &
  NoticeServices &
  EventServices &
  CheckAllServices &
  PeopleServices &
  OidcServices &
  GlpiSignInServices &
  TogetherServices &
  AuditServices & {
    front: Front
    logRequest: (line: RequestLine) => void
    steady: () => number
    askBudget: AskBudget
    readTokens: ReadTokens
    refusedAttempts: RefusedAttempts
    report: (error: unknown) => void
  }

const handlersOf = (services: ApiServices): ApiHandlers => ({
  gateway: gatewayHandlers(services),
  session: sessionHandlers(services),
  instances: instanceHandlers(services),
  newInstance: newInstanceHandlers(services),
  registration: registrationHandlers(services),
  diagnosis: diagnosisHandlers(services),
  report: reportHandlers(services),
  settings: settingsHandlers(services),
  history: historyHandlers(services),
  marketplace: marketplaceHandlers(services),
  monitoring: monitoringHandlers(services),
  notices: noticeHandlers(services),
  events: eventHandlers(services),
  checkAll: checkAllHandlers(services),
  together: togetherHandlers(services),
  people: peopleHandlers(services),
  signIn: signInHandlers(services),
  audit: auditHandlers(services),
  glpiSignIn: glpiSignInHandlers(services),
})

/** Everything below `/api`. */
export function registerApi(app: Hono, services: ApiServices): void {
  app.use('/api/*', requestLines(services.logRequest, services.steady), compressed)
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  const { sessions, basePath, glpiRights, signInGuard, readTokens, askBudget, sandbox, report } = services
  app.use('/api/*', refuseOtherOrigins(services.front))
  app.use('/api/session', limitSignIns(signInGuard))
  app.use('/api/*', limitBody)
  registerRoutes(app, handlersOf(services), {
    sessions,
    basePath,
    glpiRights,
    readTokens,
    askBudget,
    /** The sandbox keeps its data while it is switched off, but is not offered. */
    assertOffered(id) {
      if (id === SANDBOX_ID && sandbox === null) throw unknownInstance()
    },
    report,
  })
}
