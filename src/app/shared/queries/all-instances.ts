import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Instances } from '#contract/panel.ts'
import { call } from '../../call.ts'
import { notifyOtherWindows } from '../other-windows.ts'
import { ALL_INSTANCES, changeInstances, firstInstancesQuery, isPart, READ_AGAIN } from './instances.ts'

const allInstancesQuery = queryOptions({
  queryKey: ALL_INSTANCES,
  queryFn: async ({ client, queryKey, signal }) => {
    const known = () => client.getQueryData<Instances>(queryKey)
    const reply = await call('instances.list', { query: { since: known()?.since ?? '' }, signal })
    return withChanges(known(), reply)
  },
  select: ({ instances }) => instances,
  // what is the same stays the same object; to compare ten thousand would take too long
  structuralSharing: false,
  ...READ_AGAIN,
})

/**
 * All of them, for pages that list them. They may be megabytes: afterwards only what was changed is asked for. Of a few the page knows
 * all from the start.
 */
export function useAllInstances(enabled = true) {
  const client = useQueryClient()
  const { queryKey } = firstInstancesQuery
  return useQuery({
    ...allInstancesQuery,
    enabled,
    initialData: () => {
      const first = client.getQueryData(queryKey)
      return first && !isPart(first) ? { since: '', instances: first.instances } : undefined
    },
    initialDataUpdatedAt: () => client.getQueryState(queryKey)?.dataUpdatedAt,
  })
}

function withChanges(known: Instances | undefined, reply: Instances): Instances {
  if (reply.removed === undefined || known === undefined) return reply
  const { since, instances: changed, removed } = reply
  if (changed.length === 0 && removed.length === 0) return { since, instances: known.instances }
  const all = new Map([...known.instances, ...changed].map((instance) => [instance.id, instance]))
  for (const id of removed) all.delete(id)
  return { since, instances: [...all.values()] }
}

export function useRemoveInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, revision }: { id: string; revision: string }) =>
      call('instances.remove', { params: { id }, revision }),
    onSuccess: (_, { id: removed }) => {
      notifyOtherWindows(removed)
      changeInstances(client, (known) => known.filter(({ id }) => id !== removed))
      client.removeQueries({ queryKey: ['instance', removed] })
    },
  })
}
