import type { Context } from 'hono'
import type { noticesApi } from '#contract/api/notices.ts'
import type { NoticeService } from '../notices/notice-service.ts'
import type { Handlers } from './routes.ts'

export type NoticeServices = { noticeService: NoticeService }

const recipientOf = ({ context }: { context: Context }): string => context.req.param('recipient') ?? ''

export const noticeHandlers = ({ noticeService }: NoticeServices): Handlers<typeof noticesApi> => ({
  get: () => noticeService.all(),
  saveMail: ({ body, expected }) => noticeService.saveMail(body, expected),
  removeMail: ({ expected }) => noticeService.removeMail(expected),
  testMail: ({ body }) => noticeService.testMail(body),
  add: ({ body }) => noticeService.add(body),
  change: (call) => noticeService.change(recipientOf(call), call.body, call.expected),
  remove: (call) => noticeService.remove(recipientOf(call), call.expected),
  test: (call) => noticeService.test(recipientOf(call)),
  retry: (call) => noticeService.retry(recipientOf(call)),
  clear: (call) => noticeService.clear(recipientOf(call)),
})
