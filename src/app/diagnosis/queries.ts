import { queryOptions } from '@tanstack/react-query'
import { LatestDiagnosis } from '#contract/diagnosis.ts'
import { Report } from '#contract/report.ts'
import { call } from '../call.ts'

export const diagnosisPathOf = (instance: string) => `/api/instances/${instance}/diagnosis`

/** The latest run that came to its end, whoever asked for it. */
export const latestQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'diagnosis'],
    queryFn: ({ signal }) => call(LatestDiagnosis, diagnosisPathOf(instance), { signal }),
    refetchInterval: 60_000,
  })

export const reportQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'report'],
    queryFn: ({ signal }) => call(Report, `/api/instances/${instance}/report`, { signal }),
    // what is copied or sent is what is known now
    staleTime: 0,
  })
