import type { newInstanceApi } from '#contract/api/new-instance.ts'
import type { Gateway } from '../gateway.ts'
import { testConnection } from '../glpi/connection-test.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import { viewInstance } from './instances.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Handlers } from './routes.ts'
import { refuseForbidden } from './typed-addresses.ts'

type Parts = Pick<
  Gateway,
  'glpis' | 'now' | 'report' | 'scheduler' | 'servicesUrl' | 'settingsChanges' | 'store' | 'vendorClock'
>

export function newInstanceHandlers(parts: Parts): Handlers<typeof newInstanceApi> {
  const { scheduler, settingsChanges } = parts
  return {
    add: async ({ body }) => {
      refuseForbidden(body)
      if (body.id === SANDBOX_ID || !(await settingsChanges.add(body)))
        throw new ProblemError('instance-exists', 'Another instance has this id.')
      scheduler.wake()
      return viewInstance(parts, body.id)
    },
    testConnection: ({ body, signal }) => {
      refuseForbidden(body)
      const connection = settingsChanges.completed(body.connection, null)
      const { servicesUrl = parts.servicesUrl } = body
      return testConnection(parts, { connection, servicesUrl, instance: null, ours: null }, signal)
    },
  }
}
