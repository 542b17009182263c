import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CheckAllProgress, CheckAllRun } from '#contract/check-all.ts'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { slowerWhileLive } from '../live.ts'

/** The check of many keys that runs on the gateway, or ran last; null for none. */
export const checkAllQuery = queryOptions({
  queryKey: ['check-all'],
  queryFn: ({ signal }) => call('checkAll.get', { signal }),
  refetchInterval: ({ state: { data } }) => (data?.phase === 'running' ? slowerWhileLive(1000) : false),
})

/** What the gateway tells of it; which ones got no answer is read once it is over. */
export function showCheckAll(client: QueryClient, run: CheckAllProgress): void {
  client.setQueryData(checkAllQuery.queryKey, (known): CheckAllRun => ({
    ...run,
    failures: known?.id === run.id ? known.failures : [],
  }))
  if (run.phase !== 'running') void client.invalidateQueries({ queryKey: checkAllQuery.queryKey })
}

export function useCheckAllChange() {
  const client = useQueryClient()
  const show = (run: CheckAllRun | null) => client.setQueryData(checkAllQuery.queryKey, run)
  const start = useMutation({
    mutationFn: (instances: string[]) => call('checkAll.start', { body: { instances } }),
    onSuccess: show,
  })
  const resume = useMutation({ mutationFn: () => call('checkAll.resume', {}), onSuccess: show })
  const cancel = useMutation({ mutationFn: () => call('checkAll.cancel', {}), onSuccess: show })
  const forget = useMutation({ mutationFn: () => call('checkAll.forget', {}), onSuccess: () => show(null) })
  return { start, resume, cancel, forget }
}
