import { queryOptions } from '@tanstack/react-query'
import { History } from '#contract/history.ts'
import { call } from '../call.ts'

export const historyQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'history'],
    queryFn: async ({ signal }) => (await call(History, `/api/instances/${instance}/history`, { signal })).entries,
    refetchInterval: 60_000,
  })
