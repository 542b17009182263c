import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Registration, SaveForm } from '#contract/panel.ts'
import type { State } from '#domain/verdict.ts'
import { call, changedBy } from '../../call.ts'
import { showInList } from './instances.ts'
import { slowerWhileLive } from '../live.ts'
import { notifyOtherWindows } from '../other-windows.ts'

/** States in which the gateway tries again by itself: recovery should show without being asked for. */
const HEALS = new Set<State>(['pending', 'unconfirmed'])

export const registrationQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'registration'],
    queryFn: ({ signal }) => call('registration.get', { params: { id: instance }, signal }),
    // a gateway that does not answer is asked as often: it is on this side of the network
    refetchInterval: ({ state: { data, error } }) =>
      slowerWhileLive(error || (data && HEALS.has(data.state)) ? 3000 : 60_000),
  })

/** Without a key nothing was ever asked, so a first look asks whether GLPI Network can be reached at all. */
export const reachQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'reach'],
    queryFn: async ({ client, signal }) => {
      const seen = await call('registration.refresh', { params: { id: instance }, signal })
      client.setQueryData(registrationQuery(instance).queryKey, seen)
      return seen.unlock
    },
    staleTime: 60_000,
    retry: false,
  })

export const sandboxKeysQuery = queryOptions({
  queryKey: ['sandbox-keys'],
  queryFn: async ({ signal }) => (await call('gateway.sandboxKeys', { signal })).keys,
  staleTime: Infinity,
})

/** The reply is the new state, so the page needs no second request; what else shows this instance does. */
function show(client: QueryClient, registration: Registration): void {
  const { instance } = registration
  client.setQueryData(registrationQuery(instance).queryKey, registration)
  void client.invalidateQueries({ queryKey: ['instance', instance, 'history'] })
  // what is known has changed: whether the latest run still is about it is for the gateway to say, before it is shown again
  client.removeQueries({ queryKey: ['instance', instance, 'diagnosis'], type: 'inactive' })
  client.removeQueries({ queryKey: ['instance', instance, 'report'], type: 'inactive' })
  client.removeQueries({ queryKey: ['instance', instance, 'marketplace'], type: 'inactive' })
  showInList(client, [registration])
}

/** What each change takes: the state that it is meant for, which is the one that the person has seen. */
export type Meant = { revision: string }

/** A change of the registration; where it met another state than it was meant for, that is what the page shows next. */
export function useChange<Change extends Meant>(instance: string, change: (asked: Change) => Promise<Registration>) {
  const client = useQueryClient()
  const { queryKey } = registrationQuery(instance)
  return useMutation({
    mutationFn: change,
    onMutate: () => client.cancelQueries({ queryKey }),
    onSuccess: (changed) => {
      show(client, changed)
      notifyOtherWindows(instance)
    },
    onError: (error: Error) => {
      if (changedBy(error)) void client.invalidateQueries({ queryKey })
    },
  })
}

export type Saving = Meant & SaveForm

export const useSaveKey = (instance: string) =>
  useChange(instance, ({ revision, ...body }: Saving) =>
    call('registration.save', { params: { id: instance }, body, revision }),
  )

export type Restoring = Meant & { fingerprint: string; replaceUnverified: boolean }

/** Puts a former key back in place of the saved one. */
export const useRestoreKey = (instance: string) =>
  useChange(instance, ({ fingerprint, replaceUnverified, revision }: Restoring) =>
    call('registration.restore', {
      params: { id: instance },
      body: { fingerprint, replaceUnverified },
      revision,
    }),
  )

export const useRemoveKey = (instance: string) =>
  useChange(instance, ({ revision }: Meant) => call('registration.remove', { params: { id: instance }, revision }))

type CheckedKey = { key: string; signal?: AbortSignal }

/** A dry run: nothing is stored. */
export function useCheckKey(instance: string) {
  return useMutation({
    mutationFn: ({ key, signal }: CheckedKey) =>
      call('registration.check', { params: { id: instance }, body: { key }, ...(signal && { signal }) }),
  })
}

export function useCheckNow(instance: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('registration.refresh', { params: { id: instance } }),
    onSuccess: (checked) => show(client, checked),
  })
}
