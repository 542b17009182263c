import { useQuery } from '@tanstack/react-query'
import { Redirect } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { instancesQuery, lastViewed } from '../shared/queries/instances.ts'
import { Loading } from '../ui/loading.tsx'
import { registrationPath, setupGuidePath } from '../shared/paths.ts'

/** Leads to the instance that was viewed last, else to the first real one; with none but practice, to the setup of a real one. */
export function HomePage() {
  const { data: instances, error, refetch } = useQuery(instancesQuery)
  if (!instances) return error ? <FailureMessage error={error} onRetry={() => void refetch()} /> : <Loading />
  if (instances.every(({ sandbox }) => sandbox)) return <Redirect to={setupGuidePath(null)} replace />
  const last = lastViewed(instances)
  return <Redirect to={last ? registrationPath(last.id) : '/instances'} replace />
}
