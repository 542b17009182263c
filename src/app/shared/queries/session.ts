import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { may, type Capability } from '#contract/roles.ts'
import { call, NoGateway } from '../../call.ts'
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

/** Whether who is signed in may do this; the gateway refuses it to all others. */
export const useMay = (capability: Capability): boolean => may(useQuery(sessionQuery).data, capability)

/** Whether this Latchkey may run commands for the console of a GLPI. */
export const useIsConsoleAllowed = (): boolean => useQuery(sessionQuery).data?.consoleAllowed === true

/** Of this page for its one sign-in: with it a link can be spent again, where the gateway has spent it and its reply was lost. */
const attempt: string = Array.from(crypto.getRandomValues(new Uint32Array(8)), (part) => part.toString(36)).join('-')

/**
 * Spends the link that opened the page. A query, although it writes: the link may be spent once only, and a query is asked
 * once however often React mounts the page that shows it.
 */
export const spentLinkQuery = queryOptions({
  queryKey: ['spent-link'],
  queryFn: ({ client }) =>
    call('session.open', { body: { token: sentToken() ?? '', attempt } }).then((session) => {
      client.setQueryData(sessionQuery.queryKey, session)
      return session
    }),
  // a link that was spent for no answer is spent again by the same attempt
  retry: (failures, error) => error instanceof NoGateway && failures < 3,
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
