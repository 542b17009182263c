import { useQuery } from '@tanstack/react-query'
import type { Instance } from '#contract/panel.ts'
import { instancesQuery } from './instances.ts'
import { registrationQuery } from './registration.ts'
import { useIsSignedIn } from './session.ts'

/** These say that nothing is wrong, or that there is nothing to watch. */
const QUIET = new Set<Instance['warning']['kind']>(['none', 'no-key', 'managed'])

/** What to warn of on every page of an instance, by whatever was read of it last; null for nothing. */
export function useInstanceWarning(instance = ''): Instance['warning'] | null {
  const isEnabled = useIsSignedIn() === true && instance !== ''
  const list = useQuery({ ...instancesQuery, enabled: isEnabled })
  // this only reads the cache: the registration page is what loads it
  const one = useQuery({ ...registrationQuery(instance), enabled: false })
  const listed = list.data?.find(({ id }) => id === instance)
  const { warning } = (one.dataUpdatedAt > list.dataUpdatedAt ? one.data : listed) ?? {}
  return warning && !QUIET.has(warning.kind) ? warning : null
}
