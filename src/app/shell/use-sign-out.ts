import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../call.ts'
import { dropDrafts } from '../shared/drafts.ts'
import { sessionQuery, SIGNED_OUT } from '../shared/queries/session.ts'

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('session.close', {}),
    onSuccess: () => {
      dropDrafts()
      client.setQueryData(SIGNED_OUT, true)
      // the session first: without one, no part of the page asks for its data again
      client.setQueryData(sessionQuery.queryKey, null)
      client.removeQueries({
        predicate: ({ queryKey: [name] }) => name !== sessionQuery.queryKey[0] && name !== SIGNED_OUT[0],
      })
    },
  })
}
