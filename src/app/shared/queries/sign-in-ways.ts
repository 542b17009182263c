import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** How people sign in without a link. */
export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => call('signIn.ways', { signal }),
})
