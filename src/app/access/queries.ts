import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InvitationForm, People } from '#contract/people.ts'
import type { Role } from '#contract/roles.ts'
import { call } from '../call.ts'
import { announce } from '../ui/announcer.tsx'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call('people.get', { signal }),
  refetchInterval: 30_000,
})

/** Each change answers with all of the page. */
function usePeopleChange<Variables, Reply extends People>(
  change: (variables: Variables) => Promise<Reply>,
  done?: MessageDescriptor,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: ({ sessions, invitations }) => {
      client.setQueryData(peopleQuery.queryKey, { sessions, invitations })
      // said here: what was pressed goes with its row
      if (done) announce(i18n._(done))
    },
    // what it was about may be gone: the list says
    onError: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  })
}

export const useInvite = () =>
  usePeopleChange(
    (body: InvitationForm) => call('people.invite', { body }),
    msg`The link is made. It is shown only now, and works once.`,
  )
export const useWithdraw = (number: number) =>
  usePeopleChange(
    () => call('people.withdraw', { params: { invitation: String(number) } }),
    msg`Withdrawn: the link opens nothing any more.`,
  )
export const useEndSession = (number: number) =>
  usePeopleChange(() => call('people.end', { params: { session: String(number) } }), msg`The session has ended.`)
export const useEndOthers = () =>
  usePeopleChange(() => call('people.endOthers', {}), msg`All other sessions have ended.`)
export const useChangeRole = (number: number) =>
  usePeopleChange(
    (role: Role) => call('people.changeRole', { params: { session: String(number) }, body: { role } }),
    msg`The role was changed.`,
  )
