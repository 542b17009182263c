import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { FirstInstances, Instance, Instances, Registration } from '#contract/panel.ts'
import { firstCauseOf } from '#domain/verdict.ts'
import { call, GatewayRefusal } from '../../call.ts'
import { readPreference } from '../../preferences.ts'
import { slowerWhileLive } from '../live.ts'
import { useIsSignedIn } from './session.ts'

/** Of everything about which instances there are. */
export const INSTANCES = ['instances']

/** Of the whole list: `Instances`. */
export const ALL_INSTANCES = [...INSTANCES, 'all']

export const READ_AGAIN = { refetchInterval: () => slowerWhileLive(60_000), staleTime: 30_000 }

/** What pages that do not list them need to know. */
export const firstInstancesQuery = queryOptions({
  queryKey: [...INSTANCES, 'first'],
  queryFn: ({ signal }) => call('instances.first', { signal }),
  ...READ_AGAIN,
})

/** One of them, as the list shows it. */
export const instanceQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'listed'],
    queryFn: ({ signal }) => call('instances.get', { params: { id: instance }, signal }),
    ...READ_AGAIN,
  })

/** Whether there are more than these. */
export const isPart = ({ count, instances }: FirstInstances): boolean => count > instances.length

/** One instance, as the list shows it. Of few all are known; of many, this one is asked for. */
export function useInstance(id = '') {
  const isEnabled = useIsSignedIn() === true && id !== ''
  const { data: first, dataUpdatedAt } = useQuery({ ...firstInstancesQuery, enabled: isEnabled })
  const isAlone = first !== undefined && isPart(first)
  const one = useQuery({ ...instanceQuery(id), enabled: isEnabled && isAlone })
  if (isAlone) return { instance: one.data, updatedAt: one.dataUpdatedAt, isUnknown: isUnknown(one.error) }
  const instance = first?.instances.find((known) => known.id === id)
  return { instance, updatedAt: dataUpdatedAt, isUnknown: first !== undefined && !instance }
}

const isUnknown = (error: Error | null): boolean => error instanceof GatewayRefusal && error.code === 'instance-unknown'

/** @returns the instance on screen, else the one this browser viewed last, else the first real one. */
export function useLastViewed(current?: string): Instance | undefined {
  const wanted = current ?? readPreference('instance') ?? undefined
  const isSignedIn = useIsSignedIn() === true
  const { data: { instances = [] } = {} } = useQuery({ ...firstInstancesQuery, enabled: isSignedIn })
  const { instance, isUnknown: isGone } = useInstance(wanted)
  if (instance || (wanted !== undefined && (current !== undefined || !isGone))) return instance
  return instances.find(({ sandbox }) => !sandbox) ?? instances[0]
}

/** Changes what is known of the instances, without asking for them. */
export function changeInstances(client: QueryClient, change: (known: Instance[]) => Instance[]): void {
  client.setQueryData<Instances>(ALL_INSTANCES, (known) => known && { ...known, instances: change(known.instances) })
  client.setQueryData(firstInstancesQuery.queryKey, (known) => {
    if (known === undefined) return known
    const instances = change(known.instances)
    return { count: known.count + instances.length - known.instances.length, instances }
  })
}

/** What replies about single instances said goes into the list: no second request is needed, and none for the others. */
export function showInList(client: QueryClient, registrations: readonly Registration[]): void {
  const told = new Map(registrations.map((registration) => [registration.instance, registration]))
  const tell = (instance: Instance): Instance => {
    const registration = told.get(instance.id)
    return registration ? withRegistration(instance, registration) : instance
  }
  changeInstances(client, (known) => known.map(tell))
  for (const id of told.keys()) client.setQueryData(instanceQuery(id).queryKey, (known) => known && tell(known))
}

const withRegistration = (instance: Instance, told: Registration): Instance => ({
  ...instance,
  state: told.state,
  daysLeft: told.expiry?.daysLeft ?? null,
  isTrial: told.expiry?.trial ?? false,
  warning: told.warning,
  checkedAt: told.freshness.checkedAt,
  cause: firstCauseOf(told.state, told.vendor.cause, told.storageCause ?? told.glpi?.cause ?? null),
  storage: told.storage,
  glpi: told.glpi && { ways: told.glpi.ways, version: told.glpi.version },
})
