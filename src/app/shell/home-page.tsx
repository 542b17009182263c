import { useQuery } from '@tanstack/react-query'
import { Redirect } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { instancesQuery } from '../shared/queries/instances.ts'
import { readPreference } from '../preferences.ts'
import { Loading } from '../ui/loading.tsx'
import { registrationPath } from '../shared/paths.ts'

/** Leads to the instance that was viewed last, else to the first one. */
export function HomePage() {
  const { data: instances, error, refetch } = useQuery(instancesQuery)
  if (!instances) return error ? <FailureMessage error={error} onRetry={() => void refetch()} /> : <Loading />
  const last = instances.find(({ id }) => id === readPreference('instance')) ?? instances[0]
  return <Redirect to={last ? registrationPath(last.id) : '/instances'} replace />
}
