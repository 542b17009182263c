import type { FakeReply } from './answer.ts'

export const failure = (status: string, title: string, detail: string | null = null) => ({ status, title, detail })
export const notFound = (): FakeReply => [404, failure('ERROR_ITEM_NOT_FOUND', 'Item not found')]
export const denied = (): FakeReply => [
  403,
  failure('ERROR_RIGHT_MISSING', "You don't have permission to perform this action."),
]
