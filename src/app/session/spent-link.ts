import { queryOptions } from '@tanstack/react-query'
import { call, NoGateway } from '../call.ts'
import { sessionQuery } from '../shared/queries/session.ts'
import { sentToken } from '../shared/token.ts'

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
