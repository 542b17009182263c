import type { settingsApi } from '#contract/api/settings.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { ConnectionTests } from '../glpi/connection-test.ts'
import type { SettingsChanges } from '../settings-changes.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import type { Handlers } from './routes.ts'

export type SettingsServices = {
  connectionTests: ConnectionTests
  settingsChanges: SettingsChanges
  settingsOf: (id: string) => Promise<InstanceSettings>
}

export const settingsHandlers = ({
  connectionTests,
  settingsChanges,
  settingsOf,
}: SettingsServices): Handlers<typeof settingsApi> => ({
  get: ({ id }) => settingsOf(id),
  change: async ({ id, body, expected }) => {
    if (id === SANDBOX_ID)
      throw new ProblemError('instance-built-in', 'The sandbox is built in, and has no settings to change.')
    await settingsChanges.change(id, body, expected)
    return settingsOf(id)
  },
  test: ({ id, body, signal }) => connectionTests.ofInstance(id, body, signal),
})
