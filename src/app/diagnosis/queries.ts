import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

export const reportQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'report'],
    queryFn: ({ signal }) => call('report.get', { params: { id: instance }, signal }),
    // what is copied or sent is what is known now
    staleTime: 0,
  })
