import type { newInstanceApi } from '#contract/api/new-instance.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { ConnectionTests } from '../glpi/connection-test.ts'
import type { InstanceOverview } from '../instance-overview.ts'
import type { SettingsChanges } from '../settings-changes.ts'
import type { Handlers } from './routes.ts'

export type NewInstanceServices = {
  connectionTests: ConnectionTests
  instanceOverview: InstanceOverview
  settingsChanges: SettingsChanges
}

export const newInstanceHandlers = ({
  connectionTests,
  instanceOverview,
  settingsChanges,
}: NewInstanceServices): Handlers<typeof newInstanceApi> => ({
  add: async ({ body }) => {
    if (!(await settingsChanges.add(body))) throw new ProblemError('instance-exists', 'Another instance has this id.')
    return instanceOverview.find(body.id)
  },
  testConnection: ({ body, signal }) => connectionTests.ofNew(body, signal),
})
