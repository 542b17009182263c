import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { NoGateway, GatewayRefusal } from './call.ts'
import { followOtherWindows } from './shared/other-windows.ts'
import { sessionQuery } from './shared/queries/session.ts'
import { gatewayAnswered } from './ui/lazy-with-retry.ts'

/** Decides in one place what is retried, and what a refused session leads to: the sign-in card, on any page. */
export function createPanelClient(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof GatewayRefusal && error.code === 'sign-in-required')
      client.setQueryData(sessionQuery.queryKey, null)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess: gatewayAnswered }),
    mutationCache: new MutationCache({ onError, onSuccess: gatewayAnswered }),
    defaultOptions: {
      queries: {
        // a refusal stays a refusal; only no answer is worth a retry
        retry: (failures, error) => error instanceof NoGateway && failures < 2,
        retryDelay: (failures) => 500 * 2 ** failures,
        staleTime: 10_000,
        // the gateway is on this side of the network: `navigator.onLine` says nothing about it
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  followOtherWindows(client)
  return client
}
