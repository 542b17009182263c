import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Instance, Registration } from '#contract/panel.ts'
import { firstCauseOf } from '#domain/verdict.ts'
import { call } from '../../call.ts'
import { readPreference } from '../../preferences.ts'
import { slowerWhileLive } from '../live.ts'
import { notifyOtherWindows } from '../other-windows.ts'

/** From this many instances on their list is megabytes, and is asked for less often. */
const MANY = 1000
const pause = ({ state: { data } }: { state: { data: Instance[] | undefined } }): number =>
  (data?.length ?? 0) < MANY ? 60_000 : 300_000

export const instancesQuery = queryOptions({
  queryKey: ['instances'],
  queryFn: async ({ signal }) => (await call('instances.list', { signal })).instances,
  refetchInterval: (query) => slowerWhileLive(pause(query)),
  staleTime: (query) => pause(query) / 2,
})

/** The one that was viewed last in this browser, else the first real one. */
export const lastViewed = (instances: Instance[]): Instance | undefined =>
  instances.find(({ id }) => id === readPreference('instance')) ??
  instances.find(({ sandbox }) => !sandbox) ??
  instances[0]

/** What replies about single instances said goes into the list: no second request is needed, and none for the others. */
export function showInList(client: QueryClient, registrations: readonly Registration[]): void {
  const told = new Map(registrations.map((registration) => [registration.instance, registration]))
  client.setQueryData(instancesQuery.queryKey, (known) =>
    known?.map((instance) => {
      const registration = told.get(instance.id)
      return registration ? withRegistration(instance, registration) : instance
    }),
  )
}

const withRegistration = (instance: Instance, told: Registration): Instance => ({
  ...instance,
  state: told.state,
  daysLeft: told.expiry?.daysLeft ?? null,
  isTrial: told.expiry?.trial ?? false,
  warning: told.warning,
  checkedAt: told.freshness.checkedAt,
  cause: firstCauseOf(told.state, told.vendor.cause, told.storageCause ?? told.glpi?.cause ?? null),
  storage: told.storage,
  glpi: told.glpi && { ways: told.glpi.ways, version: told.glpi.version },
})

export function useRemoveInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, revision }: { id: string; revision: string }) =>
      call('instances.remove', { params: { id }, revision }),
    onSuccess: (_, { id: removed }) => {
      notifyOtherWindows(removed)
      client.setQueryData(instancesQuery.queryKey, (known) => known?.filter(({ id }) => id !== removed))
      client.removeQueries({ queryKey: ['instance', removed] })
    },
  })
}
