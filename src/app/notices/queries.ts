import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { noticesApi } from '#contract/api/notices.ts'
import type { MailForm, MailTestForm, Notices, RecipientForm } from '#contract/notices.ts'
import { call } from '../call.ts'

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => call(noticesApi.get, { signal }),
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

export const useSaveMail = () => useChange((body: MailForm) => call(noticesApi.saveMail, { body }))
export const useRemoveMail = () => useChange(() => call(noticesApi.removeMail, {}))
export const useTestMail = () =>
  useMutation({ mutationFn: (body: MailTestForm) => call(noticesApi.testMail, { body }) })

/** @param recipient null adds one. */
export const useSaveRecipient = (recipient: string | null) =>
  useChange((body: RecipientForm) =>
    recipient === null ? call(noticesApi.add, { body }) : call(noticesApi.change, { params: { recipient }, body }),
  )
export const useRemoveRecipient = (recipient: string) =>
  useChange(() => call(noticesApi.remove, { params: { recipient } }))
export const useRetryRecipient = (recipient: string) =>
  useChange(() => call(noticesApi.retry, { params: { recipient } }))
export const useClearRecipient = (recipient: string) =>
  useChange(() => call(noticesApi.clear, { params: { recipient } }))
export const useTestRecipient = (recipient: string) =>
  useMutation({ mutationFn: () => call(noticesApi.test, { params: { recipient } }) })
