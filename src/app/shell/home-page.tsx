import { useQuery } from '@tanstack/react-query'
import { Redirect } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { instancesQuery } from '../shared/queries/instances.ts'
import { readPreference } from '../preferences.ts'
import { Loading } from '../ui/loading.tsx'
import { registrationPath, setupGuidePath } from '../shared/paths.ts'

/** Leads to the instance that was viewed last, else to the first one; with none but practice, to the setup of a real one. */
export function HomePage() {
  const { data: instances, error, refetch } = useQuery(instancesQuery)
  if (!instances) return error ? <FailureMessage error={error} onRetry={() => void refetch()} /> : <Loading />
  if (instances.every(({ sandbox }) => sandbox)) return <Redirect to={setupGuidePath(null)} replace />
  const last = instances.find(({ id }) => id === readPreference('instance')) ?? instances[0]
  return <Redirect to={last ? registrationPath(last.id) : '/instances'} replace />
}
