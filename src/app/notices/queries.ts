import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { MailForm, MailTestForm, Notices, RecipientForm } from '#contract/notices.ts'
import { call } from '../call.ts'

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => call('notices.get', { signal }),
  // what became of messages is worth seeing soon, most of all right after a recipient was added
  refetchInterval: 10_000,
})

/** Each change answers with the whole page. */
function useChange<Variables>(change: (variables: Variables) => Promise<Notices>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (notices) => client.setQueryData(noticesQuery.queryKey, notices),
  })
}

type Meant<Body> = { body: Body; revision: string }

export const useSaveMail = () => useChange((meant: Meant<MailForm>) => call('notices.saveMail', meant))
export const useRemoveMail = () => useChange((revision: string) => call('notices.removeMail', { revision }))
export const useTestMail = () => useMutation({ mutationFn: (body: MailTestForm) => call('notices.testMail', { body }) })

/** @param recipient null adds one. */
export const useSaveRecipient = (recipient: string | null) =>
  useChange(({ body, revision }: Meant<RecipientForm>) =>
    recipient === null
      ? call('notices.add', { body })
      : call('notices.change', { params: { recipient }, body, revision }),
  )
export const useRemoveRecipient = (recipient: string) =>
  useChange((revision: string) => call('notices.remove', { params: { recipient }, revision }))
export const useRetryRecipient = (recipient: string) =>
  useChange(() => call('notices.retry', { params: { recipient } }))
export const useClearRecipient = (recipient: string) =>
  useChange(() => call('notices.clear', { params: { recipient } }))
export const useTestRecipient = (recipient: string) =>
  useMutation({ mutationFn: () => call('notices.test', { params: { recipient } }) })
