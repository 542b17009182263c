import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { Instance, Instances, type Registration } from '#contract/panel.ts'
import type { InstanceForm } from '#contract/instance-settings.ts'
import { call, Nothing } from '../../call.ts'
import { notifyOtherWindows } from '../other-windows.ts'

/** From this many instances on their list is megabytes, and is asked for less often. */
const MANY = 1000
const pause = ({ state: { data } }: { state: { data: Instance[] | undefined } }): number =>
  (data?.length ?? 0) < MANY ? 60_000 : 300_000

export const instancesQuery = queryOptions({
  queryKey: ['instances'],
  queryFn: async ({ signal }) => (await call(Instances, '/api/instances', { signal })).instances,
  refetchInterval: pause,
  staleTime: (query) => pause(query) / 2,
})

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

const causeOf = ({ state, vendor, storageCause, glpi }: Registration): Instance['cause'] => {
  const glpis = storageCause ?? glpi?.cause ?? null
  return state === 'broken' || state === 'differs' ? (glpis ?? vendor.cause) : (vendor.cause ?? glpis)
}

const withRegistration = (instance: Instance, told: Registration): Instance => ({
  ...instance,
  state: told.state,
  daysLeft: told.expiry?.daysLeft ?? null,
  checkedAt: told.freshness.checkedAt,
  cause: causeOf(told),
  storage: told.storage,
  glpi: told.glpi && { ways: told.glpi.ways, version: told.glpi.version },
})

export function useAddInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (instance: InstanceForm) => call(Instance, '/api/instances', { method: 'POST', body: instance }),
    onSuccess: (added) =>
      client.setQueryData(instancesQuery.queryKey, (known) => [
        ...(known ?? []).filter(({ id }) => id !== added.id),
        added,
      ]),
  })
}

export function useRemoveInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, revision }: { id: string; revision: string }) =>
      call(Nothing, `/api/instances/${id}`, { method: 'DELETE', revision }),
    onSuccess: (_, { id: removed }) => {
      notifyOtherWindows(removed)
      client.setQueryData(instancesQuery.queryKey, (known) => known?.filter(({ id }) => id !== removed))
      client.removeQueries({ queryKey: ['instance', removed] })
    },
  })
}
