import { useQuery } from '@tanstack/react-query'
import type { Instance } from '#contract/panel.ts'
import { useInstance } from './instances.ts'
import { registrationQuery } from './registration.ts'

/** These say that nothing is wrong, or that there is nothing to watch. */
const QUIET = new Set<Instance['warning']['kind']>(['none', 'no-key', 'managed'])

/** What to warn of on every page of an instance, by whatever was read of it last; null for nothing. */
export function useInstanceWarning(instance = ''): Instance['warning'] | null {
  const { instance: listed, updatedAt } = useInstance(instance)
  // this only reads the cache: the registration page is what loads it
  const one = useQuery({ ...registrationQuery(instance), enabled: false })
  const { warning } = (one.dataUpdatedAt > updatedAt ? one.data : listed) ?? {}
  return warning && !QUIET.has(warning.kind) ? warning : null
}
