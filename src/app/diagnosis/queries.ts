import { queryOptions } from '@tanstack/react-query'
import { diagnosisApi } from '#contract/api/diagnosis.ts'
import { reportApi } from '#contract/api/report.ts'
import { call } from '../call.ts'

/** The latest run that has ended. */
export const latestQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'diagnosis'],
    queryFn: ({ signal }) => call(diagnosisApi.latest, { params: { id: instance }, signal }),
    refetchInterval: 60_000,
  })

export const reportQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'report'],
    queryFn: ({ signal }) => call(reportApi.get, { params: { id: instance }, signal }),
    // what is copied or sent is what is known now
    staleTime: 0,
  })
