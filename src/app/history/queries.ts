import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

export const historyQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'history'],
    queryFn: async ({ signal }) => (await call('history.list', { params: { id: instance }, signal })).entries,
    refetchInterval: 60_000,
  })
