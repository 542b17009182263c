import { useQuery } from '@tanstack/react-query'
import { Redirect } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { firstInstancesQuery, useLastViewed } from '../shared/queries/instances.ts'
import { Loading } from '../ui/loading.tsx'
import { registrationPath, setupGuidePath } from '../shared/paths.ts'

/** Leads to the instance that was viewed last, else to the first real one; with none but practice, to the setup of a real one. */
export function HomePage() {
  const { data: first, error, refetch } = useQuery(firstInstancesQuery)
  const last = useLastViewed()
  if (!first) return error ? <FailureMessage error={error} onRetry={() => void refetch()} /> : <Loading />
  if (first.instances.every(({ sandbox }) => sandbox)) return <Redirect to={setupGuidePath(null)} replace />
  // the one that was viewed last is still being asked for
  if (!last && first.count > 0) return <Loading />
  return <Redirect to={last ? registrationPath(last.id) : '/instances'} replace />
}
