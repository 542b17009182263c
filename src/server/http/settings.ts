import type { settingsApi } from '#contract/api/settings.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { ConnectionTests } from '../glpi/connection-test.ts'
import type { SettingsChanges } from '../settings-changes.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import type { Handlers } from './routes.ts'

export type SettingsServices = {
  connectionTests: ConnectionTests
  settingsChanges: SettingsChanges
}

export const settingsHandlers = ({
  connectionTests,
  settingsChanges,
}: SettingsServices): Handlers<typeof settingsApi> => ({
  get: ({ id }) => settingsChanges.view(id),
  change: async ({ id, body, expected }) => {
    if (id === SANDBOX_ID)
      throw new ProblemError('instance-built-in', 'Practice is built in, and has no settings to change.')
    await settingsChanges.change(id, body, expected)
    return settingsChanges.view(id)
  },
  test: ({ id, body, signal }) => connectionTests.ofInstance(id, body, signal),
})
