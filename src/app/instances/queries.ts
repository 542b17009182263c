import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { Instance, Instances, type InstanceForm } from '#contract/panel.ts'
import { call, Nothing } from '../call.ts'

export const instancesQuery = queryOptions({
  queryKey: ['instances'],
  queryFn: async ({ signal }) => (await call(Instances, '/api/instances', { signal })).instances,
  refetchInterval: 60_000,
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
    mutationFn: (id: string) => call(Nothing, `/api/instances/${id}`, { method: 'DELETE' }),
    onSuccess: (_, removed) => {
      client.setQueryData(instancesQuery.queryKey, (known) => known?.filter(({ id }) => id !== removed))
      client.removeQueries({ queryKey: ['instance', removed] })
    },
  })
}
