import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newInstanceApi } from '#contract/api/new-instance.ts'
import type { InstanceForm } from '#contract/instance-settings.ts'
import { call } from '../call.ts'
import { instancesQuery } from '../shared/queries/instances.ts'

export function useAddInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (instance: InstanceForm) => call(newInstanceApi.add, { body: instance }),
    onSuccess: (added) =>
      client.setQueryData(instancesQuery.queryKey, (known) => [
        ...(known ?? []).filter(({ id }) => id !== added.id),
        added,
      ]),
  })
}
