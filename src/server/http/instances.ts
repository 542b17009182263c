import type { historyApi } from '#contract/api/history.ts'
import type { instancesApi } from '#contract/api/instances.ts'
import type { Gateway } from '../gateway.ts'
import { instanceView } from '../instance-view.ts'
import { readHistory } from '../store/history.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import { findInOverview, readOverview } from '../store/overview.ts'
import { findInstance } from './find-instance.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Handlers } from './routes.ts'

type Parts = Pick<Gateway, 'sandbox' | 'settingsChanges' | 'store' | 'vendorClock'>

export function instanceHandlers(parts: Parts): Handlers<typeof instancesApi> {
  const { sandbox, settingsChanges, store, vendorClock } = parts
  return {
    list: async () => {
      const rows = (await readOverview(store)).filter(({ id }) => id !== SANDBOX_ID || sandbox)
      return { instances: rows.map((row) => instanceView(row, vendorClock.at(row.servicesUrl, row.known))) }
    },
    get: ({ id }) => viewInstance(parts, id),
    remove: async ({ id, expected }) => {
      if (id === SANDBOX_ID)
        throw new ProblemError('instance-built-in', 'The sandbox is built in: switch it off with LATCHKEY_SANDBOX=off.')
      await settingsChanges.remove(id, expected)
    },
  }
}

/** @throws ProblemError `instance-unknown` */
export async function viewInstance({ store, vendorClock }: Pick<Gateway, 'store' | 'vendorClock'>, id: string) {
  const row = await findInOverview(store, id)
  if (!row) throw new ProblemError('instance-unknown', 'No instance has this id.')
  return instanceView(row, vendorClock.at(row.servicesUrl, row.known))
}

export const historyHandlers = ({
  instances,
  store,
}: Pick<Gateway, 'instances' | 'store'>): Handlers<typeof historyApi> => ({
  list: async ({ id }) => ({ entries: await readHistory(store, (await findInstance(instances, id)).id) }),
})
