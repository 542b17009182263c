import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { auditApi } from './api/audit.ts'
import { checkAllApi } from './api/check-all.ts'
import { diagnosisApi } from './api/diagnosis.ts'
import { eventsApi } from './api/events.ts'
import { gatewayApi } from './api/gateway.ts'
import { glpiSignInApi } from './api/glpi-sign-in.ts'
import { historyApi } from './api/history.ts'
import { instancesApi } from './api/instances.ts'
import { marketplaceApi } from './api/marketplace.ts'
import { monitoringApi } from './api/monitoring.ts'
import { newInstanceApi } from './api/new-instance.ts'
import { noticesApi } from './api/notices.ts'
import { peopleApi } from './api/people.ts'
import { registrationApi } from './api/registration.ts'
import { reportApi } from './api/report.ts'
import type { ApiRoute, RouteGroup } from './api/route.ts'
import { sessionApi } from './api/session.ts'
import { settingsApi } from './api/settings.ts'
import { signInApi } from './api/sign-in.ts'
import { togetherApi } from './api/together.ts'
import type { ProblemCode } from './problem.ts'
import { refusalOf } from './roles.ts'

/**
 * Every route of the gateway, once. The gateway registers from it and checks roles and bodies by it, the OpenAPI document is
 * rendered from it, and the page calls its entries by name (`registration.get`). The page loads this file after its first screen.
 */
export const API = {
  gateway: gatewayApi,
  session: sessionApi,
  instances: instancesApi,
  newInstance: newInstanceApi,
  registration: registrationApi,
  diagnosis: diagnosisApi,
  report: reportApi,
  settings: settingsApi,
  history: historyApi,
  marketplace: marketplaceApi,
  monitoring: monitoringApi,
  notices: noticesApi,
  events: eventsApi,
  checkAll: checkAllApi,
  together: togetherApi,
  people: peopleApi,
  signIn: signInApi,
  audit: auditApi,
  glpiSignIn: glpiSignInApi,
} as const satisfies Record<string, RouteGroup>
export type Api = typeof API

export const allRoutes: readonly ApiRoute[] = Object.values<RouteGroup>(API).flatMap((group) => Object.values(group))

/** Every code that a route may refuse with. */
export function problemsOf({
  path,
  role,
  body,
  isConditional,
  asksOthers,
  problems = [],
}: ApiRoute): ReadonlySet<ProblemCode> {
  return new Set<ProblemCode>([
    'origin-refused',
    'host-refused',
    'body-too-large',
    'unexpected',
    'disk-full',
    'storage-failed',
    ...(role === null ? [] : (['sign-in-required', 'secret-unreadable'] as const)),
    ...(role === null || role === 'viewer' ? [] : [refusalOf(role)]),
    ...(path.includes('/:id') ? (['instance-unknown'] as const) : []),
    ...(body ? (['media-type-unsupported', 'json-unreadable', 'request-invalid'] as const) : []),
    ...(asksOthers ? (['too-many-checks'] as const) : []),
    ...(isConditional ? (['changed-meanwhile'] as const) : []),
    ...problems.flatMap((code) => (code === 'any-cause' ? CAUSE_CODES : [code])),
  ])
}
