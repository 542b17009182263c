import type { Answer } from './answer.ts'

export const failure = (status: string, title: string, detail: string | null = null) => ({ status, title, detail })
export const notFound = (): Answer => [404, failure('ERROR_ITEM_NOT_FOUND', 'Item not found')]
export const denied = (): Answer => [
  403,
  failure('ERROR_RIGHT_MISSING', "You don't have permission to perform this action."),
]
