import type { settingsApi } from '#contract/api/settings.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import type { Gateway } from '../gateway.ts'
import { testConnection } from '../glpi/connection-test.ts'
import { settingsView } from '../glpi/settings-view.ts'
import { settingsRevision } from '../revision.ts'
import { SANDBOX_ID, type StoredInstance } from '../store/instances.ts'
import { findInstance } from './find-instance.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Handlers } from './routes.ts'
import { refuseForbidden } from './typed-addresses.ts'

type Parts = Pick<
  Gateway,
  'consoleAllowed' | 'glpis' | 'instances' | 'now' | 'registrations' | 'report' | 'scheduler' | 'settingsChanges'
>

export function settingsHandlers(parts: Parts): Handlers<typeof settingsApi> {
  const { consoleAllowed, glpis, instances, registrations, scheduler, settingsChanges } = parts

  const view = async (instance: StoredInstance): Promise<InstanceSettings> => ({
    ...settingsView(instance, await glpis.connectionOf(instance.id), consoleAllowed),
    revision: settingsRevision(instance),
  })

  return {
    get: async ({ id }) => view(await findInstance(instances, id)),
    change: async ({ id, body, expected }) => {
      if (id === SANDBOX_ID)
        throw new ProblemError('instance-built-in', 'The sandbox is built in, and has no settings to change.')
      refuseForbidden(body)
      await settingsChanges.change(id, body, expected)
      scheduler.wake()
      return view(await findInstance(instances, id))
    },
    test: async ({ id, body, signal }) => {
      const instance = await findInstance(instances, id)
      refuseForbidden(body)
      const connection = settingsChanges.completed(body.connection, await glpis.connectionOf(id))
      const { servicesUrl = instance.servicesUrl } = body
      const ours = await registrations.find(id)
      return testConnection(parts, { connection, servicesUrl, instance, ours }, signal)
    },
  }
}
