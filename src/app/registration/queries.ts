import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { CheckReply, Registration, SandboxKeys, type KeyForm } from '#contract/panel.ts'
import type { State } from '#domain/verdict.ts'
import { call } from '../call.ts'
import { showInList } from '../instances/queries.ts'

const pathOf = (instance: string) => `/api/instances/${instance}/registration`

/** States in which the gateway tries again by itself: recovery should show without being asked for. */
const HEALS = new Set<State>(['pending', 'unconfirmed'])

export const registrationQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'registration'],
    queryFn: ({ signal }) => call(Registration, pathOf(instance), { signal }),
    // a gateway that does not answer is asked as often: it is on this side of the network
    refetchInterval: ({ state: { data, error } }) => (error || (data && HEALS.has(data.state)) ? 3000 : 60_000),
  })

/** Without a key nothing was ever asked, so a first look asks whether GLPI Network can be reached at all. */
export const reachQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'reach'],
    queryFn: async ({ client, signal }) => {
      const seen = await call(Registration, `${pathOf(instance)}/refresh`, { method: 'POST', signal })
      client.setQueryData(registrationQuery(instance).queryKey, seen)
      return seen.unlock
    },
    staleTime: 60_000,
    retry: false,
  })

export const sandboxKeysQuery = queryOptions({
  queryKey: ['sandbox-keys'],
  queryFn: async ({ signal }) => (await call(SandboxKeys, '/api/sandbox/keys', { signal })).keys,
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
  showInList(client, [registration])
}

type Asked = { key: string; signal?: AbortSignal }

export function useSaveKey(instance: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: KeyForm) => call(Registration, pathOf(instance), { method: 'PUT', body }),
    onMutate: () => client.cancelQueries({ queryKey: registrationQuery(instance).queryKey }),
    onSuccess: (saved) => show(client, saved),
  })
}

/** The key that Latchkey keeps goes into GLPI once more. */
export function useWriteAgain(instance: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(Registration, `${pathOf(instance)}/write`, { method: 'POST' }),
    onMutate: () => client.cancelQueries({ queryKey: registrationQuery(instance).queryKey }),
    onSuccess: (written) => show(client, written),
  })
}

/** A dry run: nothing is stored. */
export function useCheckKey(instance: string) {
  return useMutation({
    mutationFn: ({ key, signal }: Asked) =>
      call(CheckReply, `${pathOf(instance)}/check`, { method: 'POST', body: { key }, ...(signal && { signal }) }),
  })
}

export function useCheckNow(instance: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(Registration, `${pathOf(instance)}/refresh`, { method: 'POST' }),
    onSuccess: (checked) => show(client, checked),
  })
}

export function useRemoveKey(instance: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(Registration, pathOf(instance), { method: 'DELETE' }),
    onMutate: () => client.cancelQueries({ queryKey: registrationQuery(instance).queryKey }),
    onSuccess: (empty) => show(client, empty),
  })
}
