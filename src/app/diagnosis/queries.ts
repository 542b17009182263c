import { queryOptions } from '@tanstack/react-query'
import { LatestDiagnosis } from '#contract/diagnosis.ts'
import { call } from '../call.ts'

export const diagnosisPathOf = (instance: string) => `/api/instances/${instance}/diagnosis`

/** The latest run that came to its end, whoever asked for it. */
export const latestQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'diagnosis'],
    queryFn: ({ signal }) => call(LatestDiagnosis, diagnosisPathOf(instance), { signal }),
    refetchInterval: 60_000,
  })
