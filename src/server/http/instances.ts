import type { historyApi } from '#contract/api/history.ts'
import type { instancesApi } from '#contract/api/instances.ts'
import type { HistoryEntry } from '#contract/history.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { InstanceRows } from '../instance-rows.ts'
import type { InstanceOverview } from '../instance-overview.ts'
import type { SettingsChanges } from '../settings-changes.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import type { Handlers } from './routes.ts'
import { answerPieces } from './stream-text.ts'

export type InstanceServices = {
  instanceRows: InstanceRows
  instanceOverview: InstanceOverview
  settingsChanges: SettingsChanges
}

export const instanceHandlers = ({
  instanceRows,
  instanceOverview,
  settingsChanges,
}: InstanceServices): Handlers<typeof instancesApi> => ({
  list: async ({ context: c }) => answerPieces(c, await instanceRows.read(c.req.query('since'))),
  first: () => instanceOverview.first(),
  get: ({ id }) => instanceOverview.find(id),
  remove: async ({ id, expected }) => {
    if (id === SANDBOX_ID)
      throw new ProblemError('instance-built-in', 'Practice is built in: switch it off with LATCHKEY_SANDBOX=off.')
    await settingsChanges.remove(id, expected)
  },
})

export type HistoryServices = { historyOf: (id: string) => Promise<HistoryEntry[]> }

export const historyHandlers = ({ historyOf }: HistoryServices): Handlers<typeof historyApi> => ({
  list: async ({ id }) => ({ entries: await historyOf(id) }),
})
