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

type Meant<Body> = { body: Body; revision: string }

export const useSaveMail = () => useChange((meant: Meant<MailForm>) => call(noticesApi.saveMail, meant))
export const useRemoveMail = () => useChange((revision: string) => call(noticesApi.removeMail, { revision }))
export const useTestMail = () =>
  useMutation({ mutationFn: (body: MailTestForm) => call(noticesApi.testMail, { body }) })

/** @param recipient null adds one. */
export const useSaveRecipient = (recipient: string | null) =>
  useChange(({ body, revision }: Meant<RecipientForm>) =>
    recipient === null
      ? call(noticesApi.add, { body })
      : call(noticesApi.change, { params: { recipient }, body, revision }),
  )
export const useRemoveRecipient = (recipient: string) =>
  useChange((revision: string) => call(noticesApi.remove, { params: { recipient }, revision }))
export const useRetryRecipient = (recipient: string) =>
  useChange(() => call(noticesApi.retry, { params: { recipient } }))
export const useClearRecipient = (recipient: string) =>
  useChange(() => call(noticesApi.clear, { params: { recipient } }))
export const useTestRecipient = (recipient: string) =>
  useMutation({ mutationFn: () => call(noticesApi.test, { params: { recipient } }) })
