import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { may, type Capability } from '#contract/roles.ts'
import { call } from '../../call.ts'
import { dropDrafts } from '../drafts.ts'

/** null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('session.current', { signal }),
  staleTime: 60_000,
  // somebody who has signed in again in another window comes back to this one
  refetchOnWindowFocus: ({ state }) => (state.data === null ? 'always' : true),
})

const SIGNED_OUT = ['signed-out']

/** Whether the session was ended in this window, and by the person who had it. */
export const useHasSignedOut = (): boolean => useQueryClient().getQueryData(SIGNED_OUT) === true

/** null while nobody knows: the gateway was not asked yet, or does not answer. */
export function useIsSignedIn(): boolean | null {
  const { data } = useQuery(sessionQuery)
  return data === undefined ? null : data !== null
}

/** Whether who is signed in may do this; the gateway refuses it to all others. */
export const useMay = (capability: Capability): boolean => may(useQuery(sessionQuery).data, capability)

/** Whether this Latchkey may run commands for the console of a GLPI. */
export const useIsConsoleAllowed = (): boolean => useQuery(sessionQuery).data?.consoleAllowed === true

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('session.close', {}),
    onSuccess: () => {
      dropDrafts()
      client.setQueryData(SIGNED_OUT, true)
      // the session first: who looks at it must see the change, and then nothing asks for the rest again
      client.setQueryData(sessionQuery.queryKey, null)
      client.removeQueries({
        predicate: ({ queryKey: [name] }) => name !== sessionQuery.queryKey[0] && name !== SIGNED_OUT[0],
      })
    },
  })
}
