import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { dropDrafts } from '../drafts.ts'
import { sentToken } from '../token.ts'

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

/** Whether who is signed in may change anything; viewers only look, and the gateway refuses them the rest. */
export const useIsAdmin = (): boolean => useQuery(sessionQuery).data?.role === 'admin'

/** Whether this Latchkey may run commands for the console of a GLPI. */
export const useIsConsoleAllowed = (): boolean => useQuery(sessionQuery).data?.consoleAllowed === true

/**
 * Spends the link that opened the page. A query, although it writes: the link may be spent once only, and a query is asked
 * once however often React mounts the page that shows it.
 */
export const spentLinkQuery = queryOptions({
  queryKey: ['spent-link'],
  queryFn: ({ client }) =>
    call('session.open', { body: { token: sentToken() ?? '' } }).then((session) => {
      client.setQueryData(sessionQuery.queryKey, session)
      return session
    }),
  retry: false,
  staleTime: Infinity,
  gcTime: Infinity,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

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
