import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ScreenPlace, Sharing } from '#contract/together.ts'
import { call } from '../call.ts'
import { slowerWhileLive } from '../shared/live.ts'
import { sentToken } from '../shared/token.ts'

/** Whether this person shows their page; null where not. */
export const sharingQuery = queryOptions({
  queryKey: ['together'],
  queryFn: ({ signal }) => call('together.current', { signal }),
  refetchInterval: ({ state: { data } }) => (data ? slowerWhileLive(2000) : false),
})

export function useSharingChange() {
  const client = useQueryClient()
  const show = (sharing: Sharing | null) => client.setQueryData(sharingQuery.queryKey, sharing)
  return {
    start: useMutation({
      mutationFn: (minutes: 15 | 30 | 60) => call('together.start', { body: { minutes } }),
      onSuccess: show,
    }),
    stop: useMutation({ mutationFn: () => call('together.stop', {}), onSuccess: () => show(null) }),
    dismiss: useMutation({ mutationFn: () => call('together.dismiss', {}), onSuccess: show }),
  }
}

let spent: string | null = null
/** Whether the stream of changes is open. The page is polled as well, in case it breaks off. */
export const watchLive = { isUp: false }

/** The page of somebody else. The token of the link is spent once; after that the cookie does. */
export const watchQuery = queryOptions({
  queryKey: ['watch'],
  queryFn: ({ signal }) => {
    const token = sentToken()
    if (token === null || token === spent) return call('together.watch', { signal })
    spent = token
    return call('together.open', { body: { secret: token } })
  },
  refetchInterval: ({ state: { error } }) => (error ? false : watchLive.isUp ? 10_000 : 2000),
  retry: false,
  staleTime: Infinity,
})

export function useWatchChange() {
  const client = useQueryClient()
  return {
    open: useMutation({
      mutationFn: (secret: string) => call('together.open', { body: { secret } }),
      onSuccess: () => client.resetQueries({ queryKey: watchQuery.queryKey }),
    }),
    point: useMutation({
      mutationFn: (body: ScreenPlace) => call('together.point', { body }),
      onSuccess: (watched) => client.setQueryData(watchQuery.queryKey, watched),
    }),
  }
}
