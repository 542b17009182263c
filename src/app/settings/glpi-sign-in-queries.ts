import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { GlpiSignInForm, GlpiSignInView } from '#contract/glpi-sign-in.ts'
import { call } from '../call.ts'

export const glpiSignInQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'sign-in'],
    queryFn: ({ signal }) => call('glpiSignIn.view', { params: { id: instance }, signal }),
    // what is being edited must not change under the hands
    refetchOnWindowFocus: false,
  })

/** Each change answers with what is set then. */
function useChange<Variables>(instance: string, change: (variables: Variables) => Promise<GlpiSignInView>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => client.setQueryData(glpiSignInQuery(instance).queryKey, view),
    // it has a secret
    gcTime: 0,
  })
}

export const useSaveGlpiSignIn = (instance: string) =>
  useChange(instance, (body: GlpiSignInForm) => call('glpiSignIn.change', { params: { id: instance }, body }))
export const useRemoveGlpiSignIn = (instance: string) =>
  useChange<undefined>(instance, () => call('glpiSignIn.remove', { params: { id: instance } }))
export const useTestGlpiSignIn = (instance: string) =>
  useMutation({
    mutationFn: (body: GlpiSignInForm) => call('glpiSignIn.test', { params: { id: instance }, body }),
    gcTime: 0,
  })
