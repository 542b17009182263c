import { queryOptions } from '@tanstack/react-query'
import { historyApi } from '#contract/api/history.ts'
import { call } from '../call.ts'

export const historyQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'history'],
    queryFn: async ({ signal }) => (await call(historyApi.list, { params: { id: instance }, signal })).entries,
    refetchInterval: 60_000,
  })
