import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** The latest run that has ended. */
export const latestQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'diagnosis'],
    queryFn: ({ signal }) => call('diagnosis.latest', { params: { id: instance }, signal }),
    refetchInterval: 60_000,
  })
