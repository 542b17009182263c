import type { Context } from 'hono'
import type { noticesApi } from '#contract/api/notices.ts'
import type { NoticeService } from '../notices/notice-service.ts'
import type { Handlers } from './routes.ts'

export type NoticeServices = { noticeService: NoticeService }

const recipientOf = ({ context }: { context: Context }): string => context.req.param('recipient') ?? ''

export const noticeHandlers = ({ noticeService }: NoticeServices): Handlers<typeof noticesApi> => ({
  get: () => noticeService.all(),
  saveMail: ({ body }) => noticeService.saveMail(body),
  removeMail: () => noticeService.removeMail(),
  testMail: ({ body }) => noticeService.testMail(body),
  add: ({ body }) => noticeService.add(body),
  change: (call) => noticeService.change(recipientOf(call), call.body),
  remove: (call) => noticeService.remove(recipientOf(call)),
  test: (call) => noticeService.test(recipientOf(call)),
  retry: (call) => noticeService.retry(recipientOf(call)),
  clear: (call) => noticeService.clear(recipientOf(call)),
})
