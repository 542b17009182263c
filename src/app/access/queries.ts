import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InvitationForm, People } from '#contract/people.ts'
import type { Role } from '#contract/roles.ts'
import { call } from '../call.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call('people.get', { signal }),
  refetchInterval: 30_000,
})

/** Each change answers with all of the page. */
function usePeopleChange<Variables, Reply extends People>(change: (variables: Variables) => Promise<Reply>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: ({ sessions, invitations }) => client.setQueryData(peopleQuery.queryKey, { sessions, invitations }),
    // what it was about may be gone: the list says
    onError: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  })
}

export const useInvite = () => usePeopleChange((body: InvitationForm) => call('people.invite', { body }))
export const useWithdraw = (number: number) =>
  usePeopleChange(() => call('people.withdraw', { params: { invitation: String(number) } }))
export const useEndSession = (number: number) =>
  usePeopleChange(() => call('people.end', { params: { session: String(number) } }))
export const useEndOthers = () => usePeopleChange(() => call('people.endOthers', {}))
export const useChangeRole = (number: number) =>
  usePeopleChange((role: Role) => call('people.changeRole', { params: { session: String(number) }, body: { role } }))
